import Diagnostics
import Dynamics
import Expressions
import Markup

/// Events on the grid whose step went so far across the threshold that it carried other states along. The upstroke of an exponential
/// neuron goes to infinity within a step: the event sets the membrane potential, but the adaptation current has been where that was.
struct OvershotEvents {
  private let event: String
  private let state: String
  private let time: Double
  /// How far the state went in the step, and as a share of all that it goes through.
  private let change: Double
  private let share: Double

  /// A step is far too long for a spike where a state goes through such a share of its range in it, and so many times further than
  /// in any step before; and how many of these there have to be.
  private static let (leastShare, factor, fewest) = (0.35, 2.2, 10)
  /// How many events are looked at.
  private static let most = 5000

  /// Nothing for events that are located, and for those of the clock.
  init?(_ result: SolveResult) {
    guard case .fixed = result.settings.control, result.settings.eventTimes == .grid,
      result.solution.outcome.isFinished
    else { return nil }
    let events = result.model.events.filter { !$0.assignments.isEmpty }
    let comings = events.flatMap { event in result.eventTimes(event.name).map { (time: $0, event: event) } }
      .sorted { $0.time < $1.time }
    let trajectory = result.solution.trajectory
    var ranges: [Int: Double] = [:]
    func range(_ state: Int) -> Double {
      if let known = ranges[state] { return known }
      let values = (0..<trajectory.count).lazy.map { trajectory.value($0, state) }
      let range = (values.max() ?? 0) - (values.min() ?? 0)
      ranges[state] = range
      return range
    }
    var usual = Array(repeating: 0.0, count: trajectory.dimension)
    var (steps, next) = (0, 1)
    for (index, coming) in comings.prefix(Self.most).enumerated() {
      let together = comings[index...].prefix { $0.time == coming.time }.map(\.event)
      guard let row = trajectory.row(at: coming.time), row >= next else { continue }
      for row in next..<row {
        for state in usual.indices {
          usual[state] = max(usual[state], abs(trajectory.value(row, state) - trajectory.value(row - 1, state)))
        }
        steps += 1
      }
      next = row + 1
      guard steps >= Self.fewest else { continue }
      guard let first = together.first(where: { $0.schedule == nil }) else { continue }
      let expected = Self.jump(together, from: row - 1, result)
      for (state, name) in result.model.stateNames.enumerated() where usual[state] > 0 {
        let change = abs(trajectory.value(row, state) - expected[state])
        guard change > Self.factor * usual[state] else { continue }
        let share = change / max(range(state), change)
        guard share > Self.leastShare else { continue }
        (event, self.state, time, self.change, self.share) = (first.name, name, coming.time, change, share)
        return
      }
    }
    return nil
  }

  /// Where events that came at a row would have led.
  private static func jump(_ events: [ModelDefinition.Event], from row: Int, _ result: SolveResult) -> [Double] {
    let trajectory = result.solution.trajectory
    var states = trajectory.state(row)
    for event in events {
      let values = MomentValues(
        result.model, trajectory.times[row], states[...], parameters: result.problem.parameters)
      for (name, new) in event.assignments {
        guard let index = result.model.stateNames.firstIndex(of: name) else { continue }
        states[index] = (try? new.expression.number(values.value)) ?? .nan
      }
    }
    return states
  }

  func message(_ result: SolveResult) -> String {
    let time = result.facts.timeUnit.map { " " + $0.text } ?? ""
    let unit = result.model.unit(of: state)?.printed.map { " " + $0.text } ?? ""
    return
      "the step to '\(event)' at t = \(Digits.compact(self.time, 4))\(time) goes far across the threshold and carries '\(state)' along: it changes by \(Digits.compact(change, 3))\(unit) in that step, \(Digits.compact(100 * share, 2)) % of all that it goes through"
  }

  static let networkHint =
    "take a smaller step, 'event-times: interpolated', or 'explicit-euler', which takes its slopes from before the upstroke"

  static let hint = "have events located (no 'event-times: grid'), or take a smaller step or a lower threshold"

  /// - Parameter place: where the solver is named.
  func warning(_ result: SolveResult, at place: Location) -> Diagnostic {
    .warning(message(result), at: place, hint: Self.hint)
  }
}

extension NetworkResult {
  /// The mean over all spikes hides the rare one that noise drove far: so much of the range, times how many times further than in any
  /// other step, is no chance. Izhikevich's network in its published steps comes to 0.5.
  private var leastCarried: Double { 0.8 }

  /// The same of the spikes of a network.
  func warningOfCarried(at place: Location) -> Diagnostic? {
    for (index, states) in activity.carried.enumerated() {
      let population = network.populations[index].name
      for (state, carried) in zip(network.stateNames[index], states)
      where !network.replaced[index].contains(state)
        && carried.ofRange * carried.ofUsual > leastCarried
      {
        return .warning(
          "steps to spikes of '\(population)' go far across the threshold and carry '\(state)' along: in the mean of them it changes \(Digits.compact(carried.ofUsual, 3)) times more than in any other step",
          at: place, hint: OvershotEvents.networkHint)
      }
    }
    return nil
  }
}
