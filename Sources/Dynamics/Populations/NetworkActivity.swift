/// What a network did: its spikes, the states that were recorded, and how it ended.
package struct NetworkActivity: Sendable, Equatable {
  /// The recorded states of one population over time: one row of all neurons and states for each time.
  package struct Trace: Sendable, Equatable {
    package var times: [Double] = []
    /// For each neuron in turn, its recorded states over time.
    package var values: [[Double]]
  }

  package var times: [Double] = []
  package var neurons: [Int32] = []
  /// How many synapses each projection has.
  package var synapses: [Int] = []
  /// By population; empty where nothing is recorded.
  package var traces: [Trace] = []
  package var outcome: Outcome = .finished
  /// By population and state: how far the state goes in steps to spikes on the grid, see ``CarriedStates``.
  package var carried: [[Carried]] = []

  package struct Carried: Sendable, Equatable {
    /// In the mean of these steps, as a share of all that the state goes through, and as a multiple of what it changes in any other.
    package let ofRange: Double
    package let ofUsual: Double
  }

  /// Whether it ended because it ran away, see ``SpikingNetwork/runawaySteps``.
  package var ranAway = false
  /// Of a network that diverged: where.
  package var lost: Loss?

  /// A state of a population that has no finite value in some neuron.
  package struct Loss: Sendable, Equatable {
    package let population: Int
    package let state: Int
  }
}

extension NetworkActivity: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(times)
    writer.write(neurons.map(Double.init))
    writer.write(synapses.map(Double.init))
    writer.write(traces)
    writer.write(outcome)
    writer.write(ranAway ? 1 : 0)
    writer.write(carried.count)
    for states in carried { writer.write(states.flatMap { [$0.ofRange, $0.ofUsual] }) }
    writer.write(lost.map { [Double($0.population), Double($0.state)] } ?? [])
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    times = try reader.numbers()
    neurons = try reader.numbers().map { Int32(exactly: $0) ?? -1 }
    synapses = try reader.numbers().map { Int(exactly: $0) ?? -1 }
    traces = try reader.values()
    outcome = try reader.value()
    ranAway = try reader.whole() == 1
    let populations = try reader.whole()
    guard (0...1_000_000).contains(populations) else { throw DamagedBytes() }
    for _ in 0..<populations {
      let numbers = try reader.numbers()
      carried.append(
        stride(from: 0, to: numbers.count / 2 * 2, by: 2).map {
          Carried(ofRange: numbers[$0], ofUsual: numbers[$0 + 1])
        })
    }
    let place = try reader.numbers().map { Int(exactly: $0) ?? -1 }
    lost = place.count == 2 ? Loss(population: place[0], state: place[1]) : nil
    guard times.count == neurons.count, !neurons.contains(where: { $0 < 0 }) else { throw DamagedBytes() }
  }
}

extension NetworkActivity.Trace: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(times)
    writer.write(values.count)
    for row in values { writer.write(row) }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    times = try reader.numbers()
    let count = try reader.whole()
    guard (0...10_000_000).contains(count) else { throw DamagedBytes() }
    values = []
    for _ in 0..<count { values.append(try reader.numbers()) }
    guard values.allSatisfy({ $0.count == times.count }) else { throw DamagedBytes() }
  }
}
