import Diagnostics
import Plotting

extension PlotKind {
  /// One state against another.
  static let phase = PlotKind("phase", "one state against another: the path of the state through its plane") {
    request, planning in
    if request.y.count != 1 {
      planning.fail("a phase plane has one state on each axis", at: request.location, hint: "write 'x: v' and 'y: w'")
    }
  } draw: { request, inputs in
    let names = request.series.first?.facts.componentNames ?? []
    let x = request.x ?? names.first ?? ""
    let y = request.y.first ?? names.dropFirst().first ?? ""
    var marks: [any Mark] = []
    for (index, series) in request.series.enumerated() {
      guard let result = inputs.trajectory(series.label) else { continue }
      let curve = Curve(result, x, y, during: request.ranges["t"])
      let style = Style.slot(index + 1)
      if !curve.from.x.isEmpty { marks.append(Jumps(from: curve.from, to: curve.to, style: style)) }
      marks.append(Line(request.legend(index), x: curve.x, y: curve.y, style: style))
      if request.marks.contains(.start), let firstX = curve.x.first, let firstY = curve.y.first {
        marks.append(Dots(x: [firstX], y: [firstY], style: style))
      }
    }
    return Figure(
      title: "\(y) against \(x)", description: request.alt,
      panels: [Panel(x: request.axis(x), y: request.axis(y), marks: marks)], panelHeight: request.height ?? 320)
  }
}
