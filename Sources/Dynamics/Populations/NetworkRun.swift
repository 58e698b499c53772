extension SpikingNetwork {
  /// More spikes than these end a run: a network without bounds would fill the memory.
  package static let mostSpikes = 20_000_000

  /// A network runs away where its neurons spike in half of the steps, for so many steps: what they do depends on the step alone.
  package static let runawaySteps = 100

  /// Runs the network from its start to its end.
  ///
  /// With events on the grid the order at each step is that of Izhikevich's published program: spikes and resets at the beginning
  /// of the step, what arrives there, then the step. A spike without delay acts in the step that it begins. What arrives at a state
  /// may lift it across its threshold: that neuron spikes at once, and its spike acts from the next step on.
  package func run() -> NetworkActivity {
    var run = NetworkRun(self)
    run.run()
    return run.activity
  }
}

/// Synapses, and where what they send arrives.
private final class Outlet {
  private let wiring: Wiring
  private let port: Port

  init(_ wiring: Wiring, _ port: Port) {
    self.wiring = wiring
    self.port = port
  }

  func send(_ source: Int, at step: Int, atOnce: Bool) { port.add(wiring, source, at: step, atOnce: atOnce) }
}

/// A network under way.
private struct NetworkRun {
  let network: SpikingNetwork
  let ranges: [Range<Int>]
  let populations: [PopulationRun]
  /// By what each population sends.
  let outlets: [[Outlet]]
  var activity = NetworkActivity()
  private var spikesBefore = 0
  /// The spikes of the present step.
  private var times: [Double] = []
  private var neurons: [Int32] = []

  init(_ network: SpikingNetwork) {
    self.network = network
    ranges = network.ranges
    let wirings = network.projections.map { projection in
      Wiring(
        projection, from: network.populations[projection.source].size,
        to: network.populations[projection.target].size, step: network.step, seed: network.seed)
    }
    activity.synapses = wirings.map(\.count)
    let pairs = zip(network.projections, wirings).map { (projection: $0, wiring: $1) }
    // What is sent in a step may arrive after the next one begins.
    let populations = network.populations.indices.map { index in
      let reach = pairs.filter { $0.projection.target == index }.map(\.wiring.longestDelay).max() ?? 0
      return PopulationRun(network, index, reach: reach + 1)
    }
    self.populations = populations
    outlets = network.populations.indices.map { index in
      pairs.filter { $0.projection.source == index }.map { projection, wiring in
        Outlet(wiring, populations[projection.target].ports[projection.receptor])
      }
    }
    activity.traces = network.populations.map { population in
      let width = population.recording.map { $0.neurons.count * $0.states.count } ?? 0
      return NetworkActivity.Trace(values: Array(repeating: [], count: width))
    }
  }

  mutating func run() {
    for number in 0..<network.steps {
      let t = network.start + Double(number) * network.step
      if network.eventTimes == .grid { fire(t, number) }
      for population in populations { population.prepare(number, t) }
      fireKicked(t, number)
      record(number, t)
      if network.eventTimes == .grid {
        for population in populations { population.advance(number, t) }
      } else if !advanceLocating(t, number) {
        activity.outcome = .tooManyEvents(at: t)
        return
      }
      for (index, population) in populations.enumerated() {
        guard let state = population.lostState else { continue }
        activity.lost = NetworkActivity.Loss(population: index, state: state)
        activity.outcome = .diverged(at: t + network.step)
        return
      }
      activity.ranAway = runsAway(number)
      if activity.times.count > SpikingNetwork.mostSpikes || activity.ranAway {
        activity.outcome = .tooManyEvents(at: t)
        return
      }
    }
    record(network.steps, network.end)
    if network.eventTimes == .grid { activity.carried = populations.map(\.carried.shares) }
  }

  /// Whether every neuron spiked in half of the last steps, on the average; looked at each time so many more are done.
  private mutating func runsAway(_ number: Int) -> Bool {
    guard (number + 1) % SpikingNetwork.runawaySteps == 0, number + 1 < network.steps else { return false }
    let spikes = activity.times.count - spikesBefore
    spikesBefore = activity.times.count
    return 2 * spikes >= SpikingNetwork.runawaySteps * (ranges.last?.upperBound ?? 0)
  }

  private mutating func fire(_ t: Double, _ number: Int) {
    for (index, population) in populations.enumerated() {
      let first = ranges[index].lowerBound
      let known = neurons.count
      population.fire(t) { neurons.append(Int32(first + $0)) }
      for _ in known..<neurons.count { times.append(t) }
    }
    send(at: number)
  }

  /// The spikes of neurons that were lifted across their threshold by what arrived.
  private mutating func fireKicked(_ t: Double, _ number: Int) {
    for (index, population) in populations.enumerated() where population.isKicked {
      population.fireKicked(t) { neurons.append(Int32(ranges[index].lowerBound + $0)) }
    }
    if neurons.isEmpty { return }
    times = Array(repeating: t, count: neurons.count)
    send(at: number, atOnce: false)
    // Those of the same time stay in the order of their numbers.
    let first = activity.times.firstIndex(from: t)
    activity.neurons[first...].sort()
  }

  private mutating func advanceLocating(_ t: Double, _ number: Int) -> Bool {
    var isDone = true
    for (index, population) in populations.enumerated() where isDone {
      let first = ranges[index].lowerBound
      isDone = population.advanceLocating(t) { time, neuron in
        // By rounding it may be a little after the end of the step.
        times.append(min(time, network.start + Double(number + 1) * network.step))
        neurons.append(Int32(first + neuron))
      }
    }
    if times.count > 1 {
      let order = times.indices.sorted { (times[$0], neurons[$0]) < (times[$1], neurons[$1]) }
      times = order.map { times[$0] }
      neurons = order.map { neurons[$0] }
    }
    // A spike inside a step acts from the next step on.
    send(at: number + 1)
    return isDone
  }

  /// Sends the spikes of the present step on their way, and keeps them.
  ///
  /// - Parameter atOnce: whether those without delay arrive in step `number` itself.
  private mutating func send(at number: Int, atOnce: Bool = true) {
    var index = 0
    for neuron in neurons {
      let global = Int(neuron)
      // In steps with events inside them the populations are mixed.
      if !ranges[index].contains(global) {
        index = ranges.firstIndex { $0.contains(global) } ?? index
      }
      for outlet in outlets[index] { outlet.send(global - ranges[index].lowerBound, at: number, atOnce: atOnce) }
    }
    activity.times += times
    activity.neurons += neurons
    times.removeAll(keepingCapacity: true)
    neurons.removeAll(keepingCapacity: true)
  }

  private mutating func record(_ number: Int, _ t: Double) {
    for (index, population) in network.populations.enumerated() {
      guard let recording = population.recording, number % recording.steps == 0 else { continue }
      activity.traces[index].times.append(t)
      var row = 0
      for neuron in recording.neurons {
        for state in recording.states {
          activity.traces[index].values[row].append(populations[index].state(state, of: neuron))
          row += 1
        }
      }
    }
  }
}

extension [Double] {
  /// Of ascending times, where those of `t` and later begin, looked for from the end.
  fileprivate func firstIndex(from t: Double) -> Int {
    var index = count
    while index > 0, self[index - 1] >= t { index -= 1 }
    return index
  }
}
