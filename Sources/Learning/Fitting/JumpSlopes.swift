import Dynamics

/// Where a reset puts a state, and the derivatives that go with it, by central differences of the event's own programs.
struct JumpSlopes {
  private let problems: FitModel.Neighbourhood
  let scales: [Double]
  private let events: [Programs?]

  private struct Programs {
    let event: Event
    let centre: Pair
    let sides: [(above: Pair, below: Pair)]
  }

  private struct Pair {
    let jump: Machine
    let margins: Machine

    init(_ problem: Problem, _ event: Int) {
      jump = Machine(problem.events[event].jump, parameters: problem.parameters)
      margins = Machine(problem.margins, parameters: problem.parameters)
    }
  }

  /// A landing place and a margin, and how both change with the state (by column) and with the unknowns.
  struct Local {
    var landed: [Double]
    var margin: Double
    var landedByState: [[Double]] = []
    var marginByState: [Double] = []
    var landedByUnknown: [[Double]] = []
    var marginByUnknown: [Double] = []
  }

  init(_ problems: FitModel.Neighbourhood, _ scales: [Double]) {
    self.problems = problems
    self.scales = scales
    events = problems.centre.events.indices.map { index in
      problems.centre.events[index].targets.isEmpty
        ? nil
        : Programs(
          event: problems.centre.events[index], centre: Pair(problems.centre, index),
          sides: problems.sides.map { (Pair($0.above, index), Pair($0.below, index)) })
    }
  }

  private func landed(_ pair: Pair, _ event: Event, _ time: Double, _ state: [Double]) -> [Double] {
    var result = state
    for (target, value) in zip(event.targets, pair.jump.results(time, state)) { result[target] = value }
    return result
  }

  func local(_ event: Int, _ time: Double, _ state: [Double], withDerivatives: Bool) -> Local {
    guard let programs = events[event] else { return Local(landed: state, margin: -1) }
    func margin(_ pair: Pair, _ state: [Double]) -> Double { pair.margins.results(time, state)[event] }
    func landed(_ pair: Pair, _ state: [Double]) -> [Double] { self.landed(pair, programs.event, time, state) }
    func slopes(_ high: [Double], _ low: [Double], _ factor: Double) -> [Double] {
      zip(high, low).map { ($0 - $1) * factor }
    }
    var local = Local(landed: landed(programs.centre, state), margin: margin(programs.centre, state))
    guard withDerivatives else { return local }
    for index in scales.indices {
      let step = 1e-5 * scales[index]
      var (high, low) = (state, state)
      high[index] += step
      low[index] -= step
      local.landedByState.append(
        slopes(landed(programs.centre, high), landed(programs.centre, low), 1 / (2 * step)))
      local.marginByState.append((margin(programs.centre, high) - margin(programs.centre, low)) / (2 * step))
    }
    let half = 1 / (2 * FitModel.Neighbourhood.step)
    for side in programs.sides {
      local.landedByUnknown.append(slopes(landed(side.above, state), landed(side.below, state), half))
      local.marginByUnknown.append((margin(side.above, state) - margin(side.below, state)) * half)
    }
    return local
  }

  /// The margin of an event at the present state of a flow.
  func margin(_ event: Int, _ time: Double, _ flow: SensitiveFlow) -> Double {
    local(event, time, flow.values, withDerivatives: false).margin
  }

  /// The time up to `end` at which an event's margin becomes zero, with the flow carried there. Nothing where it does not, or
  /// has before.
  func locate(_ event: Int, _ flow: SensitiveFlow, from time: Double, to end: Double) -> Double? {
    guard margin(event, time, flow) < 0 else { return nil }
    let saved = flow.copy
    var (low, high) = (time, end)
    // Halving is slow but sure: beyond the peak the state may be infinite.
    while high - low > 1e-13 * max(1, abs(high)) {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      let before = flow.copy
      if flow.advance(from: low, to: middle, keepingDerivatives: false), margin(event, middle, flow) < 0 {
        low = middle
      } else {
        high = middle
        flow.restore(before)
      }
    }
    guard high < end else { return nil }
    flow.restore(saved)
    return flow.advance(from: time, to: high) ? high : nil
  }

  /// The state behind a reset, and its derivatives at fixed time.
  ///
  /// - Parameter isMoving: whether the reset comes where its condition says, or at a time of its own.
  func across(
    _ reset: WindowPlan.Reset, _ time: Double, _ flow: SensitiveFlow, _ slopes: [[Double]], isMoving: Bool
  ) -> ([Double], [[Double]]) {
    let state = flow.values
    let local = local(reset.event, time, state, withDerivatives: !slopes.isEmpty)
    guard !slopes.isEmpty else { return (local.landed, []) }
    let before = flow.slope(time)
    flow.begin(local.landed, withDerivatives: false)
    let after = flow.slope(time)
    let rise = zip(local.marginByState, before).reduce(0) { $0 + $1.0 * $1.1 }
    let result = slopes.enumerated().map { unknown, slope -> [Double] in
      let lift = zip(local.marginByState, slope).reduce(local.marginByUnknown[unknown]) { $0 + $1.0 * $1.1 }
      let shift = isMoving && rise != 0 ? -lift / rise : 0
      return scales.indices.map { row in
        scales.indices.reduce(local.landedByUnknown[unknown][row] - after[row] * shift) {
          $0 + local.landedByState[$1][row] * (slope[$1] + before[$1] * shift)
        }
      }
    }
    return (local.landed, result)
  }
}
