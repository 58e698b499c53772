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
      /// Where it ended.
      var last = Double.nan

      var all: [Double] { maxima + minima + others }

      /// As at rest, where it turns by less than that.
      func resting(within width: Double) -> State {
        guard let least = (maxima + minima).min(), let greatest = (maxima + minima).max(), greatest - least < width
        else { return self }
        return State(others: [last])
      }
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
    guard
      let family = Self.family(
        solve.model, name, solve.problem.start...solve.problem.end,
        locatesSurfaces: solve.settings.eventTimes == .located)
    else {
      return nil
    }
    // One that begins at an equilibrium begins everywhere at that of the solve.
    let beginnings =
      family.names.count > 1 ? solve.problem.initial.map { Array(repeating: $0, count: values.count) } : []
    let ensemble = family.ensemble([values] + beginnings)
    self.values = values
    let found = Threads.map(values.count, workers: workers) { copy in
      report(WorkStep(done: copy, of: values.count, unit: .solve))
      let result = SolveResult(solve, of: ensemble.problem(of: copy))
      return Self.orbit(result, of: states, after: after, event: event)
    }
    let widths = states.indices.map { state in
      let all = found.filter(\.isFinished).flatMap { $0.states[state].all }
      return Self.leastTurn * ((all.max() ?? 0) - (all.min() ?? 0))
    }
    orbits = found.map { orbit in
      var orbit = orbit
      orbit.states = zip(orbit.states, widths).map { $0.resting(within: $1) }
      return orbit
    }
  }

  /// The model with one number left open; nothing where times of events or inputs move with it.
  static func family(
    _ model: ModelDefinition, _ name: String, _ span: ClosedRange<Double>, locatesSurfaces: Bool
  ) -> ModelFamily? {
    ModelFamily(
      model.withoutRest, varying: [name] + (model.rest == nil ? [] : model.stateNames), from: span.lowerBound,
      to: span.upperBound,
      locatesSurfaces: locatesSurfaces)
  }

  /// More turns than these last ones are not shown of one value.
  private static let mostTurns = 200

  /// What changes by less than this share of what a state does is no turn, and a solve that turns by less than this share of all
  /// that is shown rests.
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
          maxima: turns.filter(\.isMaximum).map(\.value), minima: turns.filter { !$0.isMaximum }.map(\.value),
          last: curve.values.last ?? .nan)
      })
  }
}
