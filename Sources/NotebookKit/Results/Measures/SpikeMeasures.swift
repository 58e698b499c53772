import Dynamics
import Expressions

/// The spikes of a result as a measure sees them.
struct MeasuredSpikes: Sendable {
  let train: SpikeTrain
  let scale: TimeScale
  /// From the first jump of the input to the next spike.
  let latency: Double?

  /// What was not reached is not counted as silence.
  init(_ result: any TrajectoryResult) throws(QueryFailure) {
    let facts = result.facts
    guard facts.events.contains("spike") else { throw QueryFailure("the model has no event named 'spike'") }
    let end = min(result.solution.outcome.time ?? facts.end, facts.end)
    train = SpikeTrain(result.eventTimes("spike"), over: facts.start...max(facts.start, end))
    scale = TimeScale(facts.timeUnit)
    latency = Self.latency(of: result, until: end)
  }

  /// A part that begins behind the jump still answers to it.
  private static func latency(of result: any TrajectoryResult, until end: Double) -> Double? {
    let facts = result.facts
    let jump = facts.onsets.first { $0 >= facts.start && $0 <= end }
    if jump == nil, let part = result as? LaterPart, facts.onsets.contains(where: { $0 < facts.start }) {
      return latency(of: part.whole, until: end)
    }
    let spikes = result.eventTimes("spike")
    // From the start where the input does not jump, or where a spike was before.
    let onset = jump.flatMap { jump in spikes.first.map { $0 < jump } ?? false ? nil : jump } ?? facts.start
    return SpikeTrain(spikes, over: facts.start...max(facts.start, end)).latency(after: onset)
  }
}

extension Measure {
  /// Measures of the event named spike.
  static let ofSpikes: [Measure] = [
    Measure(
      "rate", "firing rate",
      "the count of spikes over the whole span, silent parts included, in Hz; per unit of time where the model's time has no unit",
      scale: .rate
    ) { spikes, _, _ throws(QueryFailure) in
      guard let rate = spikes.train.rate else { throw QueryFailure("a rate wants a span") }
      return rate * spikes.scale.perSecond
    },
    Measure(
      "latency", "latency",
      "the time from the first jump of the input to the next spike; from the start where it does not jump, or jumps only after the first spike; `after` a jump still from it",
      scale: .time
    ) { spikes, _, _ throws(QueryFailure) in
      guard let latency = spikes.latency else { throw QueryFailure("there is no spike") }
      return latency
    },
    Measure(
      "cv", "CV of intervals",
      "the standard deviation of the times between spikes over their mean: 0 for a clock, 1 for a Poisson process",
      scale: .number
    ) { spikes, _, _ throws(QueryFailure) in try spikes.variation("a CV", spikes.train.cv) },
    Measure(
      "cv2", "CV2 of intervals",
      "the mean of $2|I_2 - I_1|/(I_2 + I_1)$ over neighbouring intervals: as `cv`, but blind to slow changes (Holt et al. 1996)",
      scale: .number
    ) { spikes, _, _ throws(QueryFailure) in try spikes.variation("a CV2", spikes.train.cv2) },
    Measure(
      "adaptation", "adaptation index",
      "the mean of $(I_2 - I_1)/(I_2 + I_1)$ over neighbouring intervals: above 0 where they grow longer (the index of the Allen Cell Types Database)",
      scale: .number
    ) { spikes, _, _ throws(QueryFailure) in try spikes.variation("an adaptation index", spikes.train.adaptation) },
    Measure(
      "fano", "Fano factor",
      "the variance over the mean of the spike counts in windows that follow one another, of the length `window`, a tenth of the span if not given: 1 for a Poisson process",
      scale: .number, setting: .window
    ) { spikes, _, window throws(QueryFailure) in try spikes.fano(window: window) },
    Measure(
      "victor-purpura", "Victor–Purpura distance",
      "the least cost of turning the spikes into those of another solve: 1 to add or remove one, `cost` to move one by a unit of time, 1 for 10 ms if not given",
      .pair, scale: .number, setting: .cost
    ) { spikes, other, cost throws(QueryFailure) in
      let count = spikes.train.times.count * (other?.train.times.count ?? 0)
      guard count <= SpikeTrain.mostPairs else { throw QueryFailure("there are too many spikes to compare") }
      return other.map { spikes.train.victorPurpuraDistance(to: $0.train, cost: cost) } ?? .nan
    },
    Measure(
      "van-rossum", "van Rossum distance",
      "the distance to the spikes of another solve, each with an exponential decay of the time constant `tau`, 10 ms if not given: 1 for a spike more or less",
      .pair, scale: .number, setting: .tau
    ) { spikes, other, tau in other.map { spikes.train.vanRossumDistance(to: $0.train, tau: tau) } ?? .nan },
  ]

  /// A measure of spikes; the number that it is given beside them is that of its setting.
  init(
    _ name: String, _ title: String, _ meaning: String, _ subject: Subject = .result, scale: Scale,
    setting: SpikeSetting? = nil,
    of measure: @escaping @Sendable (MeasuredSpikes, MeasuredSpikes?, Double) throws(QueryFailure) -> Double
  ) {
    self.init(name, title, meaning, subject, scale: scale, setting: setting, event: "spike") {
      result, other, _, given throws(QueryFailure) in
      let spikes = try MeasuredSpikes(result)
      let standard = setting?.standard(duration: spikes.train.duration, spikes.scale)
      var others: MeasuredSpikes?
      if subject == .pair, let other { others = try MeasuredSpikes(other) }
      return try measure(spikes, others, given ?? standard ?? .nan)
    }
  }
}

extension MeasuredSpikes {
  fileprivate func variation(_ what: String, _ value: Double?) throws(QueryFailure) -> Double {
    guard let value else { throw QueryFailure("\(what) wants three spikes") }
    return value
  }

  fileprivate func fano(window: Double) throws(QueryFailure) -> Double {
    guard window >= train.duration * SpikeCounts.leastShare, train.duration > 0 else {
      throw QueryFailure("the windows are too short: there would be more than a million")
    }
    let counts = SpikeCounts(train.times, over: train.span, width: window).values
    guard counts.count > 1 else { throw QueryFailure("a Fano factor wants two windows in the span") }
    guard let fano = SpikeCounts.fano(counts) else { throw QueryFailure("there is no spike") }
    return fano
  }
}
