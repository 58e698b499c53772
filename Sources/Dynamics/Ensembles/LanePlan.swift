internal import Kernels

/// How the copies of an ensemble can take their steps together: for explicit Runge-Kutta methods with fixed steps, on
/// equations that do not depend on time between stops, with at most one event, which comes at a threshold and sets states.
struct LanePlan: Sendable {
  let ensemble: Ensemble
  let solver: ExplicitRungeKutta
  let settings: Settings
  let step: Double
  let pieces: [SmoothPiece]

  /// A time between two stops, and the modes that hold there.
  struct SmoothPiece: Sendable {
    let end: Double
    let modes: [Double]
  }

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
    let keeper = ModeKeeper(problem)
    var pieces: [SmoothPiece] = []
    var t = problem.start
    for end in problem.stops + [problem.end] where end > t {
      _ = problem.initial.withUnsafeBufferPointer { initial in
        initial.baseAddress.map {
          keeper.settle(
            t, $0, until: end, step: step, onSurface: { _ in false }, apply: { _ in }, evaluate: { _, _, _ in })
        }
      }
      pieces.append(SmoothPiece(end: end, modes: keeper.values))
      t = end
    }
    self.pieces = pieces
  }
}

extension Program {
  /// Whether a step or a result reads one of the registers.
  fileprivate func reads(_ registers: Set<UInt32>) -> Bool {
    !registers.isDisjoint(with: outputs) || sections.joined().contains { !registers.isDisjoint(with: $0.operands) }
  }
}
