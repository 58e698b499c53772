private import Kernels

/// Up to 128 neurons of one population, side by side: their states, and how they take a step.
///
/// This is the only place that knows how a method steps. Each neuron gets the bits that the scalar steppers give for it.
final class NeuronBlock {
  static var lanes: Int { BlockMachine.lanes }

  /// Rows that all blocks of a population share, one after the other.
  final class Room {
    let base: Scratch
    let slopes: Scratch
    /// For each receptor that decays, how much of it is left at a stage of a step.
    let factors: Scratch

    init(states: Int, stages: Int, decays: Int) {
      base = Scratch(states * NeuronBlock.lanes)
      slopes = Scratch(states * stages * NeuronBlock.lanes)
      factors = Scratch(decays * NeuronBlock.lanes)
    }
  }

  /// What has arrived at a receptor and decays.
  struct Charge {
    let addend: NeuronModel.Addend
    let decay: Double
    let reversal: Double?
  }

  let model: NeuronModel
  let machine: BlockMachine
  /// How many lanes are neurons; the others are copies of one, whose results nobody looks at.
  let count: Int
  private let method: LaneMethod
  private let room: Room
  private let rates: [BlockMachine.Part]
  private let parts: [Double]
  private let following: BlockMachine.Part
  private let usesTime: Bool
  private let charges: [Charge]
  private let charged: Scratch
  /// What is added to each input for the whole step.
  private let steady: Scratch

  init(_ model: NeuronModel, count: Int, _ method: LaneMethod, parts: [Int], charges: [Charge], _ room: Room) {
    self.model = model
    self.count = count
    self.method = method
    self.room = room
    self.charges = charges
    self.parts = parts.map(Double.init)
    machine = BlockMachine(model.program)
    let machine = machine
    rates =
      switch method {
      case .explicit: [machine.part(giving: model.rates)]
      case .sequential: model.rates.map { machine.part(giving: [$0]) }
      }
    following = machine.part(following: model.addends.flatMap { [$0.current] + ($0.conductance.map { [$0] } ?? []) })
    let time = UInt32(model.program.layout.time)
    usesTime =
      model.program.outputs.contains(time) || model.program.sections.joined().contains { $0.operands.contains(time) }
    charged = Scratch(charges.count * Self.lanes)
    steady = Scratch(model.addends.count * Self.lanes)
  }

  func state(_ index: Int) -> UnsafeMutablePointer<Double> { machine.states + index * Self.lanes }
  func steady(_ addend: Int) -> UnsafeMutablePointer<Double> { steady.pointer + addend * Self.lanes }
  func charge(_ index: Int) -> UnsafeMutablePointer<Double> { charged.pointer + index * Self.lanes }
  /// The states at the beginning of the last step.
  func base(_ index: Int) -> UnsafeMutablePointer<Double> { room.base.pointer + index * Self.lanes }

  func setTimes(_ t: Double) {
    if usesTime { machine.times.update(repeating: t, count: Self.lanes) }
  }

  /// Takes a step in every lane.
  ///
  /// - Parameters:
  ///   - sizes: the size of each lane's step.
  ///   - offsets: how long after `t` each lane's step begins, for the rests of steps; nothing for whole steps.
  func step(from t: Double, sizes: UnsafePointer<Double>, offsets: UnsafePointer<Double>?) {
    let width = model.stateCount * Self.lanes
    room.base.pointer.update(from: machine.states, count: width)
    switch method {
    case .explicit(let method): step(method, t, sizes, offsets)
    case .sequential:
      prepare(t, at: 0, sizes, offsets)
      for index in 0..<model.stateCount {
        for _ in 0..<Int(parts[index]) {
          machine.run(rates[index])
          notebook_lanes_advance(state(index), sizes, parts[index], machine.result(index))
        }
      }
    }
  }

  private func step(
    _ method: ExplicitRungeKutta, _ t: Double, _ sizes: UnsafePointer<Double>, _ offsets: UnsafePointer<Double>?
  ) {
    let width = model.stateCount * Self.lanes
    let slopes = room.slopes.pointer
    for stage in 0..<method.weights.count {
      if stage > 0 { combine(method.stages[stage - 1], 1, sizes) }
      prepare(t, at: method.nodes[stage], sizes, offsets)
      machine.run(rates[0])
      for index in 0..<model.stateCount {
        (slopes + stage * width + index * Self.lanes).update(from: machine.result(index), count: Self.lanes)
      }
    }
    combine(method.weights, method.divisor, sizes)
  }

  /// The states at the beginning + size/divisor × the slopes weighted by a row of coefficients.
  private func combine(_ row: [Double], _ divisor: Double, _ sizes: UnsafePointer<Double>) {
    let width = model.stateCount * Self.lanes
    let used = row.indices.filter { row[$0] != 0 }
    let terms = used.isEmpty ? [0] : used
    let coefficients = terms.map { row[$0] }
    for index in 0..<model.stateCount {
      let slopes = terms.map { Optional(UnsafePointer(room.slopes.pointer + $0 * width + index * Self.lanes)) }
      notebook_lanes_combine(coefficients, slopes, terms.count, sizes, divisor, base(index), state(index))
    }
  }

  /// Sets time and inputs as they are at a fraction of the step.
  private func prepare(
    _ t: Double, at node: Double, _ sizes: UnsafePointer<Double>, _ offsets: UnsafePointer<Double>?
  ) {
    if usesTime {
      let times = machine.times
      for lane in 0..<Self.lanes { times[lane] = t + (offsets?[lane] ?? 0) + node * sizes[lane] }
    }
    guard !model.addends.isEmpty else { return }
    for (index, addend) in model.addends.enumerated() {
      machine.parameters(addend.current).update(from: steady(index), count: Self.lanes)
      if let conductance = addend.conductance {
        machine.parameters(conductance).update(repeating: 0, count: Self.lanes)
      }
    }
    for (index, charge) in charges.enumerated() {
      let factors = room.factors.pointer + index * Self.lanes
      if let offsets {
        for lane in 0..<count {
          factors[lane] = Elementary.exponential(-(offsets[lane] + node * sizes[lane]) / charge.decay)
        }
      } else {
        factors.update(repeating: Elementary.exponential(-node * sizes[0] / charge.decay), count: Self.lanes)
      }
      let current = machine.parameters(charge.addend.current)
      notebook_lanes_add_products(current, factors, self.charge(index), charge.reversal ?? 1)
      if charge.reversal != nil, let conductance = charge.addend.conductance {
        notebook_lanes_add_products(machine.parameters(conductance), factors, self.charge(index), 1)
      }
    }
    machine.run(following)
  }

  /// What is left of the charges after a whole step.
  func decayCharges(over step: Double) {
    for (index, charge) in charges.enumerated() {
      let left = Elementary.exponential(-step / charge.decay)
      let row = self.charge(index)
      for lane in 0..<Self.lanes { row[lane] *= left }
    }
  }

  /// The first state that has no finite value in some neuron.
  var lostState: Int? { (0..<model.stateCount).first { notebook_are_finite(state($0), count) == 0 } }
}
