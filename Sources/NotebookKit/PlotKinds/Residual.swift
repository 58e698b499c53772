import Learning
import Plotting

extension PlotKind {
  /// What networks leave of the equations.
  static let residual = PlotKind(
    "residual",
    "how far a network is from the equations over time, at the points that it was trained on and at fresh ones, on a logarithmic axis"
  ) { request, planning in
    request.refuseSolves("a residual", &planning)
  } draw: { request, inputs in
    let panels = request.y.map { name -> Panel in
      var marks: [any Mark] = []
      for (index, series) in request.series.enumerated() {
        guard let result = inputs.results[series.label] as? PinnResult, let component = result.index(of: name) else {
          continue
        }
        func line(_ title: String, _ residuals: [NetworkResidual], _ slot: Int) -> Line {
          let envelope = Envelope(residuals, component, during: request.ranges["t"])
          let prefix = request.series.count > 1 ? series.name + ", " : ""
          return Line(prefix + title, x: envelope.times, y: envelope.sizes, style: .slot(slot))
        }
        marks.append(line("fresh points", result.network.freshResiduals, 2 * index + 1))
        marks.append(line("training points", result.network.collocationResiduals, 2 * index + 2))
      }
      let unit = [request.unit(of: name), request.unit(of: "t")].compactMap { $0 }
      let text = unit.count == 2 ? unit.joined(separator: "/") : unit.first
      return Panel(
        x: request.axis("t"),
        y: Axis("size of the residual of \(name)", unit: text, scale: .logarithmic, range: request.ranges[name]),
        marks: marks)
    }
    return Figure(
      title: "Residual of \(request.y.joined(separator: ", ")) over time", description: request.alt, panels: panels,
      sharing: [.x], panelHeight: request.height)
  }
}

/// The largest residual in each of many short spans: thousands of points that oscillate about zero draw no picture.
private struct Envelope {
  private(set) var times: [Double] = []
  private(set) var sizes: [Double] = []

  private static let spans = 240

  init(_ residuals: [NetworkResidual], _ component: Int, during range: ClosedRange<Double>?) {
    let shown = residuals.filter { range?.contains($0.time) ?? true }
    guard let first = shown.first?.time, let last = shown.last?.time, last > first else { return }
    let width = (last - first) / Double(Self.spans)
    var span = -1
    for residual in shown {
      let (here, size) = (Int((residual.time - first) / width), abs(residual.values[component]))
      // As many spans as points, or fewer: each point by itself.
      if here == span, shown.count > Self.spans {
        if size > sizes[sizes.count - 1] {
          sizes[sizes.count - 1] = size
          times[times.count - 1] = residual.time
        }
      } else {
        times.append(residual.time)
        sizes.append(size)
        span = here
      }
    }
  }
}
