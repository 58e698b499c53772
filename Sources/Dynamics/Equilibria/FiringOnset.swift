/// The least value of a parameter at which a model fires again and again after a step from rest.
package struct FiringOnset {
  private let problem: Problem
  private let parameter: Int
  private let event: Int
  private let method: Method
  private let settings: Settings

  /// - Parameters:
  ///   - problem: begins at rest, for the parameter's value before the step.
  ///   - event: the index of the event that counts as firing.
  package init(_ problem: Problem, parameter: Int, event: Int, method: Method, step: Double) {
    self.problem = problem
    self.parameter = parameter
    self.event = event
    self.method = method
    var settings = Settings(step: step)
    settings.keepsRows = false
    self.settings = settings
  }

  /// Whether the event still comes in the second half of the span.
  package func firesRepeatedly(at value: Double) -> Bool {
    var problem = problem
    problem.parameters[parameter] = value
    let times = method.solve(problem, settings).eventTimes[event]
    return (times.last ?? -.infinity) > (problem.start + problem.end) / 2
  }

  /// How many even values of the range are tried to find one at which the model fires.
  private static let trials = 24

  /// The least such value within the range, to a thousandth of it: the first trial that fires, then bisection. Nothing where
  /// the model fires at the lower end already, or nowhere.
  package func value(in range: ClosedRange<Double>) -> Double? {
    let width = range.upperBound - range.lowerBound
    let trials = (0...Self.trials).map { range.lowerBound + width * Double($0) / Double(Self.trials) }
    guard let first = trials.firstIndex(where: { firesRepeatedly(at: $0) }), first > 0 else { return nil }
    var (low, high) = (trials[first - 1], trials[first])
    while high - low > width / 1000 {
      let middle = low + (high - low) / 2
      if firesRepeatedly(at: middle) { high = middle } else { low = middle }
    }
    return high
  }
}
