private import Kernels

/// The events of one block of neurons: which are due, their jumps, and their dead times.
final class EventLanes {
  private let block: NeuronBlock
  private let model: NeuronModel
  private let margins: BlockMachine.Part
  private let jumps: [BlockMachine.Part]
  private var found: [Int32]
  private var jumped: [Double] = []
  /// For each event and lane: until when it cannot come, and whether its condition held when last looked at.
  private var blocked: [[Double]]
  private var holds: [[Bool]]
  /// The margins before what arrived at states in the present step; nothing where nothing has.
  private var beforeArrivals: [[Double]]?
  /// When each came last: it comes once at a time.
  private var came: [[Double]]
  private let hasHolds: Bool
  /// Times are alike up to this.
  private let slack: Double

  init(_ block: NeuronBlock, step: Double) {
    self.block = block
    model = block.model
    slack = 1e-9 * step
    let machine = block.machine
    margins = machine.part(giving: block.model.margins)
    jumps = block.model.events.map { machine.part(giving: $0.jumps) }
    found = Array(repeating: 0, count: NeuronBlock.lanes)
    blocked = block.model.events.map { _ in Array(repeating: -.infinity, count: NeuronBlock.lanes) }
    holds = block.model.events.map { _ in Array(repeating: false, count: NeuronBlock.lanes) }
    came = blocked
    hasHolds = block.model.events.contains { $0.refractory != nil }
  }

  /// Looks at the margins without firing: conditions that hold from the start have not become true.
  func begin(_ t: Double) {
    evaluate(t)
    for event in model.events.indices where !model.events[event].resetsCondition {
      for lane in holding(event) { holds[event][Int(lane)] = true }
    }
  }

  private func evaluate(_ t: Double) {
    block.setTimes(t)
    block.machine.run(margins)
  }

  func margin(_ event: Int) -> UnsafePointer<Double> { block.machine.result(model.stateCount + event) }

  private func holding(_ event: Int) -> ArraySlice<Int32> {
    let strict: Int32 = model.events[event].isStrict ? 1 : 0
    let count = found.withUnsafeMutableBufferPointer { found -> Int in
      guard let first = found.baseAddress else { return 0 }
      return notebook_lanes_holding(margin(event), strict, block.count, first)
    }
    return found[..<count]
  }

  /// The lanes that the spike is going to come in.
  func spiking(_ t: Double) -> [Int] {
    evaluate(t)
    return holding(model.spike).map { Int($0) }.filter { blocked[model.spike][$0] <= t + slack }
  }

  /// Makes the jumps of all events that are due at `t`; calls `spiked` with the lanes of those named spike.
  func fire(_ t: Double, spiked: (Int) -> Void) {
    evaluate(t)
    for (event, meaning) in model.events.enumerated() {
      let lanes = holding(event)
      if lanes.isEmpty, meaning.resetsCondition { continue }
      var due = lanes.map { Int($0) }
      if !meaning.resetsCondition {
        let before = holds[event]
        for lane in 0..<block.count { holds[event][lane] = false }
        for lane in due { holds[event][lane] = true }
        due.removeAll { before[$0] }
      }
      come(event, due, t, spiked: spiked)
    }
  }

  /// Makes the jumps of events whose condition became true by what arrived at `t`.
  func fireKicked(_ t: Double, spiked: (Int) -> Void) {
    guard let before = beforeArrivals else { return }
    beforeArrivals = nil
    evaluate(t)
    for (event, meaning) in model.events.enumerated() {
      let due = holding(event).map { Int($0) }.filter { lane in
        meaning.isStrict ? before[event][lane] <= 0 : before[event][lane] < 0
      }
      if !meaning.resetsCondition { for lane in due { holds[event][lane] = true } }
      come(event, due, t, spiked: spiked)
    }
  }

  /// Makes the jump of an event in those of the lanes in which it is not blocked, and has not come at the same time.
  private func come(_ event: Int, _ lanes: [Int], _ t: Double, spiked: (Int) -> Void) {
    let due = lanes.filter { blocked[event][$0] <= t + slack && came[event][$0] != t }
    guard !due.isEmpty else { return }
    for lane in due { came[event][lane] = t }
    jump(event, due) { _ in t }
    if event == model.spike { due.forEach(spiked) }
    if !model.events[event].targets.isEmpty, event + 1 < model.events.count { evaluate(t) }
  }

  /// Sets the states that the event sets, in the lanes given; the machine holds their states and times.
  private func jump(_ event: Int, _ lanes: [Int], at time: (Int) -> Double) {
    let meaning = model.events[event]
    if !meaning.targets.isEmpty {
      block.machine.run(jumps[event])
      jumped.removeAll(keepingCapacity: true)
      for lane in lanes { for result in meaning.jumps { jumped.append(block.machine.result(result)[lane]) } }
      var next = 0
      for lane in lanes {
        for target in meaning.targets {
          block.state(target)[lane] = jumped[next]
          next += 1
        }
      }
    }
    guard let refractory = meaning.refractory else { return }
    let times = block.machine.result(refractory.result)
    for lane in lanes {
      blocked[event][lane] = time(lane) + times[lane]
      block.machine.modes(refractory.mode)[lane] = 1
    }
    block.machine.refresh()
  }

