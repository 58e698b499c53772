private import Kernels

/// One population under way: its neurons in blocks, what will arrive at them, and the noise.
final class PopulationRun {
  let population: SpikingNetwork.Population
  let ports: [Port]
  private let blocks: [NeuronBlock]
  private let events: [EventLanes]
  private let noises: [NoiseRun]
  private let poisson: [PoissonRun]
  private let sizes: Scratch
  private let step: Double
  private let hasTimeModes: Bool
  private let modeParts: [BlockMachine.Part]
  /// Whether what arrives changes states themselves.
  let isKicked: Bool
  private(set) var carried: CarriedStates

  /// - Parameter reach: how many steps ahead its synapses send.
  init(_ network: SpikingNetwork, _ index: Int, reach: Int) {
    population = network.populations[index]
    step = network.step
    let (population, model) = (population, population.model)
    let lanes = NeuronBlock.lanes
    ports = population.receptors.map { _ in Port(size: population.size, reach: reach) }
    let charges = population.receptors.compactMap { receptor -> NeuronBlock.Charge? in
      guard case .input(let addend) = receptor.target, let decay = receptor.decay else { return nil }
      return NeuronBlock.Charge(addend: model.addends[addend], decay: decay, reversal: receptor.reversal)
    }
    var stages = 1
    var parts = Array(repeating: 1, count: model.stateCount)
    switch network.method {
    case .explicit(let method): stages = method.weights.count
    case .sequential: parts = population.parts
    }
    let room = NeuronBlock.Room(states: model.stateCount, stages: stages, decays: charges.count)
    let drawing = ValueDrawing(population.values)
    let streams = drawing.streams(seed: network.seed, purpose: "population \(population.name)")
    blocks = (0..<(population.size + lanes - 1) / lanes).map { block in
      let count = min(lanes, population.size - block * lanes)
      let neurons = NeuronBlock(model, count: count, network.method, parts: parts, charges: charges, room)
      drawing.draw(block: block, streams)
      for index in 0..<population.values.width {
        let row =
          index < model.parameterCount
          ? neurons.machine.parameters(index) : neurons.state(index - model.parameterCount)
        row.update(from: drawing.result(index), count: lanes)
        // What is behind the last neuron is a copy of it.
        for lane in count..<lanes { row[lane] = row[count - 1] }
      }
      neurons.machine.refresh()
      return neurons
    }
    events = blocks.map { EventLanes($0, step: network.step) }
    noises = population.noises.map { NoiseRun($0, seed: network.seed, blocks: (population.size + lanes - 1) / lanes) }
    poisson = network.poissonInputs.filter { $0.target == index }.map {
      PoissonRun($0, size: population.size, seed: network.seed)
    }
    sizes = Scratch(lanes)
    sizes.pointer.update(repeating: network.step, count: lanes)
    hasTimeModes = !model.timeModes.isEmpty
    carried = CarriedStates(states: model.stateCount, blocks: blocks.count)
    isKicked = population.receptors.contains { if case .state = $0.target { true } else { false } }
    let timeModes = model.timeModes
    modeParts = blocks.first.map { block in timeModes.map { block.machine.part(giving: [$0.result]) } } ?? []
    for event in events { event.begin(network.start) }
  }

  /// Makes the jumps that are due at `t`, and calls `spiked` with the neurons that fire.
  func fire(_ t: Double, spiked: (Int) -> Void) {
    for (index, event) in events.enumerated() {
      event.fire(t) { spiked(index * NeuronBlock.lanes + $0) }
    }
  }

  /// The same for what arrivals have made due.
  func fireKicked(_ t: Double, spiked: (Int) -> Void) {
    for (index, event) in events.enumerated() {
      event.fireKicked(t) { spiked(index * NeuronBlock.lanes + $0) }
    }
  }

  /// Takes in what arrives at the beginning of step `number`, draws the noise, and sets the modes of the step.
  func prepare(_ number: Int, _ t: Double) {
    for noise in noises { noise.renew(number) }
    for input in poisson { input.send(number, to: ports[input.receptor]) }
    for (index, block) in blocks.enumerated() {
      events[index].release(t)
      if hasTimeModes { setModes(block, t + step / 2) }
      let first = index * NeuronBlock.lanes
      for addend in population.model.addends.indices {
        block.steady(addend).update(repeating: 0, count: NeuronBlock.lanes)
      }
      for noise in noises { notebook_add_row(block.steady(noise.addend), noise.row(index), block.count) }
      var charge = 0
      for (receptor, port) in zip(population.receptors, ports) {
        let arriving = port.row(number) + first
        switch (receptor.target, receptor.decay) {
        case (.input(let addend), nil): notebook_add_row(block.steady(addend), arriving, block.count)
        case (.input, _?):
          notebook_add_row(block.charge(charge), arriving, block.count)
          charge += 1
        case (.state(let state), _): events[index].add(arriving, to: state, at: t)
        }
      }
    }
    for port in ports { port.clear(number) }
  }

  private func setModes(_ block: NeuronBlock, _ t: Double) {
    block.setTimes(t)
    for (mode, part) in zip(population.model.timeModes, modeParts) {
      block.machine.run(part)
      block.machine.modes(mode.mode).update(from: block.machine.result(mode.result), count: NeuronBlock.lanes)
      block.machine.refresh()
    }
  }

  /// Takes step `number`, from `t` on.
  func advance(_ number: Int, _ t: Double) {
    // A spike that does not reset its condition ends no upstroke.
    let looks = population.model.events[population.model.spike].resetsCondition && carried.looks(at: number)
    for (block, event) in zip(blocks, events) {
      block.step(from: t, sizes: sizes.pointer, offsets: nil)
      if looks { carried.look(block, spiking: event.spiking(t + step)) }
      block.decayCharges(over: step)
    }
  }

  /// Takes the step from `t` on with jumps inside it. Says whether their number stayed within reason.
  func advanceLocating(_ t: Double, spiked: (Double, Int) -> Void) -> Bool {
    for (index, block) in blocks.enumerated() {
      let isDone = events[index].advance(t, step, sizes: sizes.pointer) { spiked($0, index * NeuronBlock.lanes + $1) }
      guard isDone else { return false }
      block.decayCharges(over: step)
    }
    return true
  }

  /// The first state that has no finite value in some neuron.
  var lostState: Int? { blocks.lazy.compactMap(\.lostState).first }

  func state(_ state: Int, of neuron: Int) -> Double {
    blocks[neuron / NeuronBlock.lanes].state(state)[neuron % NeuronBlock.lanes]
  }
}
