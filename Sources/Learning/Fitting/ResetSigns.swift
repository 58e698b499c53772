import Dynamics

/// Where the data show resets: between two samples of a state that the event sets.
///
/// A reset is a change from one sample to the next that is larger than what the equations can do in that time. Its size is
/// that of the jump at the threshold, where the event has one, by the values that the search begins from.
struct ResetSigns {
  let resets: [WindowPlan.Reset]

  /// A reset shows by more than this share of its size. With a half, spikes of which the last sample before the peak is low go
  /// unseen: an upstroke takes less than a millisecond.
  private static let share = 0.4

  /// Nothing where no event sets states.
  init?(_ problem: Problem, _ data: Observations) throws(WindowPlan.Refusal) {
    let jumping = problem.events.indices.filter { !problem.events[$0].targets.isEmpty }
    guard let event = jumping.first else { return nil }
    guard jumping.allSatisfy({ !problem.events[$0].dependsOnTimeAlone }) else {
      throw WindowPlan.Refusal(reason: "an event comes by the clock, and windows are cut where the data show a reset")
    }
    guard jumping.count == 1 else { throw WindowPlan.Refusal(reason: "more than one event sets states") }
    let index = data.states.indices.first {
      problem.events[event].targets.contains(data.states[$0]) && data.hasValues($0)
    }
    guard let index else { throw WindowPlan.Refusal(reason: "no state that the event sets was measured") }
    let jump = Jump(problem, event, data.states[index])
    let values = data.values[index]
    guard !values.contains(where: \.isNaN) else {
      throw WindowPlan.Refusal(reason: "the state in which resets show was not measured at all times")
    }
    let changes: [Double]
    if let threshold = jump.threshold {
      changes = [jump.change(at: threshold)]
    } else {
      changes = [values.min(), values.max()].map { jump.change(at: $0 ?? 0) }
    }
    let (mayFall, mayRise) = (changes.contains { $0 < 0 }, changes.contains { $0 > 0 })
    let size = jump.threshold == nil ? data.range(index) : min(data.range(index), changes.map(abs).max() ?? 0)
    let drift = Drift(problem, data)
    resets = (1..<max(1, values.count)).compactMap { row in
      let change = values[row] - values[row - 1]
      guard change < 0 ? mayFall : mayRise else { return nil }
      let known = drift.changes(of: index, after: row - 1).map { change < 0 ? -$0 : $0 }.max() ?? 0
      guard abs(change) - max(0, known) > Self.share * size else { return nil }
      return WindowPlan.Reset(event: event, after: data.times[row - 1], before: data.times[row])
    }
    guard resets.allSatisfy({ $0.width > 0 }) else {
      throw WindowPlan.Refusal(reason: "what was measured twice at one time differs like before and after a reset")
    }
  }

  /// What the event does to one of its states, whatever the others are.
  private struct Jump {
    let threshold: Double?
    private let machine: Machine
    private let place: Int
    private let initial: [Double]
    private let state: Int
    private let time: Double

    init(_ problem: Problem, _ event: Int, _ state: Int) {
      machine = Machine(problem.events[event].jump, parameters: problem.parameters)
      place = problem.events[event].targets.firstIndex(of: state) ?? 0
      initial = problem.initial
      self.state = state
      time = problem.start
      let margins = Machine(problem.margins, parameters: problem.parameters)
      let known = problem.events.count == 1 ? margins.threshold : nil
      threshold = known.flatMap { $0.state == state ? $0.value.pointee : nil }
    }

    func change(at value: Double) -> Double {
      var state = initial
      state[self.state] = value
      return machine.results(time, state)[place] - value
    }
  }

  /// How far the equations carry a state from one sample to the next, about: by its slope at the sample, with the inputs at
  /// either end. What relaxes goes less far than that.
  private struct Drift {
    private let problem: Problem
    private let data: Observations
    private let field: Machine
    private let modes: Machine

    init(_ problem: Problem, _ data: Observations) {
      self.problem = problem
      self.data = data
      field = Machine(problem.field, parameters: problem.parameters)
      modes = Machine(problem.modes.values, parameters: problem.parameters)
    }

    func changes(of index: Int, after row: Int) -> [Double] {
      var state = problem.initial
      for (place, measured) in data.states.enumerated() where data.hasValues(place) {
        state[measured] = data.filled[place][row]
      }
      let (from, to) = (data.times[row], data.times[row + 1])
      return [from, to].map { time in
        var values: [Double] = []
        for _ in 0..<problem.modes.kinds.count {
          values = modes.results(time, state)
          modes.set(modes: values)
        }
        if !values.isEmpty { field.set(modes: values) }
        return field.results(time, state)[data.states[index]] * (to - from)
      }
    }
  }
}
