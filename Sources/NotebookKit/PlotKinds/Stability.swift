import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// Where the method damps y' = λy, and where the problem's own hλ lie.
  static let stability = PlotKind(
    "stability",
    "the region |R(z)| ≤ 1 of the solve's method in the complex plane, with the step times the eigenvalues of the Jacobian along the solve",
    ownAxes: ["re", "im"]
  ) { request, planning in
    if request.series.count > 1 {
      planning.fail("a stability figure shows one solve", at: request.location)
    }
    request.refuseNetworks("a stability region", hint: "'of' wants the label of a 'solve' block", &planning)
  } draw: { request, inputs in
    guard let series = request.series.first, let result = inputs.results[series.label] as? SolveResult else {
      return Figure(title: "", panels: [])
    }
    let points = StepEigenvalues(result).points
    let height = request.height ?? 340
    let aspect = 590 / height
    let usual = (
      re: request.ranges["re"] ?? StabilityRegion.usual(points.map(\.real), -5...1),
      im: request.ranges["im"] ?? StabilityRegion.usual(points.map(\.imaginary), -3...3)
    )
    let re = StabilityRegion.widened(usual.re, to: usual.im, aspect: aspect)
    let im = StabilityRegion.widened(usual.im, to: usual.re, aspect: 1 / aspect)
    let region = StabilityRegion(result.method, re: re, im: im).field
    var marks: [any Mark] = region.map { [Region("|R(z)| ≤ 1", of: $0, style: .slot(1))] } ?? []
    marks += [Rule(x: 0), Rule(y: 0)]
    marks.append(
      Dots(
        "h·λ along \(series.name)\(outside(points, re, im))", x: points.map(\.real), y: points.map(\.imaginary),
        style: .slot(2), radius: 3.5))
    return Figure(
      title: "Stability of \(result.method.title)", description: request.alt,
      panels: [
        Panel(x: Axis("Re z", range: re), y: Axis("Im z", range: im), hasEqualUnits: true, marks: marks)
      ], panelHeight: height)
  }

  /// How many of the points the figure does not reach, and the furthest of them.
  private static func outside(
    _ points: [Eigenvalue], _ re: ClosedRange<Double>, _ im: ClosedRange<Double>
  ) -> String {
    let hidden = points.filter { !re.contains($0.real) || !im.contains($0.imaginary) }
    let sizes = hidden.map { ($0.real * $0.real + $0.imaginary * $0.imaginary).squareRoot() }
    guard let furthest = sizes.max() else { return "" }
    let count = hidden.count == points.count ? "" : "\(hidden.count) of \(points.count) "
    return " (\(count)outside of the figure, to |z| = \(Digits.shown(furthest, 2)))"
  }
}
