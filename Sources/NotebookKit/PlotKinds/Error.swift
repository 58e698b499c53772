import Diagnostics
import Dynamics
import Plotting

extension PlotKind {
  /// How far results are from another one, over time.
  static let error = PlotKind(
    "error", "how far results are from `against`, over time: absolute, on a logarithmic axis, or in percent"
  ) { request, planning in
    if request.against == nil {
      planning.fail("errors are measured from something", at: request.location, hint: "add 'against'")
    }
  } draw: { request, inputs in
    let reference = request.against.flatMap { inputs.trajectory($0) }
    let panels = request.y.map { name in
      let scale = reference.flatMap { request.isPercent ? $0.range(of: name) : nil }
      let marks = request.series.enumerated().compactMap { index, series -> (any Mark)? in
        guard let result = inputs.trajectory(series.label), let samples = try? ErrorSamples(result, reference, name)
        else { return nil }
        let within = samples.times.indices.filter { request.ranges["t"]?.contains(samples.times[$0]) ?? true }
        return Line(
          request.legend(index), x: within.map { samples.times[$0] },
          y: within.map { abs(samples.errors[$0]) * (scale.map { 100 / $0 } ?? 1) }, style: .slot(index + 1).solid)
      }
      var axis = request.axis(name)
      axis.label = "|error of \(name)|"
      axis.scale = request.isPercent && !request.logarithmic.contains(name) ? .linear : .logarithmic
      if request.isPercent { axis.unit = "%" }
      return Panel(x: request.axis("t"), y: axis, marks: marks)
    }
    return Figure(
      title: "Error of \(request.y.joined(separator: ", ")) over time", description: request.alt, panels: panels,
      sharing: [.x], panelHeight: request.height)
  }
}

extension TrajectoryResult {
  /// How much of its axis a state covers.
  func range(of name: String) -> Double? {
    guard let index = index(of: name) else { return nil }
    let values = solution.trajectory.component(index).filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), low < high else { return nil }
    return high - low
  }
}
