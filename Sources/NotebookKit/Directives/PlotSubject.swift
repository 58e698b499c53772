import Dynamics
import Expressions

/// What a figure is made of: a solve, or a model alone.
struct PlotSubject {
  let label: String
  let facts: TrajectoryFacts
  let model: ModelDefinition?
  let isSolved: Bool

  init?(_ label: String, _ facts: Facts?) {
    guard let facts else { return nil }
    self.label = label
    model = facts.model
    isSolved = facts.trajectory != nil
    if let trajectory = facts.trajectory {
      self.facts = trajectory
    } else if let model = facts.model {
      self.facts = TrajectoryFacts(model, model.problem(from: 0, to: 0, locatesSurfaces: false), title: label)
    } else {
      return nil
    }
  }
}
