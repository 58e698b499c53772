/// The spikes of a raster that are drawn: no two that a reader could not tell apart, and no more than a page can hold.
struct DrawnSpikes {
  /// For each group the times, and the neuron of each.
  private(set) var times: [[Double]] = []
  private(set) var owners: [[Int]] = []
  /// Says which neurons are drawn, where not all are.
  private(set) var note: String?

  /// Drawing them takes 100 KB at most, and their values about as much again.
  static let most = 11_000
  /// Places across a figure that can be told apart: half units of its width.
  private static let places = 1200

  /// - Parameter neurons: the numbers shown, counted from 1; all where there is none, as for solves, of which each is drawn.
  init(_ groups: [SpikeGroup], over span: ClosedRange<Double>, neurons: ClosedRange<Double>? = nil) {
    let isSampled = neurons != nil
    let places = Double(isSampled ? Self.places : min(Self.places, max(100, Self.most / max(1, groups.count))))
    let duration = span.upperBound - span.lowerBound
    let distinct = groups.map { group -> [(time: Double, owner: Int)] in
      var last = [Int](repeating: -1, count: group.neurons.count)
      return zip(group.times, group.owners).compactMap { time, owner in
        let place = Int((time - span.lowerBound) / duration * places)
        guard neurons?.contains(Double(owner + 1)) ?? true, last[owner - group.neurons.lowerBound] != place else {
          return nil
        }
        last[owner - group.neurons.lowerBound] = place
        return (time, owner)
      }
    }
    let shown = groups.map { group in group.neurons.filter { neurons?.contains(Double($0 + 1)) ?? true } }
    var step = 1
    var chosen = distinct
    if isSampled {
      step = max(1, distinct.reduce(0) { $0 + $1.count } / Self.most)
      repeat {
        chosen = zip(distinct, shown).map { spikes, neurons in
          spikes.filter { ($0.owner - (neurons.first ?? 0)) % step == 0 }
        }
        if chosen.reduce(0, { $0 + $1.count }) <= Self.most { break }
        step += 1
      } while step <= shown.map(\.count).max() ?? 1
    }
    times = chosen.map { $0.map(\.time) }
    owners = chosen.map { $0.map(\.owner) }
    if step > 1 {
      let drawn = shown.reduce(0) { $0 + ($1.count + step - 1) / step }
      note = "one neuron in \(step): \(drawn) of \(shown.reduce(0) { $0 + $1.count }) are drawn"
    }
  }
}
