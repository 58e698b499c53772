import Plotting

extension PlotKind {
  /// What accuracy costs: work against error, one curve for each method. The lower left is where one wants to be.
  static let workPrecision = PlotKind(
    "work-precision",
    "what accuracy costs: a count, such as evaluations, against an error, both from a sweep over steps or tolerances"
  ) { figure, planning in
    guard figure.isOverSteps("work-precision", &planning) else { return }
    figure.refuseOtherMeasures("work-precision", [error(figure)], &planning)
    if figure.facts.columns.count < 2 {
      planning.fail(
        "'work-precision' shows what errors cost, and the sweep measures no cost",
        at: figure.location(of: PlotKeys.kind), hint: "add 'evaluations' or 'steps' to its 'measure'")
    }
  } ofSweep: { figure, result in
    let isWork = { (column: Int) in figure.facts.columns[column].isCount }
    let error = error(figure)
    let work = figure.y.first(where: isWork) ?? figure.facts.columns.indices.first(where: isWork) ?? figure.y.last ?? 0
    let marks = figure.curves.map { curve -> any Mark in
      let points = curve.rows.compactMap { row -> (Double, Double)? in
        guard let e = result.value(row, error), let w = result.value(row, work), e > 0, w > 0 else { return nil }
        return (e, w)
      }
      return Line(curve.name, x: points.map(\.0), y: points.map(\.1), style: curve.style, hasMarkers: true)
    }
    return DrawnFigure(
      Figure(
        title: "\(figure.facts.columns[work].title) against \(figure.facts.columns[error].title)",
        description: figure.alt,
        panels: [
          Panel(x: figure.axis(y: error, .logarithmic), y: figure.axis(y: work, .logarithmic), marks: marks)
        ], panelHeight: figure.height ?? 340))
  }

  /// The first error, or else what is no count.
  private static func error(_ figure: SweepFigure) -> Int {
    let columns = figure.facts.columns
    return figure.y.first { columns[$0].measure?.subject.compares == true } ?? figure.y.first { !columns[$0].isCount }
      ?? 0
  }
}
