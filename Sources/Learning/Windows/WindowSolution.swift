package import Dynamics

/// A solution by networks on windows: physics, initial values and events only, no data.
///
/// A marching physics-informed random-projection network. Each window has a network of its own whose hidden layer is fixed; its
/// output weights are trained on the residual of the equations (see ``WindowTraining``), and the window is accepted if the
/// residual is small on points that the training never saw, else it is made shorter. G. Fabiani, E. Galaris, L. Russo,
/// C. Siettos, Chaos 33 (2023) 043128, doi:10.1063/5.0135903. What is ours: tanh neurons where they have Gaussian kernels,
/// windows that end on events, the basis that is made orthonormal once, and scales that grow with the states.
package struct WindowSolution: Sendable {
  package let problem: Problem
  package let options: WindowOptions
  package let basis: Basis
  package let windows: [TrainedWindow]
  /// Event times, outcome, and as trajectory the states at the ends of windows.
  package let solution: Solution
  /// Gauss-Newton steps, of rejected windows too.
  package let iterations: Int

  /// Trains windows from the start of the problem to its end, or to where it cannot go on: see the solution's outcome.
  package init(training problem: Problem, _ options: WindowOptions = WindowOptions()) {
    self.problem = problem
    self.options = options
    basis = Basis(options)
    let log = WindowLog()
    var settings = Settings(tolerance: options.tolerance)
    settings.limits.steps = options.limit
    var solution = WindowSolver(options: options, basis: basis, log: log).solve(problem, settings)
    // What the networks asked of the equations, beside what the loop over windows did.
    let found = log.all
    solution.cost.evaluations += found.evaluations
    solution.cost.jacobians += found.jacobians
    self.solution = solution
    windows = found.windows
    iterations = found.iterations
  }

  /// How many weights were trained, of all windows.
  package var trainedWeights: Int { windows.reduce(0) { $0 + $1.weights.count } }

  /// The largest residual on fresh points, in scales per window.
  package var freshResidual: Double { windows.reduce(0) { max($0, $1.freshResidual) } }

  private struct WindowSolver: Solver {
    let options: WindowOptions
    let basis: Basis
    let log: WindowLog
    var order: Int { 10 }
    /// The residual of a window is about O(T¹⁰) with a few dozen neurons.
    var control: StepControl? {
      StepControl(power: 10, order: 10, memory: 0, safety: 0.8, least: 0.2, greatest: 3, growsAfterRejection: true)
    }
    func stepper(for system: System) -> WindowRun { WindowRun(system, options, basis, log) }
    func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }
  }
}
