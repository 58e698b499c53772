import Expressions
import Plotting

/// The samples that are drawn over a trace, those of each group by themselves.
struct DrawnSamples {
  private struct Series {
    let title: String
    let data: DataResult
    /// The place of the curve that was fitted to them, if it is drawn.
    let curve: Int?
  }

  private let request: PlotRequest
  private let all: [Series]
  private let slots: [Int]

  init(_ request: PlotRequest, _ inputs: Inputs) {
    self.request = request
    let fitted = request.series.map { series -> String? in
      let result = inputs.trajectory(series.label)
      let fit = ((result as? ObservedResult)?.bare ?? result) as? FitResult
      return fit?.recordingName == nil ? nil : fit?.dataLabel
    }
    all = request.data.flatMap { reference -> [Series] in
      guard let data = inputs.data(reference.label) else { return [] }
      func series(_ title: String, _ label: String, _ data: DataResult) -> Series {
        Series(title: title, data: data, curve: fitted.firstIndex { $0 == label })
      }
      let name = request.names.given[reference.label]
      if data.facts.by == nil {
        return [
          series(name ?? reference.label.replacing(".", with: " ", maxReplacements: 1), reference.label, data)
        ]
      }
      return data.facts.groups.compactMap { group in
        data.group(group).map { series("\(name ?? reference.label) \(group)", "\(reference.label).\(group)", $0) }
      }
    }
    let more = all.count { $0.curve == nil }
    slots = inputs.looks.slots(of: request.series.map(\.look), and: more).suffix(more)
  }

  var isEmpty: Bool { all.isEmpty }

  /// Of one state.
  ///
  /// - Parameter styles: those of the curves.
  func dots(of name: String, against other: String = "t", _ styles: [Style]) -> [Dots] {
    var free = slots.makeIterator()
    return all.compactMap { series in
      let style = series.curve.map { styles[$0] } ?? .slot(free.next() ?? 1)
      return dots(series.title, series.data, name, other, style)
    }
  }

  /// In the units of the axes, as far as these show them; what a logarithmic axis has no place for is counted in the name.
  private func dots(_ title: String, _ data: DataResult, _ name: String, _ other: String, _ style: Style) -> Dots? {
    func column(_ name: String) -> DataFacts.Column? {
      name == "t" ? data.facts.key : data.facts.columns.first { $0.name == name }
    }
    guard let key = column(other), let times = data.numbers[key.name], let values = data.numbers[name],
      let column = column(name)
    else { return nil }
    func converted(_ value: Double, _ unit: Unit?, as axis: String) -> Double {
      Quantity(value, unit: unit).magnitude(in: request.series.first?.facts.unit(of: axis)) ?? value
    }
    func isInside(_ value: Double, _ axis: String) -> Bool { request.ranges[axis]?.contains(value) ?? true }
    func isDrawable(_ value: Double, _ axis: String) -> Bool { value > 0 || !request.logarithmic.contains(axis) }
    let given = zip(times, values).map { (converted($0, key.unit, as: other), converted($1, column.unit, as: name)) }
      .filter { !$0.0.isNaN && !$0.1.isNaN && isInside($0.0, other) && isInside($0.1, name) }
    let points = given.filter { isDrawable($0.0, other) && isDrawable($0.1, name) }
    let hidden = given.count - points.count
    return Dots(
      hidden == 0 ? title : "\(title) (and \(hidden) not positive)", x: points.map(\.0), y: points.map(\.1),
      style: style,
      radius: 2)
  }
}
