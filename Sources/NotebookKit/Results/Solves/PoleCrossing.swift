import Diagnostics
import Dynamics
import Expressions
import Markup

/// A pole of the right-hand sides in the way of a solve: no solution goes across, and what a method computes behind it is of
/// another one.
struct PoleCrossing {
  let time: Double
  let part: UndefinedPart

  /// How many numbers of the rows are looked at.
  private static let mostNumbers = 2_000_000

  init?(_ result: SolveResult) {
    guard let divisors = Divisors(result.model, parameters: result.problem.parameters) else { return nil }
    let (trajectory, width) = (result.solution.trajectory, result.problem.dimension)
    let times = Array(trajectory.times.prefix(Self.mostNumbers / max(1, width)))
    let states = Array(trajectory.states.prefix(times.count * width))
    let table = divisors.table(states, at: times)
    // Where each row would go in a straight line until the next.
    var lines = states
    for row in times.indices.dropLast() {
      for (index, rate) in table.rates(row).enumerated() {
        lines[row * width + index] += (times[row + 1] - times[row]) * rate
      }
    }
    let ahead = divisors.table(lines, at: times)
    let isExplicit = result.settings.step != nil && result.method.solver is ExplicitRungeKutta
    for row in times.indices.dropLast() where times[row + 1] > times[row] {
      for index in divisors.parts.indices {
        let here = table.divisor(row, index)
        let isBehind = here * table.divisor(row + 1, index) < 0
        // Where steps are of a given size, an explicit stage may be on the other side though the end of its step is not.
        let reachesAcross = isExplicit && here * ahead.divisor(row, index) < 0
        // A jump goes across as it is meant to.
        guard isBehind || reachesAcross, !result.jumps(from: times[row], to: times[row + 1]) else { continue }
        let end = isBehind ? trajectory.state(row + 1) : Array(lines[(row * width)...].prefix(width))
        let line = Line(divisors: divisors, from: (times[row], trajectory.state(row)), to: (times[row + 1], end))
        guard let time = line.pole(index) else { continue }
        (self.time, part) = (time, divisors.parts[index])
        return
      }
    }
    return nil
  }

  var reason: String { "'\(part.text)' has no value where \(part.reason)" }

  func message(_ result: SolveResult) -> String {
    let unit = result.facts.timeUnit.map { " " + $0.text } ?? ""
    return "the solve goes through a pole at t = \(Digits.compact(time, 6))\(unit): \(reason)"
  }

  static let hint = "no solution goes on from there: end it before, with an event that has 'stop: yes'"

  /// - Parameter place: where the solver is named.
  func warning(_ result: SolveResult, at place: Location) -> Diagnostic {
    .warning(
      message(result), at: place, hint: Self.hint + "; if this is what you want to show, add 'outcome: any'")
  }
}

/// A straight line between two states.
private struct Line {
  let divisors: Divisors
  let from: (time: Double, states: [Double])
  let to: (time: Double, states: [Double])

  /// How near to a pole the right-hand sides are looked at, and how much larger they have to be there.
  private static let (nearness, growth) = (1e-9, 1e5)

  private func look(_ share: Double) -> Divisors.Table {
    divisors.table(
      zip(from.states, to.states).map { $0 + share * ($1 - $0) }, at: [from.time + share * (to.time - from.time)])
  }

  /// The time at which a divisor is zero, if the right-hand sides are without bounds there.
  func pole(_ index: Int) -> Double? {
    let before = look(0).divisor(0, index)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = low + (high - low) / 2
      if look(middle).divisor(0, index) * before > 0 { low = middle } else { high = middle }
    }
    func size(_ share: Double) -> Double { look(share).rates(0).map(abs).max() ?? 0 }
    let (near, far) = (size(low - Self.nearness), max(size(0), size(1)))
    return near > Self.growth * far || !near.isFinite ? from.time + low * (to.time - from.time) : nil
  }
}

extension SolveResult {
  fileprivate func jumps(from start: Double, to end: Double) -> Bool {
    zip(model.events, solution.eventTimes).contains { event, times in
      !event.assignments.isEmpty && times.contains { start <= $0 && $0 <= end }
    }
  }
}
