import Dynamics
import Expressions

/// What a solve settles to at many values of a parameter: where its states turn, or what they are at an event, once the transient
/// is over (S. H. Strogatz, Nonlinear Dynamics and Chaos, 2015, section 10.2).
struct OrbitDiagram: Sendable {
  /// What one of the solves gave.
  struct Orbit: Sendable {
    var isFinished = true
    /// For each state: the maxima and the minima, or the values at the event; one value where it does not turn.
    var states: [State] = []

    struct State: Sendable {
      var maxima: [Double] = []
      var minima: [Double] = []
      var others: [Double] = []
    }
  }

  let values: [Double]
  let orbits: [Orbit]

  /// - Parameters:
  ///   - name: a parameter or an input, which is constant at each value.
  ///   - after: from when on the states are looked at.
  ///   - event: at which event; where they turn, if nothing.
  init?(
    _ solve: SolveResult, _ name: String, at values: [Double], of states: [String], after: Double, event: String?,
    workers: Int, report: @Sendable (WorkStep) -> Void
  ) {
    guard let family = Self.family(solve.model, name, solve.problem.start...solve.problem.end, solve.settings) else {
      return nil
    }
    let ensemble = family.ensemble([values])
    self.values = values
    orbits = Threads.map(values.count, workers: workers) { copy in
      report(WorkStep(done: copy, of: values.count, unit: .solve))
      let result = SolveResult(solve, of: ensemble.problem(of: copy))
      return Self.orbit(result, of: states, after: after, event: event)
    }
  }

  /// The model with one number left open; nothing where times of events or inputs move with it.
  static func family(
    _ model: ModelDefinition, _ name: String, _ span: ClosedRange<Double>, _ settings: Settings
  ) -> ModelFamily? {
    ModelFamily(
      model, varying: [name], from: span.lowerBound, to: span.upperBound,
      locatesSurfaces: settings.eventTimes == .located)
  }

  /// More turns than these last ones are not shown of one value.
  private static let mostTurns = 200

  /// What changes by less than this share of what a state does is no turn.
  private static let leastTurn = 1e-3

  private static func orbit(
    _ result: SolveResult, of states: [String], after: Double, event: String?
  ) -> Orbit {
    guard result.solution.outcome.isFinished else { return Orbit(isFinished: false) }
    let later = LaterPart(result, after: after)
    return Orbit(
      states: states.map { name in
        if let event {
          let times = later.eventTimes(event).suffix(mostTurns)
          let (all, index) = (result.states(at: Array(times)), result.index(of: name) ?? 0)
          let width = result.facts.components.count
          return Orbit.State(others: times.indices.map { all[($0 - times.startIndex) * width + index] })
        }
        guard let curve = try? StateCurve(later, name) else { return Orbit.State() }
        let turns = curve.turns(share: leastTurn).suffix(mostTurns)
        if turns.isEmpty { return Orbit.State(others: curve.values.suffix(1)) }
        return Orbit.State(
          maxima: turns.filter(\.isMaximum).map(\.value), minima: turns.filter { !$0.isMaximum }.map(\.value))
      })
  }
}
