import Plotting

extension PlotKind {
  /// Errors against the step or the tolerance on logarithmic axes: straight lines whose slope is the order.
  static let convergence = PlotKind(
    "convergence",
    "errors of a sweep against its step or tolerance, logarithmic, with the fitted orders and triangles of whole slopes"
  ) { figure, planning in
    let columns = figure.errors
    if figure.isOverSteps("convergence", &planning) { figure.refuseOtherMeasures("convergence", columns, &planning) }
  } ofSweep: { figure, result in
    // Of all that a sweep measures the first is an error; what is asked for is.
    let columns = figure.errors
    let names = columns.map { figure.facts.columns[$0].title }
    return DrawnFigure(
      Figure(
        title: "\(names.joined(separator: ", ")) against \(figure.facts.axes[figure.x].name)",
        description: figure.alt,
        panels: columns.map { column in
          Panel(
            x: figure.axis(x: .logarithmic), y: figure.axis(y: column, .logarithmic),
            marks: orders(of: column, figure, result))
        },
        sharing: [.x], panelHeight: figure.height ?? (columns.count == 1 ? 340 : 240)))
  }

  /// The curves of one error, and the triangles of their slopes.
  private static func orders(of column: Int, _ figure: SweepFigure, _ result: SweepResult) -> [any Mark] {
    var marks: [any Mark] = []
    var slopes: [Int: (x: Double, y: Double)] = [:]
    for curve in figure.curves {
      let points = curve.rows.compactMap { row in result.value(row, column).map { (figure.horizontal(row), $0) } }
        .filter { $0.0 > 0 && $0.1 > 0 && $0.1.isFinite }
      let fit = LogarithmicFit(points)
      let order = fit.map { " (\(NumberFormat(.fixed, 2).text($0.slope)))" } ?? ""
      marks.append(
        Line(
          curve.name.map { $0 + order }, x: points.map(\.0), y: points.map(\.1), style: curve.style, hasMarkers: true))
      // The triangle stands below the curve of the most accurate run with that slope.
      // The order that the method claims, where the curve keeps it.
      let fitted = fit.map { Int($0.slope.rounded()) }
      let claimed = curve.order.flatMap { order in fit.map { abs($0.slope - Double(order)) } ?? 1 < 0.5 ? order : nil }
      if let slope = claimed ?? fitted, slope > 0,
        let least = points.min(by: { $0.0 < $1.0 }),
        least.1 < slopes[slope]?.y ?? .infinity
      {
        slopes[slope] = least
      }
    }
    // Triangles that would stand on one another: the steeper one is left out.
    var last = Double.infinity
    for (slope, corner) in slopes.sorted(by: { $0.key < $1.key }) where corner.y < last / 8 {
      marks.append(SlopeTriangle(slope: Double(slope), x: corner.x * 1.2, y: corner.y * 0.4))
      last = corner.y
    }
    return marks
  }
}
