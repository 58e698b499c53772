/// A state of one neuron over time.
struct RecordedTrace: Sendable {
  let state: String
  /// Counted from 0 in its population.
  let neuron: Int
  let times: [Double]
  let values: [Double]

  func samples(during span: ClosedRange<Double>) -> (x: [Double], y: [Double]) {
    let shown = times.indices.filter { span.contains(times[$0]) }
    return (shown.map { times[$0] }, shown.map { values[$0] })
  }
}
