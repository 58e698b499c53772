import Dynamics

/// Estimates unknowns by solving the model over the whole recording again and again: the textbook's way.
///
/// It takes every model that can be solved. It needs a good guess: where the solution spikes at other times than the data, the sum
/// of squares has a minimum at every number of spikes. Derivatives are central differences of solutions.
package struct SingleShooting: Sendable {
  package init() {}

  private static let tolerance = 1e-10
  /// The step of a difference, in the logarithm of an unknown: its error and that of the solutions are both about 10⁻⁶.
  private static let step = 1e-4

  package func fit(_ recordings: Recordings) -> FitReport {
    let noise = recordings.noiseToBeginWith
    let predictions = recordings.all.map { recording -> DirectSearch.Prediction in
      // Where a state nearly dies out at first and comes back, it keeps its digits all the way.
      let tolerance =
        recording.growth(Self.tolerance)?.keepingDigits
        ?? StateScales(recording.start, recording.data).tolerance(Self.tolerance)
      return { Self.rows(recording, $0, noise, tolerance, withDerivatives: $1) }
    }
    let search = DirectSearch(recordings: recordings, noise: noise, predictions: predictions)
    return search.report(search.search(from: recordings.unknowns.startingPoint, limit: 100))
  }

  private static func rows(
    _ recording: Recording, _ point: [Double], _ noise: [Double], _ tolerance: Tolerance, withDerivatives: Bool
  ) -> ColumnMatrix? {
    let data = recording.data
    func prediction(_ point: [Double]) -> [Double]? { Self.prediction(recording.model, point, data, tolerance) }
    let count = withDerivatives ? point.count : 0
    guard let centre = prediction(point) else { return nil }
    let matrix = ColumnMatrix(rows: data.cells, columns: count + 1)
    let width = data.states.count
    func deviation(_ row: Int) -> Double { noise[row % width] * data.spread(row % width, row / width) }
    for row in 0..<data.cells {
      matrix[row, count] = data.difference(row % width, row / width, from: centre[row]) / deviation(row)
    }
    for unknown in 0..<count {
      func moved(_ step: Double) -> [Double]? {
        var other = point
        other[unknown] += step
        return prediction(other)
      }
      guard let above = moved(Self.step), let below = moved(-Self.step) else { return nil }
      for row in 0..<data.cells where data.isMeasured(row % width, row / width) {
        matrix[row, unknown] = (above[row] - below[row]) / (2 * Self.step * deviation(row))
      }
    }
    return matrix
  }

  /// What was measured at the times of the data; nothing where the solution does not get that far.
  private static func prediction(
    _ model: FitModel, _ point: [Double], _ data: Observations, _ tolerance: Tolerance
  ) -> [Double]? {
    guard let method = Method.named("dormand-prince"), let last = data.times.last else { return nil }
    let problem = model.problem(at: point).ending(at: last)
    var settings = Settings(.adaptive(tolerance))
    settings.limits.steps = 1_000_000
    let solution = method.solve(problem, settings)
    guard solution.outcome.isFinished else { return nil }
    let states = Sampler(method, problem, settings, solution.trajectory).states(at: data.times)
    let all = model.observed(model.unknowns.values(point), states, data.times)
    let width = all.count / data.times.count
    let values = data.times.indices.flatMap { row in data.states.map { all[row * width + $0] } }
    return values.allSatisfy { $0.isFinite } ? values : nil
  }
}

extension Recording {
  /// Whether a state, from the values that the search begins with, grows from below its tolerance.
  func growth(_ relative: Double) -> GrowthFromNoise? {
    guard let method = Method.named("dormand-prince"), let last = data.times.last else { return nil }
    let problem = start.ending(at: last)
    let settings = Settings(.adaptive(StateScales(start, data).tolerance(relative)))
    return GrowthFromNoise(method, problem, settings, method.solve(problem, settings))
  }
}

extension Problem {
  /// The same up to a time.
  fileprivate func ending(at last: Double) -> Problem {
    var problem = self
    problem.end = max(last, start.nextUp)
    problem.stops = stops.filter { $0 < last }
    return problem
  }
}
