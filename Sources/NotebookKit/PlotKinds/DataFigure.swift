import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

/// A `plot` of data alone: columns over the times, or one column against another, before there is a model.
struct DataFigure: Sendable {
  private struct Series: Sendable {
    /// Of the data, or of a group of them.
    let label: String
    let title: String
    let columns: [DataFacts.Column]
  }

  private let series: [Series]
  private let names: SeriesNames
  private let x: String
  private let y: [String]
  /// Whether times are on the horizontal axis, so that many rows are a curve.
  private let isTrace: Bool
  private let ranges: [String: ClosedRange<Double>]
  private let logarithmic: Set<String>
  private let hasEqualUnits: Bool
  private let height: Double?
  private let alt: String?

  /// So many rows are points; more of them, one after the other in time, are a curve.
  private static let mostPoints = 200

  static func planned(
    _ references: [LabelReference], _ kind: PlotKind, _ arguments: Arguments, _ planning: inout Planning
  ) -> Planned? {
    guard let figure = DataFigure(references, kind, arguments, &planning) else { return nil }
    let columns = arguments[PlotKeys.columns] ?? 1
    let (place, log) = (
      arguments.location(of: PlotKeys.of),
      arguments.isMentioned(PlotKeys.log) ? arguments.location(of: PlotKeys.log) : nil
    )
    return Planned { inputs in
      let drawn = figure.drawn(inputs)
      var product = Product(nil, [DrawnFigure(drawn).output(columns: columns)])
      product.warnings = Unseen.warnings(drawn, at: place, log: log)
      return product
    }
  }

  private init?(
    _ references: [LabelReference], _ kind: PlotKind, _ arguments: Arguments, _ planning: inout Planning
  ) {
    let isTrace = kind.name != "phase"
    self.isTrace = isTrace
    let others: [any AnyParameter] = [
      PlotKeys.against, PlotKeys.data, PlotKeys.percent, PlotKeys.marks, PlotKeys.colour, PlotKeys.chosen,
    ]
    let special = PlotKeys.special.filter { isTrace || $0.name != PlotKeys.aspect.name }
    for key in others + special where arguments.isMentioned(key) {
      planning.fail(
        "'\(key.name)' has no place in a figure of data alone", at: arguments.place(of: key),
        hint: "samples are drawn over a solve by 'of: SOLVE' and 'data: \(references[0].label)'")
      return nil
    }
    let facts = references.compactMap { reference in planning.facts[reference.label]?.data }
    guard facts.count == references.count, let first = facts.first else { return nil }
    guard let key = first.key else {
      planning.fail("'\(references[0].label)' has no column of numbers", at: references[0].location)
      return nil
    }
    let columns = first.numeric.map(\.name)
    func column(_ name: Fragment) -> String? {
      if columns.contains(name.text) { return name.text }
      planning.fail(
        "'\(references[0].label)' has no column of numbers '\(name.text)'", at: name.location,
        hint: Spelling.help(name.text, among: columns))
      return nil
    }
    let values = columns.filter { $0 != key.name }
    let across = arguments[PlotKeys.x].flatMap(column) ?? (isTrace || values.count < 2 ? key.name : values[0])
    x = across
    let standard = columns.filter { $0 != across && $0 != key.name }
    y = arguments[PlotKeys.y].map { $0.compactMap(column) } ?? (isTrace ? standard : Array(standard.prefix(1)))
    guard !y.isEmpty else {
      if !planning.diagnostics.hasErrors {
        planning.fail(
          "'\(references[0].label)' has no second column of numbers", at: arguments.location(of: PlotKeys.of))
      }
      return nil
    }
    if !isTrace, y.count > 1 || y.contains(x) {
      planning.fail(
        "a phase plane has one column on each axis", at: arguments.location(of: PlotKeys.of),
        hint: "write 'x: \(columns[0])' and 'y: \(columns.count > 1 ? columns[1] : "...")'")
      return nil
    }
    for (reference, facts) in zip(references, facts) {
      for name in [x] + y {
        guard let own = facts.numeric.first(where: { $0.name == name }) else {
          planning.fail("'\(reference.label)' has no column '\(name)'", at: reference.location)
          return nil
        }
        if let unit = first.unit(of: name), let other = own.unit, !unit.measuresSame(as: other) {
          planning.fail(
            "'\(name)' is in \(other.text) in '\(reference.label)', and in \(unit.text) in '\(references[0].label)'",
            at: reference.location, hint: "what shares an axis measures the same")
          return nil
        }
      }
    }
    names = SeriesNames(arguments[PlotKeys.labels] ?? [], references.map(\.label), axes: columns, &planning)
    let given = names.given
    series = zip(references, facts).flatMap { reference, facts -> [Series] in
      let title = given[reference.label] ?? reference.label.replacing(".", with: " ", maxReplacements: 1)
      if facts.groups.isEmpty { return [Series(label: reference.label, title: title, columns: facts.numeric)] }
      return facts.groups.map { group in
        let own = references.count > 1 || given[reference.label] != nil ? "\(title) \(group)" : group
        return Series(label: "\(reference.label).\(group)", title: own, columns: facts.numeric)
      }
    }
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[PlotKeys.range] ?? [] {
      guard let axis = column(name), let range = list.range(of: name, in: first.unit(of: axis), &planning) else {
        return nil
      }
      ranges[axis] = range
    }
    self.ranges = ranges
    let axes = (x: x, y: y)
    logarithmic = Set(
      (arguments[PlotKeys.log] ?? []).flatMap { name -> [String] in
        if !columns.contains(name.text), name.text == "y" { return axes.y }
        if !columns.contains(name.text), name.text == "x" { return [axes.x] }
        return column(name).map { [$0] } ?? []
      })
    hasEqualUnits = arguments[PlotKeys.aspect] ?? false
    height = arguments[PlotKeys.height].map(Double.init)
    alt = arguments[Directive.alt]
  }

