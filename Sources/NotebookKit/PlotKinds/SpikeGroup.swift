import Dynamics
import Plotting

/// Spikes that are shown as one: of a solve, or of a population's neurons.
struct SpikeGroup: Sendable {
  let name: String
  /// The numbers of its neurons, from 0 on; a solve is one neuron.
  let neurons: Range<Int>
  /// The part of the time that is shown.
  let span: ClosedRange<Double>
  /// The times of the spikes in the span, in order, and the neuron of each.
  let times: [Double]
  let owners: [Int]
  let style: Style
  /// The population's own name, whatever the figure calls it.
  var population = ""
  /// That of the result or its method on the page, where the group is told by its name.
  var slot = 1
  var recorded: [RecordedTrace] = []

  init(
    _ name: String, neurons: Range<Int>, over span: ClosedRange<Double>, times: [Double], owners: [Int], style: Style
  ) {
    self.name = name
    self.neurons = neurons
    self.span = span
    let shown = times.indices.filter { span.contains(times[$0]) }
    self.times = shown.map { times[$0] }
    self.owners = shown.map { owners[$0] }
    self.style = style
  }

  /// Of every neuron, in order.
  var trains: [SpikeTrain] {
    var trains = [[Double]](repeating: [], count: neurons.count)
    for (time, owner) in zip(times, owners) { trains[owner - neurons.lowerBound].append(time) }
    return trains.map { SpikeTrain($0, over: span) }
  }

  /// The intervals of each neuron, one after the other.
  var intervals: [[Double]] { trains.map(\.intervals).filter { !$0.isEmpty } }

  /// Spikes per neuron and unit of time.
  var meanRate: Double {
    let duration = span.upperBound - span.lowerBound
    return neurons.isEmpty || duration <= 0 ? 0 : Double(times.count) / Double(neurons.count) / duration
  }
}
