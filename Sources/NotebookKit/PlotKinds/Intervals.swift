import Dynamics
import Expressions
import Plotting

extension PlotKind {
  /// How long it is from spike to spike.
  static let intervals = PlotKind(
    "intervals", "a histogram of the times between neighbouring spikes, a panel for each solve or population",
    ofSpikesOf: [.trajectory, .population], axes: ["t", "interval", "count"], keys: ["bin"]
  ) { figure, planning in
    figure.allowLogarithms(of: [], &planning)
  } draw: { figure, groups in
    let pooled = groups.map { $0.intervals.flatMap { $0 } }
    let bins = IntervalBins(pooled.flatMap { $0 }, width: figure.bin)
    var table = ShownTable(["group", "from", "to", "count"])
    let panels = zip(groups, pooled).map { group, intervals in
      let counts = bins.counts(intervals)
      for (index, count) in counts.enumerated() {
        table.add(group.name, bins.edges[index], bins.edges[index + 1], Double(count))
      }
      let width = intervals.isEmpty ? "none" : "in bins of \(figure.text(bins.width))"
      return Panel(
        groups.count == 1 ? width : "\(group.name), \(width)",
        x: Axis("interval", unit: figure.scale.unit?.symbol, range: figure.ranges["interval"] ?? bins.range),
        y: Axis(
          "count", range: figure.ranges["count"] ?? 0...Double(max(4, counts.max() ?? 1)) * 1.06, format: .whole),
        marks: [Bars(edges: bins.edges, heights: counts.map(Double.init), style: group.style)])
    }
    let sentences = zip(groups, pooled).map { group, intervals in
      guard let least = intervals.min(), let most = intervals.max() else { return "\(group.name) has no intervals." }
      let mean = intervals.reduce(0, +) / Double(intervals.count)
      return
        "\(group.name): \(intervals.count) intervals from \(figure.text(least)) to \(figure.text(most)), \(figure.text(mean)) on average."
    }
    return DrawnFigure(
      Figure(
        title: "Intervals between spikes", description: figure.alt, panels: panels, sharing: [.x],
        panelHeight: figure.height), table, sentences)
  }
}

/// Equal bins, at multiples of their width, that hold all values.
private struct IntervalBins {
  let width: Double
  let edges: [Double]

  /// More bars than this are a line.
  private static let most = 200.0

  /// - Parameter given: the author's width; else that of D. Freedman, P. Diaconis, Z. Wahrscheinlichkeitstheorie verw. Gebiete 57
  ///   (1981) 453, doi:10.1007/BF01025868, made round: twice the distance of the quartiles over the cube root of the count.
  init(_ values: [Double], width given: Double?) {
    let sorted = values.sorted()
    guard let least = sorted.first, let greatest = sorted.last else {
      width = given ?? 1
      edges = [0, width]
      return
    }
    let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let rule = 2 * quartiles / Elementary.power(Double(sorted.count), 1.0 / 3)
    let range = greatest - least
    // Intervals that are all alike, but for the last digits, are a bar beside nothing.
    let floor = max(range / Self.most, greatest / 100, .leastNormalMagnitude)
    width = max(given ?? NiceNumber.below(max(rule, floor)), range / 100_000)
    let (first, last) = ((least / width + 1e-9).rounded(.down), (greatest / width + 1e-9).rounded(.down))
    let width = width
    edges = (0...Int(last - first) + 1).map { (first + Double($0)) * width }
  }

  /// A bin more on each side, so that a lone bar is seen as one; never below zero.
  var range: ClosedRange<Double> { max(0, edges[0] - width)...edges[edges.count - 1] + width }

  func counts(_ values: [Double]) -> [Int] {
    var counts = Array(repeating: 0, count: edges.count - 1)
    for value in values {
      counts[max(0, min(counts.count - 1, Int((value - edges[0]) / width + 1e-9)))] += 1
    }
    return counts
  }
}
