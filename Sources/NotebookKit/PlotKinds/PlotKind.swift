import Plotting

/// A kind of figure: what it shows of results, and how it becomes marks.
///
/// Adding one is a file in `PlotKinds/` and a line in its catalogue.
package struct PlotKind: Sendable {
  package let name: String
  package let summary: String
  /// Finds what is wrong with a request, before anything has run.
  let check: @Sendable (PlotRequest, inout Planning) -> Void
  let draw: @Sendable (PlotRequest, Inputs) -> Figure

  init(
    _ name: String, _ summary: String, check: @escaping @Sendable (PlotRequest, inout Planning) -> Void = { _, _ in },
    draw: @escaping @Sendable (PlotRequest, Inputs) -> Figure
  ) {
    self.name = name
    self.summary = summary
    self.check = check
    self.draw = draw
  }
}

extension PlotKind {
  package static let catalogue: [PlotKind] = [
    .trace,
    .phase,
    .error,
  ]
}
