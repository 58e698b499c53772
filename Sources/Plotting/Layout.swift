import Markup

/// Where everything in a figure goes: margins, frames and ticks.
///
/// Margins are reserved for text at its largest, so that a figure keeps its shape when a narrow page enlarges the text.
struct Layout {
  let width = Figure.width
  let height: Double
  private(set) var cells: [PanelDrawing]
  private(set) var legend: [LegendEntry]
  /// Titles of axes that all panels share.
  let sharedTitles: [Markup]

  init(_ figure: Figure) {
    var arrangement = Arrangement(figure, columns: figure.columns)
    var cells = Self.cells(arrangement, arrangement.domains)
    while arrangement.columns > 1, cells.contains(where: { $0.axes.frame.width < Self.leastWidth }) {
      arrangement = Arrangement(figure, columns: arrangement.columns - 1)
      cells = Self.cells(arrangement, arrangement.domains)
    }
    var named: [[EndLabel]]?
    // Margins depend on labels, equal units on what the margins leave, and labels on the units.
    for _ in 0..<(figure.panels.contains(where: \.hasEqualUnits) ? 3 : 1) {
      let domains = zip(arrangement.domains, cells).map { domain, cell in
        cell.panel.hasEqualUnits ? domain.withEqualUnits(in: cell.axes.frame) : domain
      }
      named = figure.naming == .direct ? Self.named(cells) : nil
      cells = Self.cells(arrangement, domains, right: Self.overhang(cells, arrangement), named: named)
    }
    self.cells = cells

    var bottom = cells.map(\.bottom).max() ?? 2 * Self.bare
    var titles: [Markup] = []
    if arrangement.sharesYTitle, let first = figure.panels.first {
      titles.append(PanelDrawing.above(Self.titleLine, first.y.title, x: 0))
    }
    if arrangement.sharesXTitle, let first = figure.panels.first {
      // Under the last row, which may have fewer panels.
      let frames = arrangement.panels(inRow: arrangement.rows - 1).map { cells[$0].axes.frame }
      let middle = ((frames.map(\.left).min() ?? 0) + (frames.map(\.right).max() ?? 0)) / 2
      titles.append(PanelDrawing.xTitle(first.x, middle: middle, under: frames.map(\.bottom).max() ?? 0))
      bottom += Self.axisTitleLine
    }
    sharedTitles = titles
    height = bottom.rounded(.up)
    let entries = figure.panels.flatMap { panel in panel.marks.flatMap(\.legend) }
    legend = entries.enumerated().filter { index, entry in
      !entries[..<index].contains(entry) && !(named?.joined().contains { $0.text == entry.name } ?? false)
    }.map(\.element)
  }

  /// With the texts inside the frames; what has no room there is in the legend.
  var withNotes: Layout {
    var copy = self
    copy.cells = cells.map(\.withNotes)
    for entry in copy.cells.flatMap({ $0.notes?.legend ?? [] }) where !copy.legend.contains(entry) {
      copy.legend.append(entry)
    }
    return copy
  }

  /// Every panel in its place. Rows are laid out first, since tick labels to the left decide what is left of the width.
  private static func cells(
    _ arrangement: Arrangement, _ domains: [PanelDomain], right: [Double] = [], named: [[EndLabel]]? = nil
  ) -> [PanelDrawing] {
    let panels = arrangement.figure.panels
    let rows = Self.rows(arrangement)
    let yScales = panels.indices.map { index in
      let row = rows[arrangement.row(index)]
      return Scale(
        panels[index].y.scale, domain: domains[index].y, start: row.top + row.height, end: row.top)
    }
    let yTicks = panels.indices.map { panels[$0].y.ticks(on: yScales[$0], isHorizontal: false) }

    let across = 0..<arrangement.columns
    func widest(_ column: Int, _ measure: (Int) -> Double) -> Double {
      panels.indices.filter { arrangement.column($0) == column }.map(measure).max() ?? 0
    }
    let lefts = across.map { column in
      widest(column) { index in
        arrangement.showsYLabels(index) ? max(bare, labelWidth(yTicks[index]) + AxisDrawing.labelGap + 2) : 0
      }
    }
    let rights = across.map { column in
      let wanted = widest(column) { index in
        let bars = panels[index].marks.compactMap(\.colourBar).first?.room(
          top: yScales[index].end, bottom: yScales[index].start)
        let names = named.map { labels in labels[index].map { EndLabel.width(of: $0) + 10 }.max() ?? 0 }
        return max(bars ?? 0, names ?? 0)
      }
      return max(wanted, column < right.count ? right[column] : 0, column == across.last ? bare : 0)
    }
    let taken = lefts.reduce(0, +) + rights.reduce(0, +) + gap * Double(arrangement.columns - 1)
    let frameWidth = max(20, ((Figure.width - taken) / Double(arrangement.columns)).rounded(.down))

    return panels.indices.map { index in
      let (row, column) = (rows[arrangement.row(index)], arrangement.column(index))
      let before = zip(lefts, rights).prefix(column).reduce(0) { $0 + $1.0 + $1.1 + frameWidth + gap }
      let start = (before + lefts[column]).rounded() + 0.5
      let frame = Frame(
        x: Scale(panels[index].x.scale, domain: domains[index].x, start: start, end: start + frameWidth),
        y: yScales[index])
      // With common tick labels no column shows one that the others have no room for.
      let beside = arrangement.hasUniformX ? 0 : rights[column]
      let xTicks = panels[index].x.ticks(
        on: frame.x, isHorizontal: true, before: lefts[column] + (column == 0 ? 0 : gap / 2),
        after: beside + (column == across.last && !arrangement.hasUniformX ? 0 : gap / 2))
      return PanelDrawing(
        panel: panels[index],
        axes: AxisDrawing(
          frame: frame, xTicks: xTicks, yTicks: yTicks[index], showsXLabels: arrangement.showsXLabels(index),
          showsYLabels: arrangement.showsYLabels(index)),
        left: before, bottom: row.top + row.height + row.below, showsXTitle: arrangement.showsXTitle(index),
        showsYTitle: arrangement.showsYTitle(index), endLabels: named?[index] ?? [])
    }
  }
}
