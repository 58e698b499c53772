internal import Kernels

/// How the copies of an ensemble can take their steps together: for explicit Runge-Kutta methods with fixed steps, on
/// equations that do not depend on time between stops, with at most one event, which comes at a threshold and sets states.
struct LanePlan: Sendable {
  let ensemble: Ensemble
  let solver: ExplicitRungeKutta
  let settings: Settings
  let step: Double
  let pieces: [TimedPiece]
  /// Whether the right-hand side and the method are compiled for vectors.
  let isCompiled: Bool

  /// What the loops in C have room for.
  private static let (mostStates, mostStages) = (64, 16)

  /// Nothing where the copies have to be solved one by one.
  init?(_ ensemble: Ensemble, _ solver: any Solver, _ settings: Settings) {
    let problem = ensemble.problem
    guard let solver = solver as? ExplicitRungeKutta, let step = settings.step, settings.log == nil,
      solver.weights.count <= Self.mostStages, (1...Self.mostStates).contains(problem.dimension),
      problem.modes.kinds.allSatisfy({ $0 == .time }),
      problem.events.count <= 1, problem.margins.outputs.count == problem.events.count,
      step > 16 * Double.ulpOfOne * max(abs(problem.start), abs(problem.end)),
      (problem.end - problem.start) / step < Double(settings.limits.steps / 2)
    else { return nil }
    let differing = Set(ensemble.differences.map { UInt32(problem.layout.firstParameter + $0.parameter) })
    guard !problem.modes.values.reads(differing) else { return nil }
    if let event = problem.events.first {
      guard event.resetsCondition, !event.isTerminal, event.refractoryTime == 0, !event.targets.isEmpty else {
        return nil
      }
    }
    self.ensemble = ensemble
    self.solver = solver
    self.settings = settings
    self.step = step
    pieces = problem.timedPieces
    isCompiled = Self.compiledRun(Machine(problem.field, parameters: problem.parameters), solver) != nil
  }

  /// How many copies a block takes together: on the grid, so many that what comes of them stays in the cache.
  var lanes: Int {
    guard isCompiled else { return BlockMachine.lanes }
    return settings.eventTimes == .located ? Int(notebook_wide_lanes) : 512
  }

  static func compiledRun(_ field: Machine, _ solver: ExplicitRungeKutta) -> notebook_lane_run? {
    guard let fingerprint = field.kernelFingerprint, let method = solver.compiled else { return nil }
    return notebook_lane_run_of(fingerprint, method.number)
  }
}

extension Program {
  /// Whether a step or a result reads one of the registers.
  fileprivate func reads(_ registers: Set<UInt32>) -> Bool {
    !registers.isDisjoint(with: outputs) || sections.joined().contains { !registers.isDisjoint(with: $0.operands) }
  }
}

extension Machine.CompiledMethod {
  fileprivate var number: notebook_method {
    switch self {
    case .euler: notebook_euler
    case .midpoint: notebook_midpoint
    case .heun: notebook_heun
    case .rk4: notebook_rk4
    }
  }
}
