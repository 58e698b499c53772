import Expressions
import Markup
import Plotting

/// The values behind a picture: of results, the rows that its curves are drawn through; of anything else, its samples.
struct ShownValues: Sendable {
  /// Rows of one result.
  struct Rows: Sendable {
    let label: String
    let result: any TrajectoryResult
    let components: [String]
    let rows: Set<Int>
  }

  /// How many digits the files have.
  static let digits = 7

  private(set) var results: [Rows] = []
  /// Text of comma-separated values, for figures that do not show results row by row.
  private(set) var samples: String?
  /// What else a reader who does not see the figure should know.
  private(set) var sentences: [String] = []

  /// Of a figure that shows no results row by row.
  init(_ figure: Figure, _ table: ShownTable?, _ sentences: [String]) {
    samples = table?.text ?? Self.samples(figure) { _ in true }
    self.sentences = sentences
  }

  init(_ figure: Figure, _ request: PlotRequest, _ kind: PlotKind, _ inputs: Inputs) {
    let pairs: [(x: String?, y: String)]
    switch kind.name {
    case "trace": pairs = request.y.map { (nil, $0) }
    case "phase":
      let names = request.series.first?.facts.componentNames ?? []
      pairs = [(request.x ?? names.first, request.y.first ?? names.dropFirst().first ?? "")]
    default: pairs = []
    }
    for series in request.series {
      guard let result = inputs.trajectory(series.label) else { continue }
      sentences += Self.eventSentences(series, result, during: request.ranges["t"])
      var rows: Set<Int> = []
      for (pair, frame) in zip(pairs, figure.frames) {
        rows.formUnion(Curve(result, pair.x, pair.y, during: request.ranges["t"], isSmooth: false).rows(shownIn: frame))
      }
      let components = result.facts.componentNames.filter { name in pairs.contains { $0.x == name || $0.y == name } }
      if !rows.isEmpty {
        results.append(Rows(label: series.label, result: result, components: components, rows: rows))
      }
    }
    if pairs.isEmpty { samples = Self.samples(figure) { _ in true } }
    // Dots with a name are samples of data.
    if !request.data.isEmpty { samples = Self.samples(figure) { $0 is Dots } }
  }

  /// `euler has 6 spikes, the first at 202, the last at 936.`
  private static func eventSentences(
    _ series: PlotRequest.Series, _ result: any TrajectoryResult, during span: ClosedRange<Double>?
  ) -> [String] {
    result.facts.events.map { name in
      let times = result.eventTimes(name).filter { span?.contains($0) ?? true }
      guard let first = times.first, let last = times.last else { return "\(series.name) has no \(name)." }
      func text(_ time: Double) -> String {
        Digits.shown(time, 4) + (result.facts.timeUnit.map { " " + $0.symbol } ?? "")
      }
      if times.count == 1 { return "\(series.name) has 1 \(name), at \(text(first))." }
      return "\(series.name) has \(times.count) \(name)s, the first at \(text(first)), the last at \(text(last))."
    }
  }

  /// Curves and points of a figure in one table: which panel, which series, x, y.
  private static func samples(_ figure: Figure, where isWanted: (any Mark) -> Bool) -> String? {
    var lines: [String] = []
    for (index, (panel, frame)) in zip(figure.panels, figure.frames).enumerated() {
      for mark in panel.marks where isWanted(mark) {
        let name = (mark.name ?? "").filter { !",\"\n".contains($0) }
        for (x, y) in mark.values(in: frame) {
          lines.append("\(index + 1),\(name),\(Digits.compact(x, digits)),\(Digits.compact(y, digits))")
        }
      }
    }
    return lines.isEmpty ? nil : "panel,series,x,y\n" + lines.joined(separator: "\n") + "\n"
  }
}
