import Plotting

/// A kind of figure: what it shows of results, and how it becomes marks.
///
/// Adding one is a file in `PlotKinds/` and a line in its catalogue.
package struct PlotKind: Sendable {
  package let name: String
  package let summary: String
  /// What kinds of result it shows.
  let subjects: [ResultKind]
  /// What stands on the horizontal axis.
  let horizontal: Horizontal
  /// Finds what is wrong with a request, before anything has run.
  let check: @Sendable (PlotRequest, inout Planning) -> Void
  let draw: @Sendable (PlotRequest, Inputs) -> Figure

  enum Horizontal: Sendable {
    /// A state, or time.
    case state
    /// A parameter or an input of the model.
    case parameter
  }

  init(
    _ name: String, _ summary: String, of subjects: [ResultKind] = [.trajectory],
    against horizontal: Horizontal = .state,
    check: @escaping @Sendable (PlotRequest, inout Planning) -> Void = { _, _ in },
    draw: @escaping @Sendable (PlotRequest, Inputs) -> Figure
  ) {
    self.name = name
    self.summary = summary
    self.subjects = subjects
    self.horizontal = horizontal
    self.check = check
    self.draw = draw
  }
}

extension PlotKind {
  package static let catalogue: [PlotKind] = [
    .trace,
    .phase,
    .bifurcation,
  ]
}
