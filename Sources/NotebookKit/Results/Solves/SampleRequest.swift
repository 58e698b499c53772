import Dynamics
import Expressions
import Markup

/// Samples of a result at given times, with normal noise: what an instrument would have recorded.
///
/// The noise of a state depends on the seed and the state's name alone: keeping another state beside it changes nothing.
struct SampleRequest: Sendable {
  let label: String
  let times: [Double]
  /// The states that are recorded.
  let states: [String]
  let trajectory: TrajectoryFacts
  /// The standard deviation of each state's noise, in the unit of the state.
  let noise: [NoiseSize]
  let seed: Seed

  struct Seed: Sendable {
    let number: UInt64
    /// What tells apart draws with the same number: blocks that share the notebook's seed have different noise.
    let stream: String
  }

  var facts: DataFacts {
    let time = DataFacts.Column(name: "t", unit: trajectory.timeUnit, isText: false)
    let columns = states.map { DataFacts.Column(name: $0, unit: trajectory.unit(of: $0), isText: false) }
    let span = times.first.flatMap { first in times.last.map { first...$0 } }
    return DataFacts(columns: [time] + columns, by: nil, groups: [], span: span)
  }

  /// What the samples are a function of.
  func identity(of result: Identity?) -> Identity {
    Identity(
      "samples",
      [
        Identity.Part("result", result?.key ?? label),
        Identity.Part("times", SHA256.hex(times.map(Digits.exact).joined(separator: " ").utf8)),
        Identity.Part("states", states.joined(separator: ", ")),
        Identity.Part("noise", noise.map(\.identity).joined(separator: ", ")),
        Identity.Part("seed", "\(seed.number) \(seed.stream)"),
      ])
  }

  func samples(of result: some TrajectoryResult) throws(QueryFailure) -> DataResult {
    let values = result.states(at: times)
    let width = result.facts.components.count
    var numbers = ["t": times]
    for (name, noise) in zip(states, noise) {
      guard let index = result.index(of: name) else { throw QueryFailure("there is no '\(name)'") }
      var random = Random(seed: seed.number, purpose: seed.stream + "/" + name)
      var column: [Double] = []
      for (row, time) in times.enumerated() {
        let value = values[row * width + index]
        guard value.isFinite else {
          throw QueryFailure(
            "there is no value at \(Digits.compact(time, 6)): the solve ended before",
            hint: "its outcome is '\(result.solution.outcome.word)'")
        }
        let deviation = noise.deviation(at: value)
        column.append(deviation > 0 ? value + deviation * random.normal() : value)
      }
      numbers[name] = column
    }
    return DataResult(facts: facts, numbers: numbers, texts: [:], count: times.count)
  }

  /// One line: what was recorded.
  var summary: String {
    let noises = zip(states, noise).map { name, noise in
      noise == NoiseSize()
        ? "\(name) without noise" : "\(name) with noise of \(noise.text(trajectory.unit(of: name)))"
    }
    return "\(times.count) samples of \(label) · " + noises.joined(separator: " · ")
  }
}
