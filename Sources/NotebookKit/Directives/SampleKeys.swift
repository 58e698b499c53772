import Diagnostics
import Expressions
import Markup

/// The keys of `data` that take samples of a result.
enum SampleKeys {
  static let from = Parameter(
    "from", .label([.trajectory]), "a result to take samples of, instead of `rows`: a recording that was never made")
  static let every = Parameter(
    "every", .time, "the time between two samples, from the beginning of the result to its end")
  static let at = Parameter("at", .instants, "the times of the samples, instead of `every`")
  static let keep = Parameter("keep", .names, "which states are recorded, in this order; all of them if not given")
  static let noise = Parameter(
    "noise", .noise,
    "the standard deviation of normal noise on each sample: one number for every state, or `{v: 0.5 mV}`; `8 %` of the value, or `0.1 mg/L + 8 %` for both as independent parts; none if not given"
  )
  static let seed = Parameter(
    "seed", .integer(0...Int.max),
    "where the draws of noise begin; if not given, the seed of the front matter and the label do")

  static let all: [any AnyParameter] = [from, every, at, keep, noise, seed]

  /// What to take samples of, and when; nothing where a mistake was found.
  static func request(_ arguments: Arguments, _ planning: inout Planning) -> SampleRequest? {
    guard let reference = arguments[from], let facts = planning.facts[reference.label]?.trajectory else { return nil }
    let times = times(arguments, facts, &planning)
    let names = names(arguments, facts, &planning)
    let noise = arguments[noise]?.values(
      for: names.map { ($0, facts.unit(of: $0)) }, among: facts.componentNames, what: "kept", &planning)
    if let noise, let place = noise.firstIndex(where: \.isNegative) {
      planning.fail(
        "the noise of '\(names[place])' is negative", at: arguments.location(of: Self.noise),
        hint: "it is a standard deviation, 0 or more")
    }
    guard let times, !planning.diagnostics.hasErrors else { return nil }
    let own = arguments[seed].map { SampleRequest.Seed(number: UInt64($0), stream: "") }
    return SampleRequest(
      label: reference.label, times: times, states: names, trajectory: facts,
      noise: noise ?? names.map { _ in NoiseSize() },
      seed: own ?? SampleRequest.Seed(number: UInt64(planning.seed), stream: arguments.label ?? ""))
  }

  private static func names(_ arguments: Arguments, _ facts: TrajectoryFacts, _ planning: inout Planning) -> [String] {
    guard let given = arguments[keep] else { return facts.componentNames }
    var names: [String] = []
    for name in given {
      if names.contains(name.text) {
        planning.fail("'\(name.text)' is kept twice", at: name.location)
      } else if facts.componentNames.contains(name.text) {
        names.append(name.text)
      } else {
        planning.fail(
          "there is no state '\(name.text)'", at: name.location,
          hint: Spelling.help(name.text, among: facts.componentNames))
      }
    }
    if given.isEmpty { planning.fail("no state is kept", at: arguments.location(of: keep)) }
    return names
  }

  private static func times(_ arguments: Arguments, _ facts: TrajectoryFacts, _ planning: inout Planning) -> [Double]? {
    guard arguments.isMentioned(every) != arguments.isMentioned(at) else {
      planning.fail(
        arguments.isMentioned(at) ? "give 'every' or 'at', not both" : "missing key 'every' in 'data'",
        at: arguments.isMentioned(at) ? arguments.location(of: at) : arguments.location,
        hint: "'every' is the time between two samples: 'every: 1 ms'")
      return nil
    }
    if let list = arguments[at] { return listed(list, arguments.location(of: at), facts, &planning) }
    guard let interval = arguments[every] else { return nil }
    let place = arguments.location(of: every)
    guard SolveKeys.checkUnit(interval.unit, facts.timeUnit, place, &planning),
      let step = interval.magnitude(in: facts.timeUnit)
    else { return nil }
    guard step > 0 else {
      planning.fail("expected a positive time between samples", at: place, hint: "write it as in 'every: 1 ms'")
      return nil
    }
    // A last sample that rounding puts past the end is the end.
    let count = ((facts.end - facts.start) / step + 1e-9).rounded(.down)
    guard count >= 1 else {
      planning.fail(
        "there is room for one sample only", at: place,
        hint: "the result goes from \(Digits.compact(facts.start, 6)) to \(Digits.compact(facts.end, 6))")
      return nil
    }
    guard count < Double(planning.limits[.points]) else {
      let limit = Limits.Name.points
      planning.fail(
        "that is \(limit.text(count)) samples, and the limit is \(limit.text(Double(planning.limits[.points]))) points",
        at: place, hint: "take fewer samples, or \(limit.raising(to: count))")
      return nil
    }
    return (0...Int(count)).map { min(facts.start + Double($0) * step, facts.end) }
  }

  private static func listed(
    _ list: NumberList, _ place: Location, _ facts: TrajectoryFacts, _ planning: inout Planning
  ) -> [Double]? {
    guard SolveKeys.checkUnit(list.unit, facts.timeUnit, place, &planning) else { return nil }
    let times = list.magnitudes(in: facts.timeUnit)
    if let outside = times.first(where: { $0 < facts.start || $0 > facts.end }) {
      planning.fail(
        "there is no sample at \(Digits.compact(outside, 6))", at: place,
        hint: "the result goes from \(Digits.compact(facts.start, 6)) to \(Digits.compact(facts.end, 6))")
      return nil
    }
    guard !times.isEmpty, zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
      planning.fail("the times of samples rise", at: place)
      return nil
    }
    return times
  }
}
