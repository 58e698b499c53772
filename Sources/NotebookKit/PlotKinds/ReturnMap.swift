import Expressions
import Plotting

extension PlotKind {
  /// Whether an interval tells the next one.
  static let returnMap = PlotKind(
    "return-map", "each time between spikes against the one before, with the diagonal where both are equal",
    ofSpikesOf: [.trajectory, .population], axes: ["t", "interval", "next"]
  ) { figure, planning in
    figure.allowLogarithms(of: ["interval", "next"], &planning)
  } draw: { figure, groups in
    let pairs = groups.map { group in group.intervals.flatMap { zip($0, $0.dropFirst()).map { ($0, $1) } } }
    // Beyond so many, every nth pair is drawn.
    let step = max(1, (pairs.reduce(0) { $0 + $1.count } + mostPairs - 1) / mostPairs)
    let drawn = pairs.map { pairs in stride(from: 0, to: pairs.count, by: step).map { pairs[$0] } }
    let all = drawn.flatMap { $0.flatMap { [$0.0, $0.1] } }
    var marks: [any Mark] = []
    if let least = all.min(), let greatest = all.max() {
      let ends = least < greatest ? [least, greatest] : [least * 0.9, greatest * 1.1]
      marks.append(Line(x: ends, y: ends, style: .muted))
    }
    var table = ShownTable(["group", "interval", "next"])
    for (group, pairs) in zip(groups, drawn) {
      marks.append(
        Dots(groups.count == 1 ? nil : group.name, x: pairs.map(\.0), y: pairs.map(\.1), style: group.style, radius: 3))
      for pair in pairs { table.add(group.name, pair.0, pair.1) }
    }
    let unit = figure.scale.unit?.symbol
    let count = pairs.reduce(0) { $0 + $1.count }
    let note = step == 1 ? nil : "one pair in \(step): \(drawn.reduce(0) { $0 + $1.count }) of \(count) are drawn"
    let panel = Panel(
      note, x: Axis("interval", unit: unit, scale: figure.kind(of: "interval"), range: figure.ranges["interval"]),
      y: Axis("next interval", unit: unit, scale: figure.kind(of: "next"), range: figure.ranges["next"]),
      hasEqualUnits: figure.log.isEmpty && figure.ranges["interval"] == nil && figure.ranges["next"] == nil,
      marks: marks)
    let sentences = zip(groups, pairs).map { "\($0.name): \($1.count) pairs of intervals." }
    return DrawnFigure(
      Figure(
        title: "Each interval against the one before", description: figure.alt, panels: [panel],
        panelHeight: figure.height ?? 340), table, sentences)
  }

  private static let mostPairs = 3000
}
