import Plotting

extension PlotKind {
  /// What a sweep measured, against what it varied.
  static let curves = PlotKind(
    "curves",
    "what a sweep measured against what it varied, one curve for each value of another; with `over` means in bands of the deviations",
    keys: ["over"]
  ) {
    figure, result in
    let panels = figure.y.enumerated().map { index, column in
      let marks = figure.curves.flatMap { curve in
        figure.marks(of: curve, curve.rows, column, result, mostMarkers: 40)
      }
      return Panel(
        index == 0 ? figure.bandNote : nil, x: figure.axis(x: .linear), y: figure.axis(y: column, .linear), marks: marks
      )
    }
    return DrawnFigure(
      Figure(
        title:
          "\(figure.y.map { figure.facts.columns[$0].title }.joined(separator: ", ")) against \(figure.facts.axes[figure.x].name)",
        description: figure.alt, panels: panels, sharing: [.x], panelHeight: figure.height), nil,
      figure.bandSentences)
  }
}
