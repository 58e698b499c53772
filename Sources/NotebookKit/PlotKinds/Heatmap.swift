import Expressions
import Plotting

extension PlotKind {
  /// What a sweep measured over two of its axes.
  static let heatmap = PlotKind(
    "heatmap",
    "what a sweep measured, as colours over two of its axes (`x` stands across), with contour lines at `contours`; what has no value is hatched",
    keys: ["contours"]
  ) { figure, planning in
    let axes = [figure.x, figure.colour].compactMap { $0 }.map { figure.facts.axes[$0] }
    if let words = axes.first(where: { !$0.isNumeric }) {
      planning.fail(
        "a heat map has two axes of numbers, and '\(words.name)' has words", at: figure.location(of: PlotKeys.of),
        hint: "choose one: 'where: {\(words.name): ...}', and vary two numbers")
    } else if axes.count < 2 {
      planning.fail(
        "a heat map has two axes of numbers, and only '\(axes[0].name)' is left to vary",
        at: figure.location(of: PlotKeys.of), hint: "vary another number in the sweep, or show 'kind: curves'")
    } else if let tied = [figure.x, figure.colour].compactMap({ $0 }).first(where: {
      figure.facts.companions(of: $0).count > 1
    }) {
      planning.fail(
        "a heat map wants a grid, and '\(figure.facts.axes[tied].name)' varies together with others",
        at: figure.location(of: PlotKeys.of), hint: "'kind: curves' shows any sweep")
    } else if axes[0].values.count * axes[1].values.count > mostCells {
      planning.fail(
        "a heat map of \(axes[0].values.count) by \(axes[1].values.count) cells is too large for a page",
        at: figure.location(of: PlotKeys.of), hint: "the limit is \(mostCells) cells")
    }
    if figure.hasChosenMeasure, let word = figure.y.first(where: { figure.facts.columns[$0].isWord }) {
      planning.fail(
        "'\(figure.facts.columns[word].name)' is a word, and has no colour", at: figure.location(of: PlotKeys.y))
    }
    if !figure.contours.isEmpty, figure.measured.count > 1 {
      planning.fail(
        "contour lines are for one measure", at: figure.location(of: PlotKeys.contours), hint: "choose one with 'y'")
    }
  } ofSweep: { figure, result in
    guard let vertical = figure.colour else { return DrawnFigure(Figure(title: "", panels: [])) }
    let (x, y) = (figure.facts.axes[figure.x], figure.facts.axes[vertical])
    let grids = figure.measured.map { SweepGrid(figure, result, x: figure.x, y: vertical, column: $0) }
    let panels = zip(figure.measured, grids).map { column, grid -> Panel in
      let value = figure.axis(y: column, .linear)
      var marks: [any Mark] = [Cells(of: grid.field, value: value)]
      if !grid.holes.isEmpty { marks.append(Holes(grid.note, in: grid.field)) }
      if !figure.contours.isEmpty {
        let range = value.domain(for: [grid.field.bounds])
        marks.append(
          Contours(of: grid.field, levels: figure.contours, look: .over(.viridis, range), hasLabels: true))
      }
      return Panel(
        x: grid.axis(figure.axis(of: figure.x, grid.xScale), grid.field.x),
        y: grid.axis(figure.axis(of: vertical, grid.yScale), grid.field.y), marks: marks)
    }
    var table = ShownTable([x.name, y.name] + figure.measured.map { figure.facts.columns[$0].name })
    if let field = grids.first?.field {
      for row in field.y.indices {
        for column in field.x.indices {
          table.add(nil, [field.x[column], field.y[row]] + grids.map { $0.field[column, row] })
        }
      }
    }
    let titles = figure.measured.map { figure.facts.columns[$0].title }
    return DrawnFigure(
      Figure(
        title: "\(titles.joined(separator: ", ")) over \(x.name) and \(y.name)", description: figure.alt,
        panels: panels, panelHeight: figure.height ?? (panels.count == 1 ? 320 : 240)), table)
  }

  /// Drawing and values of noise together take two megabytes then, those of a smooth map half of one.
  private static let mostCells = 20_000
}

extension SweepFigure {
  /// The measures shown: what the author chose, else all that are numbers.
  fileprivate var measured: [Int] {
    hasChosenMeasure ? y : y.filter { !facts.columns[$0].isWord }
  }
}
