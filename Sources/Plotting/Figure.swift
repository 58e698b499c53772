package import Markup

/// Panels in a grid, with what a reader who does not see them needs.
///
/// ```swift
/// let figure = Figure(
///   title: "Membrane potential",
///   panels: [
///     Panel(
///       x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"),
///       marks: [Line("Euler", x: times, y: potentials), Rule(x: 100, "input on")])
///   ])
/// let page = figure.markup(idPrefix: "fig-euler")
/// ```
///
/// A figure is 640 user units wide and scales to its column; the same figure gives the same bytes.
package struct Figure: Sendable {
  package enum Shared: Sendable { case x, y }

  /// Where the names of curves stand.
  package enum Naming: Sendable {
    /// In the list above.
    case legend
    /// At the ends of the lines, if all have a name, end at the frame, and fit; else in the list.
    case direct
  }

  /// One line for those who hear the page.
  package var title: String
  /// What the figure shows, in sentences; without it, ``summary``.
  package var description: String?
  /// Row by row.
  package var panels: [Panel]
  package var columns: Int
  /// Axes that all panels have in common: one range, and labels at the edge of the grid alone.
  package var shared: Set<Shared>
  /// The height of each frame in user units; without it, one that suits the grid.
  package var panelHeight: Double?
  package var naming: Naming

  package init(
    title: String, description: String? = nil, panels: [Panel], columns: Int = 1, sharing shared: Set<Shared> = [],
    panelHeight: Double? = nil, naming: Naming = .legend
  ) {
    self.title = title
    self.description = description
    self.panels = panels
    self.columns = max(1, columns)
    self.shared = shared
    self.panelHeight = panelHeight
    self.naming = naming
  }

  /// The width of every figure, in user units.
  package static let width = 640.0

  /// The drawing with its legend, in a box that knows its own width: what a page wants.
  package func markup(idPrefix: String) -> Markup {
    let layout = Layout(self).withNotes
    return .tag("div", ["class": "plot-box"], Legend.markup(layout.legend), drawing(layout, idPrefix: idPrefix))
  }

  /// The drawing alone. Ids begin with the prefix and a hyphen.
  package func svg(idPrefix: String) -> Markup { drawing(Layout(self).withNotes, idPrefix: idPrefix) }

  /// The names that are not in the drawing itself, each look once.
  package var legend: [LegendEntry] { Layout(self).withNotes.legend }

  /// The frames of the panels, for whoever wants to know what is shown where.
  package var frames: [Frame] { Layout(self).cells.map(\.frame) }

  /// How many values the axes of all panels have no place for.
  package var undrawable: Int { panels.reduce(0) { $0 + $1.undrawable } }

  func drawing(_ layout: Layout, idPrefix: String) -> Markup {
    let (width, height) = (Digits.coordinate(layout.width), Digits.coordinate(layout.height))
    return .tag(
      "svg",
      [
        "class": "plot", "role": "img", "aria-labelledby": "\(idPrefix)-title \(idPrefix)-desc",
        "viewBox": "0 0 \(width) \(height)",
      ], content(layout, idPrefix: idPrefix))
  }

  func content(_ layout: Layout, idPrefix: String) -> [Markup] {
    let cells = layout.cells.enumerated().map { index, cell in
      cell.markup(clipID: "\(idPrefix)-clip\(index)")
    }
    return [
      .tag("title", ["id": "\(idPrefix)-title"], .text(title)),
      .tag("desc", ["id": "\(idPrefix)-desc"], .text(description ?? summary)),
    ] + cells + layout.sharedTitles
  }
}
