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
  /// Those of the keys for a few kinds, ``PlotKeys/special``, that it takes.
  let keys: [String]
  /// What `marks` may ask for.
  let marks: Set<PlotRequest.Mark>
  let drawing: Drawing
  /// Whether it may show what a model computes beside its states.
  var showsQuantities: Bool { ["trace", "phase", "section", "error"].contains(name) }

  enum Drawing: Sendable {
    /// Finds what is wrong with a request before anything has run, and draws it.
    case results(@Sendable (PlotRequest, inout Planning) -> Void, @Sendable (PlotRequest, Inputs) -> Figure)
    case sweep(
      @Sendable (SweepFigure, inout Planning) -> Void, @Sendable (SweepFigure, SweepResult) -> DrawnFigure)
    case spikes(@Sendable (SpikeFigure, inout Planning) -> Void, @Sendable (SpikeFigure, [SpikeGroup]) -> DrawnFigure)
  }

  enum Horizontal: Sendable {
    /// A state, or time.
    case state
    /// A parameter or an input of the model.
    case parameter
  }

  init(
    _ name: String, _ summary: String, of subjects: [ResultKind] = [.trajectory],
    against horizontal: Horizontal = .state, ownAxes: [String] = [], keys: [String] = [],
    marks: Set<PlotRequest.Mark> = [],
    check: @escaping @Sendable (PlotRequest, inout Planning) -> Void = { _, _ in },
    draw: @escaping @Sendable (PlotRequest, Inputs) -> Figure
  ) {
    self.name = name
    self.summary = summary
    self.subjects = subjects
    self.horizontal = horizontal
    self.ownAxes = ownAxes
    self.keys = keys
    self.marks = marks
    drawing = .results(check, draw)
  }

  /// A kind of figure that shows a sweep.
  init(
    _ name: String, _ summary: String, keys: [String] = [],
    check: @escaping @Sendable (SweepFigure, inout Planning) -> Void = { _, _ in },
    ofSweep draw: @escaping @Sendable (SweepFigure, SweepResult) -> DrawnFigure
  ) {
    self.name = name
    self.summary = summary
    subjects = [.sweep]
    horizontal = .state
    ownAxes = []
    self.keys = keys
    marks = []
    drawing = .sweep(check, draw)
  }

  /// A kind of figure that shows spikes.
  ///
  /// - Parameter axes: what `range` may limit.
  init(
    _ name: String, _ summary: String, ofSpikesOf subjects: [ResultKind], axes: [String], keys: [String] = [],
    check: @escaping @Sendable (SpikeFigure, inout Planning) -> Void = { _, _ in },
    draw: @escaping @Sendable (SpikeFigure, [SpikeGroup]) -> DrawnFigure
  ) {
    self.name = name
    self.summary = summary
    self.subjects = subjects
    horizontal = .state
    ownAxes = axes
    self.keys = keys
    marks = []
    drawing = .spikes(check, draw)
  }
}

/// A figure, and what a reader gets beside it.
struct DrawnFigure: Sendable {
  var figure: Figure
  /// The values shown; the samples of its curves where there are none.
  var values: ShownTable?
  /// What else a reader who does not see the figure should know.
  var sentences: [String] = []

  init(_ figure: Figure, _ values: ShownTable? = nil, _ sentences: [String] = []) {
    self.figure = figure
    self.values = values
    self.sentences = sentences
  }

  /// For the page, so many panels beside one another.
  func output(columns: Int) -> Output {
    var figure = figure
    figure.columns = columns
    return .figure(FigureOutput(figure, ShownValues(figure, values, sentences)))
  }
}

extension PlotKind {
  /// What others call a kind.
  static let otherNames = [
    "poincare": "section", "poincaré": "section", "stroboscopic": "section", "strobe": "section", "line": "trace",
    "time": "trace", "timeseries": "trace", "time-series": "trace", "plane": "phase", "phase-plane": "phase",
    "phase-portrait": "phase", "portrait": "phase", "feigenbaum": "orbit", "map": "heatmap", "contour": "heatmap",
    "contours": "heatmap", "image": "heatmap", "isi": "intervals", "histogram": "intervals", "fft": "spectrum",
    "psd": "spectrum", "power-spectrum": "spectrum", "residuals": "residual", "errors": "error",
    "continuation": "bifurcation", "spikes": "raster", "order": "convergence",
  ].mapValues { "here that is '\($0)'" }

  package static let catalogue: [PlotKind] = [
    .trace,
    .phase,
    .section,
    .bifurcation,
    .orbit,
    .error,
    .steps,
    .stability,
    .loss,
    .residual,
    .windows,
    .curves,
    .convergence,
    .workPrecision,
    .fI,
    .heatmap,
    .raster,
    .rate,
    .recording,
    .spectrum,
    .intervals,
    .returnMap,
  ]
}

extension PlotKind.Drawing {
  /// Keys that figures of this family do not take, unless one of them says that it does.
  var keysOfOthers: [any AnyParameter] {
    switch self {
    case .results: [PlotKeys.colour, PlotKeys.chosen]
    case .sweep: [PlotKeys.against, PlotKeys.data, PlotKeys.percent, PlotKeys.marks]
    case .spikes:
      [
        PlotKeys.x, PlotKeys.y, PlotKeys.against, PlotKeys.data, PlotKeys.percent, PlotKeys.colour, PlotKeys.chosen,
        PlotKeys.marks,
      ]
    }
  }
}