  /// Ends the holds that are over at the beginning of a step.
  func release(_ t: Double) {
    guard hasHolds else { return }
    var hasChanged = false
    for (event, meaning) in model.events.enumerated() {
      guard let refractory = meaning.refractory else { continue }
      let mode = block.machine.modes(refractory.mode)
      for lane in 0..<block.count where mode[lane] == 1 && blocked[event][lane] <= t + slack {
        mode[lane] = 0
        hasChanged = true
      }
    }
    if hasChanged { block.machine.refresh() }
  }

  /// Adds what arrives at a state, but for neurons in which an event holds it: nothing moves these.
  func add(_ arriving: UnsafePointer<Double>, to state: Int, at t: Double) {
    guard (0..<block.count).contains(where: { arriving[$0] != 0 }) else { return }
    if beforeArrivals == nil {
      evaluate(t)
      beforeArrivals = model.events.indices.map { Array(UnsafeBufferPointer(start: margin($0), count: block.count)) }
    }
    let holding = model.events.filter { $0.held.contains(state) }.compactMap { $0.refractory?.mode }
    guard !holding.isEmpty else { return notebook_add_row(block.state(state), arriving, block.count) }
    let modes = holding.map { block.machine.modes($0) }
    let row = block.state(state)
    for lane in 0..<block.count where modes.allSatisfy({ $0[lane] == 0 }) { row[lane] += arriving[lane] }
  }

  // MARK: Inside steps

  /// More rounds of events in one step are one too many.
  static let mostRounds = 1000

  /// Takes a step with jumps where the margins cross zero inside it, by a straight line; the rest of the step follows the jump.
  ///
  /// - Returns: whether the events of the step came to an end.
  func advance(_ t: Double, _ h: Double, sizes: UnsafePointer<Double>, spiked: (Double, Int) -> Void) -> Bool {
    evaluate(t)
    var before = model.events.indices.map { Array(UnsafeBufferPointer(start: margin($0), count: block.count)) }
    block.step(from: t, sizes: sizes, offsets: nil)
    evaluate(t + h)
    var lanes = Array(0..<block.count)
    var offsets = Array(repeating: 0.0, count: NeuronBlock.lanes)
    var rests = Array(repeating: h, count: NeuronBlock.lanes)
    for _ in 0..<Self.mostRounds {
      var crossings: [(lane: Int, event: Int, share: Double)] = []
      for lane in lanes {
        while let first = firstCrossing(lane, before, t + offsets[lane], rests[lane]) {
          let meaning = model.events[first.event]
          if !meaning.targets.isEmpty || meaning.refractory != nil {
            crossings.append((lane, first.event, first.share))
            break
          }
          // What only counts changes nothing: the step stays as it is.
          if first.event == model.spike { spiked(t + offsets[lane] + first.share * rests[lane], lane) }
          before[first.event][lane] = .leastNonzeroMagnitude
        }
      }
      if crossings.isEmpty { return true }
      let final = Array(UnsafeBufferPointer(start: block.machine.states, count: model.stateCount * NeuronBlock.lanes))
      lanes = crossings.map(\.lane)
      let chosen = Set(lanes)
      for lane in 0..<NeuronBlock.lanes where !chosen.contains(lane) { rests[lane] = 0 }
      for (lane, _, share) in crossings {
        for index in 0..<model.stateCount {
          let start = block.base(index)[lane]
          block.state(index)[lane] = start + share * (block.state(index)[lane] - start)
        }
        offsets[lane] += share * rests[lane]
        rests[lane] -= share * rests[lane]
        block.machine.times[lane] = t + offsets[lane]
      }
      for event in model.events.indices {
        let due = crossings.filter { $0.event == event }.map(\.lane)
        if due.isEmpty { continue }
        jump(event, due) { t + offsets[$0] }
        if event == model.spike { for lane in due { spiked(t + offsets[lane], lane) } }
      }
      block.machine.run(margins)
      for event in model.events.indices { for lane in lanes { before[event][lane] = margin(event)[lane] } }
      // An event that the jump leaves true has come.
      for (lane, event, _) in crossings where !model.events[event].resetsCondition {
        before[event][lane] = max(before[event][lane], .leastNonzeroMagnitude)
      }
      offsets.withUnsafeBufferPointer { offsets in
        rests.withUnsafeBufferPointer { rests in
          if let size = rests.baseAddress { block.step(from: t, sizes: size, offsets: offsets.baseAddress) }
        }
      }
      for index in 0..<model.stateCount {
        for lane in 0..<block.count where !chosen.contains(lane) {
          block.state(index)[lane] = final[index * NeuronBlock.lanes + lane]
        }
      }
      evaluate(t + h)
    }
    return false
  }

  /// The event that comes first in what is left of a step, and at which share of it.
  private func firstCrossing(
    _ lane: Int, _ before: [[Double]], _ t: Double, _ rest: Double
  ) -> (event: Int, share: Double)? {
    var first: (event: Int, share: Double)?
    for (event, meaning) in model.events.enumerated() {
      let (start, end) = (before[event][lane], margin(event)[lane])
      guard meaning.isStrict ? end > 0 : end >= 0 else { continue }
      let heldBefore = meaning.isStrict ? start > 0 : start >= 0
      if heldBefore, !meaning.resetsCondition { continue }
      let share = heldBefore ? 0 : start / (start - end)
      guard blocked[event][lane] <= t + share * rest + slack else { continue }
      if share < first?.share ?? .infinity { first = (event, share) }
    }
    return first
  }
}
