import Diagnostics
import Dynamics
import Plotting

extension PlotKind {
  /// The difference from a reference.
  static let error = PlotKind(
    "error",
    "how far each result is from the reference `against`, over time, on a logarithmic axis; with `percent: yes` the difference in percent of the range that the state covers there; against data their residuals, on a linear axis"
  ) { request, planning in
    if request.against == nil {
      planning.fail(
        "errors want a reference", at: request.location,
        hint: "add 'against: exact', or the label of a better solve or of data")
    }
  } draw: { request, inputs in
    let isMeasured = request.against?.label.map { inputs.data($0) != nil } ?? false
    let panels = request.y.map { name in
      let isLogarithmic = !request.isPercent && !isMeasured || request.logarithmic.contains(name)
      return ErrorPanel(name, isLogarithmic: isLogarithmic).panel(request, inputs, range: request.ranges[name])
    }
    return Figure(
      title: "Error of \(request.y.joined(separator: ", ")) over time", description: request.alt, panels: panels,
      sharing: [.x], panelHeight: request.height)
  }
}

/// One state's errors over time, a curve for each result that is not the reference itself; or its residuals at the rows of data.
struct ErrorPanel {
  private let name: String
  private let isLogarithmic: Bool

  /// More rows than a picture has columns for, and few enough to be read off the reference in a moment.
  private static let limit = 200_000

  init(_ name: String, isLogarithmic: Bool) {
    self.name = name
    self.isLogarithmic = isLogarithmic
  }

  func panel(_ request: PlotRequest, _ inputs: Inputs, range: ClosedRange<Double>? = nil) -> Panel {
    let isMeasured = request.against?.label.map { inputs.data($0) != nil } ?? false
    let what = isMeasured ? "residual" : "error"
    let title = isLogarithmic ? "size of the \(what) of \(name)" : "\(what) of \(name)"
    let axis = Axis(
      title, unit: request.isPercent ? "%" : request.unit(of: name), scale: isLogarithmic ? .logarithmic : .linear,
      range: range)
    return Panel(x: request.axis("t"), y: axis, marks: marks(request, inputs))
  }

  private func marks(_ request: PlotRequest, _ inputs: Inputs) -> [any Mark] {
    var marks: [any Mark] = isLogarithmic ? [] : [Rule(y: 0)]
    guard let against = request.against else { return marks }
    let styles = request.styles(inputs)
    for (index, series) in request.series.enumerated() where series.label != against.label {
      guard let result = inputs.trajectory(series.label), let reference = against.result(for: result, inputs),
        let samples = try? ErrorSamples(result, reference, name, limit: Self.limit)
      else { continue }
      // Percent of what the state covers in the reference: no division by values near zero.
      guard let range = request.isPercent ? reference.range(of: name) : 100 else {
        marks.append(Rule(y: 0, "no percent: \(name) stays where it is in the reference"))
        continue
      }
      let unit = range / 100
      let span = request.ranges["t"] ?? -.infinity ... .infinity
      let shown = samples.times.indices.filter { span.contains(samples.times[$0]) }
      let times = shown.map { samples.times[$0] }
      let errors = shown.map { (isLogarithmic ? abs(samples.errors[$0]) : samples.errors[$0]) / unit }
      if reference.facts.isMeasured {
        // As residuals are: the data less the curve.
        let residuals = isLogarithmic ? errors : errors.map { -$0 }
        marks.append(Dots(request.legend(index), x: times, y: residuals, style: styles[index], isListed: true))
      } else {
        marks.append(Line(request.legend(index), x: times, y: errors, style: styles[index]))
      }
    }
    return marks
  }
}
