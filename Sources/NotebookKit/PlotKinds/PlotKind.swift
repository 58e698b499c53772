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
  /// Axes beside those of states, whose range an author may give.
  let ownAxes: [String]
  let drawing: Drawing

  enum Drawing: Sendable {
    /// Finds what is wrong with a request before anything has run, and draws it.
    case results(@Sendable (PlotRequest, inout Planning) -> Void, @Sendable (PlotRequest, Inputs) -> Figure)
    case sweep(@Sendable (SweepFigure, SweepResult) -> Figure)
  }

  enum Horizontal: Sendable {
    /// A state, or time.
    case state
    /// A parameter or an input of the model.
    case parameter
  }

  init(
    _ name: String, _ summary: String, of subjects: [ResultKind] = [.trajectory],
    against horizontal: Horizontal = .state, ownAxes: [String] = [],
    check: @escaping @Sendable (PlotRequest, inout Planning) -> Void = { _, _ in },
    draw: @escaping @Sendable (PlotRequest, Inputs) -> Figure
  ) {
    self.name = name
    self.summary = summary
    self.subjects = subjects
    self.horizontal = horizontal
    self.ownAxes = ownAxes
    drawing = .results(check, draw)
  }

  /// A kind of figure that shows a sweep.
  init(_ name: String, _ summary: String, ofSweep draw: @escaping @Sendable (SweepFigure, SweepResult) -> Figure) {
    self.name = name
    self.summary = summary
    subjects = [.sweep]
    horizontal = .state
    ownAxes = []
    drawing = .sweep(draw)
  }
}

extension PlotKind {
  package static let catalogue: [PlotKind] = [
    .trace,
    .phase,
    .bifurcation,
    .error,
    .steps,
    .stability,
    .loss,
    .residual,
    .windows,
    .curves,
    .convergence,
    .workPrecision,
  ]
}
