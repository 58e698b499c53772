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

  /// The values of the parameter one after another, and what was found at each.
  struct Pass: Sendable {
    /// What it is called, where there are several.
    let name: String?
    let values: [Double]
    var orbits: [Orbit]
  }

  let passes: [Pass]

  /// - Parameters:
  ///   - name: a parameter or an input, which is constant at each value.
  ///   - values: ascending.
  ///   - after: from when on the states are looked at.
  ///   - event: at which event; where they turn, if nothing.
  ///   - follows: whether each value begins where the one before it ended, with rising values and with falling ones: what depends
  ///     on the direction is hysteresis.
  init?(
    _ solve: SolveResult, _ name: String, at values: [Double], of states: [String], after: Double, event: String?,
    follows: Bool, workers: Int, report: @escaping @Sendable (WorkStep) -> Void
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
    let settled = Settled(solve, states: states, after: after, event: event)
    var passes: [Pass]
    if follows {
      passes = Threads.map(2, workers: workers) { direction in
        let isRising = direction == 0
        let places = isRising ? Array(values.indices) : values.indices.reversed()
        var reached: [Double]?
        let orbits = places.enumerated().map { done, place in
          if isRising { report(WorkStep(done: done, of: values.count, unit: .solve)) }
          let (orbit, end) = settled.orbit(of: ensemble.problem(of: place), from: reached)
          reached = end
          return orbit
        }
        return Pass(name: isRising ? "rising" : "falling", values: places.map { values[$0] }, orbits: orbits)
      }
    } else {
      let orbits = Threads.map(values.count, workers: workers) { place in
        report(WorkStep(done: place, of: values.count, unit: .solve))
        return settled.orbit(of: ensemble.problem(of: place), from: nil).orbit
      }
      passes = [Pass(name: nil, values: values, orbits: orbits)]
    }
    let found = passes.flatMap(\.orbits).filter(\.isFinished)
    let widths = states.indices.map { state in
      let all = found.flatMap { $0.states[state].all }
      return Self.leastTurn * ((all.max() ?? 0) - (all.min() ?? 0))
    }
    for pass in passes.indices {
      for place in passes[pass].orbits.indices {
        let orbit = passes[pass].orbits[place]
        passes[pass].orbits[place].states = zip(orbit.states, widths).map { $0.resting(within: $1) }
      }
    }
    self.passes = passes
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

  /// What changes by less than this share of what a state does is no turn, and a solve that turns by less than this share of all
  /// that is shown rests.
  fileprivate static let leastTurn = 1e-3
}

/// How what one solve settles to is found.
private struct Settled: Sendable {
  /// More turns than these last ones are not shown of one value.
  private static let mostTurns = 200

  private let solve: SolveResult
  private let states: [String]
  private let after: Double
  private let event: String?

  init(_ solve: SolveResult, states: [String], after: Double, event: String?) {
    (self.solve, self.states, self.after, self.event) = (solve, states, after, event)
  }

  /// - Parameter start: the states it begins with, where these are not those of the problem.
  /// - Returns: what was found, and the states at the end, where it came there.
  func orbit(of problem: Problem, from start: [Double]?) -> (orbit: OrbitDiagram.Orbit, end: [Double]?) {
    var problem = problem
    if let start { problem.initial = start }
    let result = SolveResult(solve, of: problem)
    guard result.solution.outcome.isFinished else { return (OrbitDiagram.Orbit(isFinished: false), nil) }
    let later = LaterPart(result, after: after)
    let orbit = OrbitDiagram.Orbit(states: states.map { state($0, of: result, later) })
    return (orbit, Array(result.solution.trajectory.states.suffix(problem.dimension)))
  }

  private func state(_ name: String, of result: SolveResult, _ later: LaterPart) -> OrbitDiagram.Orbit.State {
    if let event {
      let times = later.eventTimes(event).suffix(Self.mostTurns)
      let (all, index) = (result.states(at: Array(times)), result.index(of: name) ?? 0)
      let width = result.facts.components.count
      return OrbitDiagram.Orbit.State(others: times.indices.map { all[($0 - times.startIndex) * width + index] })
    }
    guard let curve = try? StateCurve(later, name) else { return OrbitDiagram.Orbit.State() }
    let turns = curve.turns(share: OrbitDiagram.leastTurn).suffix(Self.mostTurns)
    if turns.isEmpty { return OrbitDiagram.Orbit.State(others: curve.values.suffix(1)) }
    return OrbitDiagram.Orbit.State(
      maxima: turns.filter(\.isMaximum).map(\.value), minima: turns.filter { !$0.isMaximum }.map(\.value),
      last: curve.values.last ?? .nan)
  }
}
