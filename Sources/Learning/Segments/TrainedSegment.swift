/// The network of one segment of data, as it was trained.
package struct TrainedSegment: Sendable, Equatable {
  /// The times of its first and last sample, or of the input steps that it is cut at: s is 0 and 1 there.
  package let origin: Double
  package let length: Double
  /// Where it stands for the solution: over the gaps between samples, up to the resets in them.
  package internal(set) var span: ClosedRange<Double>
  package let layer: SegmentLayer
  package let scales: [Double]
  /// One number for each combination, state by state.
  package let weights: [Double]
  package let modes: [Double]
  /// Where it was trained on the equations, on 0 ... 1.
  package let points: [Double]
  /// Physics and samples, before the first step and after each.
  package let losses: [[Double]]

  package func states(_ t: Double) -> [Double] {
    combine(layer.values(at: (t - origin) / length).values).enumerated().map { scales[$0.offset] * $0.element }
  }

  package func slopes(_ t: Double) -> [Double] {
    combine(layer.values(at: (t - origin) / length).slopes).enumerated().map { scales[$0.offset] / length * $0.element }
  }

  private func combine(_ features: [Double]) -> [Double] {
    scales.indices.map { state in
      features.indices.reduce(0) { $0 + weights[state * features.count + $1] * features[$1] }
    }
  }
}

/// How networks on segments are trained.
package struct SegmentOptions: Sendable, Equatable {
  package var neurons: Int
  package var steepness: Double
  /// λ, how much the equations count against the samples.
  package var physicsWeight: Double
  /// How many collocation points there are for each neuron.
  package var pointsPerNeuron: Int
  package var steps: Int
  /// Every which sample is trained on; the others are held out, to tell how much the network knows beyond what it saw.
  package var stride: Int

  package init(
    neurons: Int = 20, steepness: Double = 2, physicsWeight: Double = 1e-3, pointsPerNeuron: Int = 2, steps: Int = 50,
    stride: Int = 1
  ) {
    self.neurons = neurons
    self.steepness = steepness
    self.physicsWeight = physicsWeight
    self.pointsPerNeuron = pointsPerNeuron
    self.steps = steps
    self.stride = stride
  }

  package func trains(on sample: Int) -> Bool { sample % stride == 0 }
}
