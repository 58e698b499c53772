import Dynamics
import Plotting

extension PlotKind {
  /// The sizes of steps over time.
  static let steps = PlotKind("steps", "the sizes of a method's steps over time, on a logarithmic axis", ownAxes: ["h"])
  { request, planning in
    request.refuseNetworks("steps", hint: "'kind: windows' shows the windows of a network", &planning)
  } draw: { request, inputs in
    let styles = request.styles(inputs)
    let marks = request.series.enumerated().compactMap { index, series -> (any Mark)? in
      guard let log = (inputs.results[series.label] as? SolveResult)?.log(StepLog.Request()) else { return nil }
      let entries = log.entries.filter { request.ranges["t"]?.contains($0.time) ?? true }
      var times = entries.map(\.time)
      if let last = entries.last { times.append(last.time + last.size) }
      return Plotting.Steps(request.legend(index), x: times, y: entries.map(\.size), style: styles[index])
    }
    return Figure(
      title: "Step size over time", description: request.alt,
      panels: [
        Panel(
          x: request.axis("t"),
          y: Axis("h", unit: request.unit(of: "t"), scale: .logarithmic, range: request.ranges["h"]),
          marks: marks)
      ], panelHeight: request.height)
  }
}
