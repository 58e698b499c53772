package import Dynamics
package import Expressions

/// What a solver computed, with all that is needed to ask for states between its rows.
package struct SolveResult: TrajectoryResult {
  package let facts: TrajectoryFacts
  package let solution: Solution
  package let model: ModelDefinition
  package let modelLabel: String
  package let method: Method
  package let settings: Settings
  private let sampler: Sampler

  package init(
    facts: TrajectoryFacts, model: ModelDefinition, modelLabel: String, method: Method, settings: Settings,
    problem: Problem
  ) {
    self.facts = facts
    self.model = model
    self.modelLabel = modelLabel
    self.method = method
    self.settings = settings
    solution = method.solve(problem, settings)
    sampler = Sampler(method, problem, settings, solution.trajectory)
  }

  package func states(at times: [Double]) -> [Double] { sampler.states(at: times) }
}