  private func drawn(_ inputs: Inputs) -> Figure {
    let panels = y.map { name in
      Panel(
        x: axis(x), y: axis(name), hasEqualUnits: hasEqualUnits,
        marks: series.enumerated().compactMap { index, series in mark(series, .slot(index + 1), name, inputs) })
    }
    return Figure(
      title: "\(y.joined(separator: ", ")) against \(x)", description: alt, panels: panels, sharing: [.x],
      panelHeight: height ?? (isTrace || hasEqualUnits ? nil : 320))
  }

  private func axis(_ name: String) -> Axis {
    Axis(
      names.axes[name] ?? MathWriter().text(name), unit: unit(of: name)?.printed?.symbol,
      scale: logarithmic.contains(name) ? .logarithmic : .linear, range: ranges[name])
  }

  private func unit(of name: String) -> Unit? { series.first?.columns.first { $0.name == name }?.unit }

  private func mark(_ series: Series, _ style: Style, _ name: String, _ inputs: Inputs) -> (any Mark)? {
    guard let data = inputs.data(series.label), let x = values(of: x, data), let y = values(of: name, data) else {
      return nil
    }
    let points = zip(x, y).filter { !$0.0.isNaN && !$0.1.isNaN }.filter { x, y in
      (ranges[self.x]?.contains(x) ?? true) && (ranges[name]?.contains(y) ?? true)
    }
    let title = self.series.count == 1 ? nil : series.title
    let isCurve =
      isTrace && points.count > Self.mostPoints && zip(points, points.dropFirst()).allSatisfy { $0.0 <= $1.0 }
    if isCurve { return Line(title, x: points.map(\.0), y: points.map(\.1), style: style) }
    return Dots(title, x: points.map(\.0), y: points.map(\.1), style: style, radius: 3, isListed: true)
  }

  /// A column in the unit of its axis.
  private func values(of name: String, _ data: DataResult) -> [Double]? {
    let (own, shown) = (data.facts.unit(of: name), unit(of: name))
    return data.numbers[name].map { values in
      own == shown ? values : values.map { Quantity($0, unit: own).magnitude(in: shown) ?? $0 }
    }
  }
}

extension DataFacts {
  fileprivate func unit(of name: String) -> Unit? { columns.first { $0.name == name }?.unit }
}
