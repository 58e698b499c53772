/// The room around frames.
extension Layout {
  /// Room above a frame for one line, and for each more; below it for tick labels, and for the axis' title.
  static let titleLine = 29.0
  static let secondLine = 23.0
  static let tickLine = 27.0
  static let axisTitleLine = 21.0
  /// Room beside a frame without any text.
  static let bare = 10.0
  static let gap = 22.0
  /// Narrower frames show nothing: there are fewer columns then.
  static let leastWidth = 40.0
  /// Longer labels than this have to stick out.
  static let widestLabels = 200.0
  /// Half of the longest label below a frame that is worth a margin.
  static let widestOverhang = 44.0

  /// The vertical place of a row of frames, with the room below them.
  struct Row {
    let top: Double
    let height: Double
    let below: Double
  }

  /// Rows from top to bottom; a row is as high as its highest panel, and has the titles that any of its panels has.
  static func rows(_ arrangement: Arrangement) -> [Row] {
    var rows: [Row] = []
    var top = arrangement.sharesYTitle ? titleLine - 4 : 0
    for row in 0..<arrangement.rows {
      let panels = arrangement.panels(inRow: row)
      let names = panels.contains { index in
        arrangement.showsYTitle(index)
          || arrangement.figure.panels[index].marks.contains { $0.colourBar?.axis.title.isEmpty == false }
      }
      let titles = panels.contains { arrangement.figure.panels[$0].title?.isEmpty == false }
      let above = names || titles ? titleLine + (names && titles ? secondLine : 0) : bare
      let labels = panels.contains { arrangement.showsXLabels($0) } ? tickLine : bare
      let below = labels + (panels.contains { arrangement.showsXTitle($0) } ? axisTitleLine : 0)
      let height = arrangement.height(ofRow: row)
      rows.append(Row(top: (top + above).rounded() + 0.5, height: height, below: below))
      top += above + height + below
    }
    return rows
  }

  /// What tick labels take beside a frame, at their largest.
  static func labelWidth(_ ticks: Ticks) -> Double {
    min(ticks.labelled.map { Lettering.width($0.label, size: Lettering.largestSize) }.max() ?? 0, widestLabels)
  }

  /// How far the last labels below each column stick out of the frames, and of the gap between columns.
  static func overhang(_ cells: [PanelDrawing], _ arrangement: Arrangement) -> [Double] {
    guard !arrangement.hasUniformX else { return [] }
    return (0..<arrangement.columns).map { column in
      let free = column == arrangement.columns - 1 ? -2 : gap / 2
      let reaches = cells.indices.filter { arrangement.column($0) == column }.flatMap { index in
        let axes = cells[index].axes
        return axes.showsXLabels ? axes.xTicks.labelled.map { axes.reach(of: $0) - free } : []
      }
      return min(reaches.max() ?? 0, widestOverhang)
    }
  }

  /// The names at the ends of lines, for each panel; nil if they do not all fit.
  static func named(_ cells: [PanelDrawing]) -> [[EndLabel]]? {
    var named: [[EndLabel]] = []
    for cell in cells {
      let curves = cell.panel.marks.filter { !$0.legend.isEmpty }
      if curves.isEmpty {
        named.append([])
        continue
      }
      let labels = curves.compactMap { $0.endLabel(in: cell.axes.frame) }
      guard labels.count == curves.count, let spread = EndLabel.spread(labels, in: cell.axes.frame) else { return nil }
      named.append(spread)
    }
    return named
  }
}
