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
}

extension NetworkActivity: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(times)
    writer.write(neurons.map(Double.init))
    writer.write(synapses.map(Double.init))
    writer.write(traces)
    writer.write(outcome)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    times = try reader.numbers()
    neurons = try reader.numbers().map { Int32(exactly: $0) ?? -1 }
    synapses = try reader.numbers().map { Int(exactly: $0) ?? -1 }
    traces = try reader.values()
    outcome = try reader.value()
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
