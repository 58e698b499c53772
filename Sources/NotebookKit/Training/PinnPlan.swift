import Diagnostics
import Dynamics
import Expressions
import Learning

/// A network ready to be trained: what every task and trainer has in common, and the training itself.
struct PinnPlan: Sendable {
  let frame: SolveFrame
  let problem: Problem
  let facts: TrajectoryFacts
  let task: PinnResult.Task
  let trainer: PinnResult.Trainer
  let location: Location
  /// What the network is a function of.
  let identity: Identity
  /// Trains, and says how the network is built.
  let train: @Sendable (PinnPlan, Inputs) -> TrainedProduct

  func result(
    _ solution: Solution, _ network: any TrainedNetwork, _ selfConvergence: SelfConvergence? = nil,
    fit: SampleFit? = nil
  )
    -> PinnResult
  {
    PinnResult(
      facts: facts, model: frame.model, modelLabel: frame.modelLabel, problem: problem, solution: solution,
      network: network, trainer: trainer, task: task, selfConvergence: selfConvergence, fit: fit)
  }
}

/// What a training gives.
struct TrainedProduct: Sendable {
  /// Nothing where it could not even begin.
  var result: PinnResult?
  var description = NetworkDescription()
  var failures: [Diagnostic] = []
  var isReused = false
}

/// What a reader should know of a network: rows of what, and how.
struct NetworkDescription: Sendable {
  typealias Row = (name: String, value: String)
  /// What the one line about it begins with.
  var title = ""
  /// The layers, and how many weights are trained.
  var architecture: [Row] = []
  /// What it was trained on, and how.
  var training: [Row] = []
  /// How well it was.
  var trust: [Row] = []
}
