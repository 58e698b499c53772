import Learning
import Plotting

extension PlotKind {
  /// Where networks lie.
  static let windows = PlotKind(
    "windows",
    "where the windows of a network lie: their lengths over time, and the states with the points that they were trained on, where there is room for them",
    ownAxes: ["length"]
  ) { request, planning in
    request.refuseSolves("windows", &planning)
  } draw: { request, inputs in
    let networks = request.series.enumerated().compactMap { index, series in
      (inputs.results[series.label] as? PinnResult).map { (index, $0) }
    }
    let styles = request.styles(inputs)
    let lengths = networks.map { index, result -> any Mark in
      let pieces = result.network.pieces.filter { request.ranges["t"]?.overlaps($0) ?? true }
      return Plotting.Steps(
        request.legend(index), x: pieces.map(\.lowerBound) + (pieces.last.map { [$0.upperBound] } ?? []),
        y: pieces.map { $0.upperBound - $0.lowerBound }, style: styles[index])
    }
    let states = request.y.map { name in
      Panel(
        x: request.axis("t"), y: request.axis(name),
        marks: networks.flatMap { marks(name, $0, $1, request, styles[$0]) })
    }
    let panel = Panel(
      x: request.axis("t"),
      y: Axis(
        "length of the window", unit: request.unit(of: "t"), scale: .logarithmic, range: request.ranges["length"]),
      marks: lengths)
    return Figure(
      title: "Windows over time", description: request.alt, panels: states + [panel], sharing: [.x],
      panelHeight: request.height)
  }

  /// More rules or dots than this are a grey area, and tell nothing.
  private static let mostRules = 60
  private static let mostDots = 1500

  private static func marks(
    _ name: String, _ index: Int, _ result: PinnResult, _ request: PlotRequest, _ style: Style
  ) -> [any Mark] {
    var marks: [any Mark] = []
    let span = request.ranges["t"]
    let starts = result.network.pieces.dropFirst().map(\.lowerBound).filter { span?.contains($0) ?? true }
    if starts.count <= mostRules { for start in starts { marks.append(Rule(x: start)) } }
    let curve = Curve(result, nil, name, during: span)
    marks.append(Line(request.legend(index), x: curve.x, y: curve.y, style: style))
    let points = result.network.collocationResiduals.map(\.time).filter { span?.contains($0) ?? true }
    if points.count <= mostDots, let component = result.index(of: name) {
      let states = result.states(at: points)
      let n = result.facts.components.count
      marks.append(Dots(x: points, y: points.indices.map { states[$0 * n + component] }, style: style))
    }
    return marks
  }
}
