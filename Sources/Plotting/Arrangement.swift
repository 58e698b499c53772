/// Which panel of a figure stands where, what the panels share, and which of them carry labels.
struct Arrangement {
  let figure: Figure
  let columns: Int
  let rows: Int
  /// What each panel shows of its axes.
  let domains: [PanelDomain]

  /// At most so many columns.
  init(_ figure: Figure, columns most: Int) {
    self.figure = figure
    columns = max(1, min(most, figure.columns, figure.panels.count))
    rows = (figure.panels.count + columns - 1) / columns
    let extents = figure.panels.map { panel in panel.marks.map(\.extent) }
    let all = extents.flatMap { $0 }
    domains = zip(figure.panels, extents).map { panel, own in
      PanelDomain(
        x: panel.x.domain(for: (figure.shared.contains(.x) ? all : own).map(\.x)),
        y: panel.y.domain(for: (figure.shared.contains(.y) ? all : own).map(\.y)))
    }
  }

  func row(_ index: Int) -> Int { index / columns }
  func column(_ index: Int) -> Int { index % columns }
  func panels(inRow row: Int) -> Range<Int> { row * columns..<min((row + 1) * columns, figure.panels.count) }

  private func isAtBottom(_ index: Int) -> Bool { index + columns >= figure.panels.count }

  func showsXLabels(_ index: Int) -> Bool { !figure.shared.contains(.x) || isAtBottom(index) }
  func showsYLabels(_ index: Int) -> Bool { !figure.shared.contains(.y) || column(index) == 0 }

  /// One title for all columns, when all say the same.
  var sharesXTitle: Bool { columns > 1 && figure.shared.contains(.x) && Set(figure.panels.map(\.x.title)).count == 1 }
  var sharesYTitle: Bool { rows > 1 && figure.shared.contains(.y) && Set(figure.panels.map(\.y.title)).count == 1 }

  /// All columns have the same tick labels, so none shows one that the others have no room for.
  var hasUniformX: Bool { columns > 1 && figure.shared.contains(.x) }

  func showsXTitle(_ index: Int) -> Bool {
    showsXLabels(index) && !sharesXTitle && !figure.panels[index].x.title.isEmpty
  }

  func showsYTitle(_ index: Int) -> Bool {
    showsYLabels(index) && !sharesYTitle && !figure.panels[index].y.title.isEmpty
  }

  /// The height of a row's frames: what its panels ask for, or what looks right for so many.
  func height(ofRow row: Int) -> Double {
    let asked = panels(inRow: row).compactMap { figure.panels[$0].height }.max()
    if let height = asked ?? figure.panelHeight { return max(20, height) }
    let width = Figure.width / Double(columns) - 36
    let shapes = panels(inRow: row).filter { figure.panels[$0].hasEqualUnits }.map { domains[$0].shape }
    if let tallest = shapes.max() { return max(120, min(width * tallest, columns > 1 ? 260 : 390)).rounded() }
    if columns > 1 { return max(64, min(width * 0.72, 220)).rounded() }
    switch rows {
    case 1: return 250
    case 2: return 165
    case 3: return 122
    default: return 92
    }
  }
}
