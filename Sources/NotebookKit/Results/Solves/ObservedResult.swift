import Dynamics
import Expressions

/// A result whose named sub-expressions and inputs stand behind its states, as if they were states: for figures and queries.
struct ObservedResult: TrajectoryResult {
  let facts: TrajectoryFacts
  let solution: Solution
  let bare: any ModelledResult
  private let observer: Observer

  init(_ bare: any ModelledResult) {
    self.bare = bare
    facts = bare.facts.observed
    observer = Observer(bare.model)
    var solution = bare.solution
    solution.trajectory = observer.extended(solution.trajectory)
    self.solution = solution
  }

  func states(at times: [Double]) -> [Double] { observer.extend(bare.states(at: times), at: times) }
}

extension Observer {
  /// The rows with what is computed from them behind each.
  func extended(_ rows: Trajectory) -> Trajectory {
    Trajectory(
      dimension: rows.dimension + names.count, times: rows.times, states: extend(rows.states, at: rows.times),
      starts: rows.starts)
  }
}

extension ModelledResult {
  package var observed: any TrajectoryResult { ObservedResult(self) }
}

extension TrajectoryResult {
  /// The result with all that its model computes beside states.
  package var observed: any TrajectoryResult { self }

  /// Whether a name is one of those.
  func isQuantity(_ name: String) -> Bool { index(of: name) == nil && facts.quantities.contains { $0.name == name } }
}

extension TrajectoryFacts {
  /// The facts of the result with its quantities as components.
  var observed: TrajectoryFacts {
    var facts = self
    facts.components += quantities
    facts.quantities = []
    return facts
  }

  var quantityNames: [String] { quantities.map(\.name) }
}

extension Inputs {
  /// The same with quantities beside the states of some results.
  func observing(_ labels: [String]) -> Inputs {
    var observed = results
    for label in labels { observed[label] = trajectory(label)?.observed ?? results[label] }
    var inputs = Inputs(
      results: observed, parameters: parameters, looks: looks, store: store, workers: workers)
    (inputs.stopwatch, inputs.report) = (stopwatch, report)
    return inputs
  }
}
