import Dynamics
import Expressions
import Markup

/// A result from some time on: `s.after(100).rate`, and what `after` measures. Its cost stays that of the whole.
struct LaterPart: TrajectoryResult {
  let facts: TrajectoryFacts
  let solution: Solution
  let whole: any TrajectoryResult

  init(_ whole: any TrajectoryResult, after time: Double) {
    self.whole = whole
    var facts = whole.facts
    facts.start = max(facts.start, time)
    self.facts = facts
    var solution = whole.solution
    solution.trajectory = whole.rows(after: time)
    solution.eventTimes = solution.eventTimes.map { $0.filter { $0 >= time } }
    self.solution = solution
  }

  var observed: any TrajectoryResult { LaterPart(whole.observed, after: facts.start) }

  func states(at times: [Double]) -> [Double] {
    var states = whole.states(at: times)
    let width = facts.components.count
    for (place, time) in times.enumerated() where time < facts.start {
      for index in 0..<width { states[place * width + index] = .nan }
    }
    return states
  }
}

extension TrajectoryResult {
  /// The solve behind it, where there is one.
  var solved: SolveResult? {
    if let later = self as? LaterPart { return later.whole.solved }
    if let observed = self as? ObservedResult { return observed.bare as? SolveResult }
    return self as? SolveResult
  }

  /// The rows from `time` on; where none stands at that time, the state there comes first.
  fileprivate func rows(after time: Double) -> Trajectory {
    let all = solution.trajectory
    // After a jump at that time the row behind it counts.
    var first = all.times.firstIndex { $0 >= time } ?? all.count
    while first + 1 < all.count, all.times[first] == time, all.times[first + 1] == time { first += 1 }
    var times = Array(all.times[first...])
    var states = Array(all.states[(first * all.dimension)...])
    let beginning = times.first == time ? [] : self.states(at: [time])
    if !beginning.isEmpty, !beginning.contains(where: \.isNaN) {
      times.insert(time, at: 0)
      states = beginning + states
    }
    return Trajectory(dimension: all.dimension, times: times, states: states, starts: [])
  }

  /// The part behind `time`, for a query.
  func part(after time: Double) throws(QueryFailure) -> LaterPart {
    guard time < facts.end else {
      throw QueryFailure(
        "there is nothing after \(Digits.shortest(time)): the solve ends at \(Digits.shortest(facts.end))")
    }
    return LaterPart(self, after: time)
  }
}
