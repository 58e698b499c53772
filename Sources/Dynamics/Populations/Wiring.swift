/// Who is connected with whom between two populations, and how strongly: the synapses of each source side by side.
package struct Wiring: Sendable {
  package enum Rule: Sendable {
    /// Each pair of neurons by itself.
    case probability(Double)
    /// As many different sources for each target.
    case inDegree(Int)
    /// Source and target; a weight where the pair has its own.
    case pairs([(source: Int, target: Int, weight: Double?)])
  }

  /// Populations in a row that an in-degree is drawn from together; their neurons are numbered through.
  package struct Pool: Sendable {
    /// What the draws are for: the same for all of them.
    package let purpose: String
    /// How many neurons all of them have, and where the projection's own sources begin among them.
    package let size: Int
    package let first: Int
    /// Where the targets begin, where they are among them.
    package let targets: Int?

    package init(purpose: String, size: Int, first: Int, targets: Int?) {
      self.purpose = purpose
      self.size = size
      self.first = first
      self.targets = targets
    }
  }

  /// Nothing where every source has every target, in their order.
  package let places: (starts: [Int], targets: [Int32])?
  let targetCount: Int
  /// Nothing where all are ``weight``.
  package let weights: [Double]?
  let weight: Double
  /// In steps; nothing where all are ``delay``.
  package let delays: [Int32]?
  let delay: Int
  package let count: Int

  var longestDelay: Int { delays?.max().map(Int.init) ?? delay }

  package func synapses(of source: Int) -> Range<Int> {
    guard let places else { return source * targetCount..<(source + 1) * targetCount }
    return places.starts[source]..<places.starts[source + 1]
  }

  package init(_ projection: SpikingNetwork.Projection, from sources: Int, to targets: Int, step: Double, seed: UInt64)
  {
    let stream = DrawStream(seed: seed, purpose: (projection.pool?.purpose ?? projection.purpose) + "/connections")
    let refusesSelf = projection.source == projection.target && !projection.allowsSelf
    var places: (starts: [Int], targets: [Int32])?
    var own: [Double?]?
    switch projection.rule {
    case .probability(1) where !refusesSelf: break
    case .probability(let probability):
      places = Self.random(probability, sources, targets, refusesSelf: refusesSelf, stream)
    case .inDegree(let degree):
      let pool = projection.pool ?? Pool(purpose: "", size: sources, first: 0, targets: refusesSelf ? 0 : nil)
      let own = projection.allowsSelf ? nil : pool.targets
      let chosen = pool.first..<pool.first + sources
      places = Self.bySource(Self.inDegree(degree, pool.size, targets, ownFrom: own, chosen, stream), sources).places
    case .pairs(let pairs):
      let sorted = Self.bySource(pairs.map { ($0.source, $0.target) }, sources)
      places = sorted.places
      if pairs.contains(where: { $0.weight != nil }) { own = sorted.order.map { pairs[$0].weight } }
    }
    let rows = (0..<sources).map { source in
      places.map { $0.starts[source + 1] - $0.starts[source] } ?? targets
    }
    func drawn(_ values: DrawnValues, _ purpose: String) -> [Double] {
      var all: [Double] = []
      all.reserveCapacity(rows.reduce(0, +))
      let drawing = ValueDrawing(values)
      let streams = drawing.streams(seed: seed, purpose: projection.purpose + "/" + purpose)
      for (source, count) in rows.enumerated() { all += drawing.table(count, streams.map { $0.row(source) })[0] }
      return all
    }
    let constant = projection.weight.constant
    var weights = constant == nil ? drawn(projection.weight, "weight") : nil
    if let own {
      let common = weights
      weights = own.indices.map { own[$0] ?? common?[$0] ?? constant ?? 0 }
    }
    self.places = places
    targetCount = targets
    count = rows.reduce(0, +)
    weight = constant ?? 0
    self.weights = weights
    if let constant = projection.delay.constant {
      delay = Int((constant / step).rounded())
      delays = nil
    } else {
      delay = 1
      delays = drawn(projection.delay, "delay").map { Int32(clamping: Self.steps($0, step)) }
    }
  }

  /// The longest delay that a drawn one may come to.
  package static let longestDelay = 10_000

  private static func steps(_ delay: Double, _ step: Double) -> Int {
    let steps = (delay / step).rounded()
    return steps >= 1 ? Int(min(steps, Double(longestDelay))) : 1
  }

  /// Gaps between connected targets follow a geometric distribution.
  private static func random(
    _ probability: Double, _ sources: Int, _ targets: Int, refusesSelf: Bool, _ stream: DrawStream
  ) -> (starts: [Int], targets: [Int32]) {
    var starts = [0]
    var places: [Int32] = []
    let rate = probability < 1 ? DrawStream.logarithm(1 - probability) : -.infinity
    for source in 0..<sources where probability > 0 {
      var random = stream.row(source).generator
      var next = 0
      while next < targets {
        let gap = rate == 0 ? .infinity : (DrawStream.logarithm(1 - random.uniform()) / rate).rounded(.down)
        guard gap < Double(targets - next) else { break }
        next += Int(gap)
        if !(refusesSelf && next == source) { places.append(Int32(next)) }
        next += 1
      }
      starts.append(places.count)
    }
    while starts.count <= sources { starts.append(places.count) }
    return (starts, places)
  }

  /// A sample without repetition for each target; of it the sources that are `kept`, counted from the first of these. Targets whose
  /// numbers among the sources begin at `ownFrom` are not their own sources. R. W. Floyd in J. Bentley, Commun. ACM 30 (1987) 754,
  /// doi:10.1145/30401.315746.
  private static func inDegree(
    _ degree: Int, _ sources: Int, _ targets: Int, ownFrom: Int?, _ kept: Range<Int>, _ stream: DrawStream
  ) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    pairs.reserveCapacity(degree * targets / max(1, sources) * kept.count)
    var lastTarget = Array(repeating: -1, count: sources)
    let choices = ownFrom == nil ? sources : sources - 1
    for target in 0..<targets {
      var random = stream.row(target).generator
      for last in choices - degree..<choices {
        let drawn = Int(random.uniform() * Double(last + 1))
        // Numbers from the neuron itself on stand for the next one.
        func source(_ number: Int) -> Int { ownFrom.map { number >= $0 + target } == true ? number + 1 : number }
        let chosen = lastTarget[source(drawn)] == target ? source(last) : source(drawn)
        lastTarget[chosen] = target
        if kept.contains(chosen) { pairs.append((chosen - kept.lowerBound, target)) }
      }
    }
    return pairs
  }

  /// The pairs side by side for each source, in their order, and where each stood.
  private static func bySource(
    _ pairs: [(source: Int, target: Int)], _ sources: Int
  ) -> (places: (starts: [Int], targets: [Int32]), order: [Int]) {
    var starts = Array(repeating: 0, count: sources + 1)
    for pair in pairs { starts[pair.source + 1] += 1 }
    for source in 0..<sources { starts[source + 1] += starts[source] }
    var next = starts
    var targets = Array(repeating: Int32(0), count: pairs.count)
    var order = Array(repeating: 0, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      targets[next[pair.source]] = Int32(pair.target)
      order[next[pair.source]] = index
      next[pair.source] += 1
    }
    return ((starts, targets), order)
  }
}
