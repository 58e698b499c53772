import Diagnostics
import Dynamics
import Expressions
import Markup

/// The exact solution of the problem that a result solves, as `against: exact` asks for it.
struct ExactResult: TrajectoryResult {
  private(set) var facts: TrajectoryFacts
  private(set) var solution: Solution
  private let exact: ExactSolution
  private let observer: Observer
  private var isObserved = false

  /// Nothing for results that solve no model.
  init?(of result: (any TrajectoryResult)?) {
    guard let result = result as? any ModelledResult else { return nil }
    // Held modes need located surfaces, whatever the result did.
    let problem = result.model.problem(from: result.problem.start, to: result.problem.end)
    var facts = TrajectoryFacts(result.model, problem, title: "exact")
    facts.end = problem.end
    self.facts = facts
    exact = ExactSolution(problem)
    solution = exact.solution
    observer = Observer(result.model)
  }

  func states(at times: [Double]) -> [Double] { extended(exact.states(at: times), times) }

  private func extended(_ states: [Double], _ times: [Double]) -> [Double] {
    isObserved ? observer.extend(states, at: times) : states
  }

  var observed: any TrajectoryResult {
    if isObserved { return self }
    var result = self
    result.isObserved = true
    result.facts = facts.observed
    result.solution.trajectory = observer.extended(solution.trajectory)
    return result
  }

  /// How far two exact solutions, by other steps and orders, are apart in one state at the times given, or in what is computed
  /// from states.
  func doubt(of component: String, at times: [Double]) -> Double {
    if isQuantity(component) { return (observed as? ExactResult)?.doubt(of: component, at: times) ?? .infinity }
    guard let place = index(of: component), !times.isEmpty else { return .infinity }
    return exact.largestDisagreement(at: times) { extended($0, times) }[place]
  }

  /// The same for the times of spikes, or of the first event where there are none.
  var doubtOfSpikes: Double {
    let index = facts.events.firstIndex(of: "spike") ?? 0
    return exact.largestEventDisagreements.indices.contains(index) ? exact.largestEventDisagreements[index] : 0
  }

  /// How far a measure against this solution can be trusted.
  func doubt(of measure: Measure, _ component: String, _ result: any TrajectoryResult) -> Double {
    switch measure.subject {
    case .result, .state: 0
    case .pair: doubt(of: measure, spikes: result.eventTimes("spike").count)
    case .component: doubt(of: component, at: Self.some(result.solution.trajectory.times))
    }
  }

  /// What it does to a measure of pairs that each spike may be off by as much.
  private func doubt(of measure: Measure, spikes count: Int) -> Double {
    let duration = facts.end - facts.start
    let value = measure.given ?? measure.setting?.standard(duration: duration, TimeScale(facts.timeUnit)) ?? 1
    return switch measure.setting {
    case .cost: Double(count) * value * doubtOfSpikes
    case .tau: Double(count) * (2 * doubtOfSpikes / value).squareRoot()
    default: doubtOfSpikes
    }
  }

  /// Enough of the times to tell how far a solution is known.
  private static func some(_ times: [Double]) -> [Double] {
    let step = max(1, times.count / 200)
    return stride(from: 0, to: times.count, by: step).map { times[$0] }
  }
}

/// What errors are measured from: another result, or the exact solution of each result's own problem.
package enum ReferenceChoice: Sendable {
  case label(LabelReference)
  case exact

  var label: String? { if case .label(let reference) = self { reference.label } else { nil } }
  var name: String { label ?? "exact" }

  /// The reference for a result, or for one of which only the facts are known.
  func result(for result: (any TrajectoryResult)?, with facts: TrajectoryFacts? = nil, _ inputs: Inputs)
    -> (any TrajectoryResult)?
  {
    switch self {
    case .label(let reference):
      inputs.trajectory(reference.label)
        ?? inputs.data(reference.label).flatMap { data in
          (facts ?? result?.facts).flatMap { try? DataCurve(data, like: $0) }
        }
    case .exact:
      if let observed = result as? ObservedResult {
        ExactResult(of: observed.bare)?.observed
      } else {
        ExactResult(of: result)
      }
    }
  }
}

extension ArgumentKind where Value == ReferenceChoice {
  /// A label, or `exact` where nothing has that label.
  static func reference(_ kinds: [ResultKind]) -> ArgumentKind {
    let name = "the label of \(kinds.map(\.name).joined(separator: " or ")), or 'exact'"
    let exact = ArgumentForm.Word("exact", "the solution by Taylor series at its tightest")
    return ArgumentKind(name, .label(kinds, or: [exact])) { value, reading in
      guard let fragment = reading.text(value, expected: name) else { return nil }
      if fragment.text == "exact", reading.labels["exact"] == nil { return .exact }
      return reading.label(fragment, kinds, or: ["exact"]).map(ReferenceChoice.label)
    }
  }
}

extension Measure {
  /// The measure of a result against a reference; refused where the reference is not known well enough to say it.
  ///
  /// - Parameter share: how large the doubt may be against the value.
  func value(
    of result: any TrajectoryResult, against other: (any TrajectoryResult)?, _ component: String,
    doubtAtMost share: Double
  ) throws(QueryFailure) -> Double {
    let value = try compute(result, other, component)
    guard let exact = other as? ExactResult, subject.compares else { return value }
    let doubt = exact.doubt(of: self, component, result)
    guard doubt <= share * abs(value) else {
      throw QueryFailure("the exact solution is known to \(Digits.compact(doubt, 2)) only")
    }
    return value
  }
}
