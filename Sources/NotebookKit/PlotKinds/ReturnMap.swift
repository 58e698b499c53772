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
    var table = ShownTable(["group", "interval", "next"])
    for (group, pairs) in zip(groups, drawn) { for pair in pairs { table.add(group.name, pair.0, pair.1) } }
    func note(_ groups: Range<Int>) -> String? {
      let counts = groups.reduce((0, 0)) { ($0.0 + drawn[$1].count, $0.1 + pairs[$1].count) }
      return step == 1 ? nil : "one pair in \(step): \(counts.0) of \(counts.1) are drawn"
    }
    // Clouds of a population's pairs would cover one another.
    let isSplit = figure.populations != nil && groups.count > 1
    let clouds = zip(groups, drawn).map { group, pairs -> any Mark in
      Dots(
        groups.count == 1 || isSplit ? nil : group.name, x: pairs.map(\.0), y: pairs.map(\.1), style: group.style,
        radius: 3)
    }
    let ends = figure.ends(drawn.flatMap { $0.flatMap { [$0.0, $0.1] } })
    func panel(_ title: String?, _ marks: [any Mark]) -> Panel {
      let diagonal = Line(x: [ends.lowerBound, ends.upperBound], y: [ends.lowerBound, ends.upperBound], style: .muted)
      return Panel(
        title, x: figure.axis("interval", "interval", ends), y: figure.axis("next", "next interval", ends),
        marks: [diagonal] + marks)
    }
    let panels =
      isSplit
      ? groups.indices.map { index in
        panel([groups[index].name, note(index..<index + 1)].compactMap { $0 }.joined(separator: "; "), [clouds[index]])
      } : [panel(note(groups.indices), clouds)]
    let sentences = zip(groups, pairs).map { "\($0.name): \($1.count) pairs of intervals." }
    return DrawnFigure(
      Figure(
        title: "Each interval against the one before", description: figure.alt, panels: panels, sharing: [.x],
        panelHeight: figure.height ?? (isSplit ? 240 : 340)), table, sentences)
  }

  private static let mostPairs = 3000
}

extension SpikeFigure {
  /// What both axes of a return map show: all intervals, and a little room.
  fileprivate func ends(_ intervals: [Double]) -> ClosedRange<Double> {
    let isLogarithmic = !log.isEmpty
    let shown = isLogarithmic ? intervals.filter { $0 > 0 } : intervals
    guard let least = shown.min(), let greatest = shown.max(), greatest > 0 else { return 0...1 }
    let room = max(0.05 * (greatest - least), 0.02 * greatest)
    return isLogarithmic ? least / 1.2...greatest * 1.2 : max(0, least - room)...greatest + room
  }

  fileprivate func axis(_ name: String, _ title: String, _ ends: ClosedRange<Double>) -> Axis {
    Axis(title, unit: scale.unit?.symbol, scale: kind(of: name), range: ranges[name] ?? ends)
  }
}
