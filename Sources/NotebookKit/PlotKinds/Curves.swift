import Plotting

extension PlotKind {
  /// What a sweep measured, against what it varied.
  static let curves = PlotKind(
    "curves", "what a sweep measured against what it varied, one curve for each value of another"
  ) {
    figure, result in
    let panels = figure.y.map { column in
      let marks = figure.curves.map { curve -> any Mark in
        Line(
          curve.name, x: curve.rows.map(figure.horizontal), y: curve.rows.map { result.value($0, column) ?? .nan },
          style: curve.style, hasMarkers: curve.rows.count <= 40)
      }
      return Panel(x: figure.axis(x: .linear), y: figure.axis(y: column, .linear), marks: marks)
    }
    return DrawnFigure(
      Figure(
        title:
          "\(figure.y.map { figure.facts.columns[$0].title }.joined(separator: ", ")) against \(figure.facts.axes[figure.x].name)",
        description: figure.alt, panels: panels, sharing: [.x], panelHeight: figure.height))
  }
}
