import Dynamics
import Expressions

extension SolveResult {
  /// The part of the equations that has no value right behind where the solve ended.
  var edgeOfDomain: UndefinedPart? {
    switch solution.outcome {
    case .diverged, .noSolution, .stepTooSmall: break
    default: return nil
    }
    let trajectory = solution.trajectory
    let last = trajectory.count - 1
    guard last > 0 else { return nil }
    let (time, states) = (trajectory.times[last], trajectory.state(last))
    let rates = FrozenField(problem, at: time).rate(states)
    guard rates.allSatisfy(\.isFinite) else {
      return model.undefinedPart(time, states, parameters: problem.parameters)
    }
    // Steps grow ever shorter towards an edge; the last that were not tell the scale.
    let near = max(0, last - 100)..<last
    let step = near.map { trajectory.times[$0 + 1] - trajectory.times[$0] }.max() ?? 0
    for share in [1e-9, 1e-6, 1e-3, 0.1, 1, 2] {
      let ahead = share * max(step, settings.step ?? 0)
      let later = zip(states, rates).map { $0 + ahead * $1 }
      if let part = model.undefinedPart(time + ahead, later, parameters: problem.parameters) { return part }
    }
    return nil
  }
}
