import Markup
import Plotting

/// A figure with the text that stands in for it.
package struct FigureOutput: Sendable {
  let figure: Figure

  init(_ figure: Figure) { self.figure = figure }

  func html(idPrefix: String) -> String { figure.markup(idPrefix: idPrefix).html }
}
