package import Dynamics
package import Expressions

/// What a solver computed, with all that is needed to ask for states between its rows, or to run it again.
package struct SolveResult: ModelledResult {
  package let facts: TrajectoryFacts
  package let solution: Solution
  package let model: ModelDefinition
  package let modelLabel: String
  package let method: Method
  package let settings: Settings
  let limits: Limits
  package let problem: Problem
  private let sampler: Sampler
  /// Whether its author wants to show it however it is.
  var takesAnyOutcome = false

  /// - Parameter solution: what the method gave before for the same problem and settings; else it runs.
  init(facts: TrajectoryFacts, request: SolveRequest, problem: Problem, solution: Solution? = nil) {
    self.facts = facts
    model = request.model
    modelLabel = request.modelLabel
    method = request.method
    settings = request.settings
    limits = request.limits
    self.problem = problem
    self.solution = solution ?? method.solve(problem, settings)
    sampler = Sampler(method, problem, settings, self.solution.trajectory)
  }

  /// The same method on another problem of the same states, or with other settings.
  init(_ other: SolveResult, of problem: Problem? = nil, with settings: Settings? = nil) {
    let (problem, settings) = (problem ?? other.problem, settings ?? other.settings)
    facts = other.facts
    model = other.model
    modelLabel = other.modelLabel
    method = other.method
    self.settings = settings
    limits = other.limits
    self.problem = problem
    solution = method.solve(problem, settings)
    sampler = Sampler(method, problem, settings, solution.trajectory)
  }

  package func states(at times: [Double]) -> [Double] { sampler.states(at: times) }

  /// The same solve again, with a log of its steps: a solve is a function of its settings.
  func log(_ request: StepLog.Request) -> StepLog? {
    var settings = settings
    settings.log = request
    settings.keepsRows = false
    return method.solve(problem, settings).log
  }
}
