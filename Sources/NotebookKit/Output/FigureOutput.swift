import Markup
import Plotting

/// A figure with the text that stands in for it, and the values that it shows.
package struct FigureOutput: Sendable {
  let figure: Figure
  let shown: ShownValues

  /// A figure without a description of its author gets one: axes, ranges, curves, events.
  init(_ figure: Figure, _ shown: ShownValues) {
    var figure = figure
    figure.description = figure.description ?? ([figure.summary] + shown.sentences).joined(separator: " ")
    self.figure = figure
    self.shown = shown
  }

  func html(idPrefix: String) -> String { figure.markup(idPrefix: idPrefix).html }
}
