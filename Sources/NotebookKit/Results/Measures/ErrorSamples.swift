import Dynamics
import Expressions
import Markup

/// The differences of one state between two results, at rows of the first.
///
/// A jump has two rows at one time. On the grid the second counts, as both results are read from the right there. At a located
/// time none does: which of two results jumps first is a matter of their last digits there, and one row would show the whole
/// height of the jump. Of very many rows some thousands are taken, evenly: they give the same means.
struct ErrorSamples {
  let times: [Double]
  let errors: [Double]

  private static let limit = 5000

  init(_ result: any TrajectoryResult, _ other: (any TrajectoryResult)?, _ component: String, limit: Int = Self.limit)
    throws(QueryFailure)
  {
    if let other, other.facts.isMeasured {
      self = try Self(result, component, atRowsOf: other)
      return
    }
    guard let other, let mine = result.index(of: component), let theirs = other.index(of: component) else {
      throw QueryFailure("there is no '\(component)' in both results")
    }
    if let unlike = result.facts.unlikeUnit(other.facts, [component]) { throw QueryFailure(unlike) }
    let trajectory = result.solution.trajectory
    var rows = (0..<trajectory.count).filter { row in
      let time = trajectory.times[row]
      let isLast = row + 1 == trajectory.count || trajectory.times[row + 1] > time
      return isLast && !(result.facts.locatesEvents && row > 0 && trajectory.times[row - 1] == time)
    }
    if rows.count > limit {
      let stride = Double(rows.count - 1) / Double(limit - 1)
      rows = (0..<limit).map { rows[Int((Double($0) * stride).rounded())] }
    }
    let candidates = rows.map { trajectory.times[$0] }
    let reference = other.states(at: candidates)
    let width = other.facts.components.count
    var times: [Double] = []
    var errors: [Double] = []
    for (position, row) in rows.enumerated() where !reference[position * width + theirs].isNaN {
      times.append(candidates[position])
      errors.append(trajectory.value(row, mine) - reference[position * width + theirs])
    }
    guard !errors.isEmpty else { throw QueryFailure("the two results have no time in common") }
    self.times = times
    self.errors = errors
  }
}

extension ErrorSamples {
  /// At the rows of data; those without a value of the state do not count.
  init(_ result: any TrajectoryResult, _ component: String, atRowsOf data: any TrajectoryResult) throws(QueryFailure) {
    guard let mine = result.index(of: component) else { throw QueryFailure("there is no '\(component)'") }
    guard let theirs = data.index(of: component) else { throw QueryFailure("the data have no '\(component)'") }
    let all = data.solution.trajectory
    let rows = (0..<all.count).filter { !all.value($0, theirs).isNaN }
    let times = rows.map { all.times[$0] }
    guard !rows.isEmpty else { throw QueryFailure("the data have no value of '\(component)' there") }
    if let outside = times.first(where: { $0 < result.facts.start || $0 > result.facts.end }) {
      throw QueryFailure(
        "the data have a value at \(Digits.shortest(outside)), and the result goes from \(Digits.shortest(result.facts.start)) to \(Digits.shortest(result.facts.end))",
        hint: "solve over all times of the data, or leave rows out")
    }
    let states = result.states(at: times)
    let width = result.facts.components.count
    self.times = times
    errors = rows.indices.map { states[$0 * width + mine] - all.value(rows[$0], theirs) }
  }
}
