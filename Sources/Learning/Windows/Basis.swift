import Dynamics

/// One hidden layer of tanh neurons with fixed weights, and beside it the input itself, on 0 ... 1: the functions that the
/// trained output weights combine.
///
/// The features are φⱼ(s) = tanh(aⱼ s + bⱼ) − tanh(bⱼ) and s, all zero at 0. They are nearly dependent; so the output weights
/// are trained for r combinations of them whose slopes are orthonormal on the collocation points, found once by a singular
/// value decomposition. That is a fixed linear layer M between the hidden layer and the output, and nothing else changes.
///
/// G. Fabiani, E. Galaris, L. Russo, C. Siettos, Chaos 33 (2023) 043128, doi:10.1063/5.0135903.
package struct Basis: Sendable, Equatable {
  /// The neurons' slopes aⱼ and offsets bⱼ.
  package let slopes: [Double]
  package let offsets: [Double]
  /// M, one row for each feature (the neurons, then s) of one number for each combination.
  package let combinations: [Double]
  /// r, how many weights each state has.
  package let count: Int
  /// Gauss-Legendre points, where networks are trained.
  package let quadrature: Quadrature
  /// The combination that is s itself.
  package let line: [Double]
  private let offsetValues: [Double]

  package var neurons: Int { slopes.count }

  /// - Parameters:
  ///   - neurons: m; the features are one more.
  ///   - steepness: the mean slope of a neuron over a window.
  ///   - collocation: how many points a network is trained on.
  ///   - cut: combinations with a singular value below this part of the largest are left out.
  ///   - seed: draws the hidden weights; without one they are spread evenly.
  package init(
    neurons: Int = 24, steepness: Double = 2, collocation: Int? = nil, cut: Double = 1e-12, seed: UInt64? = nil
  ) {
    let (slopes, offsets) = Self.hiddenLayer(neurons, steepness, seed)
    let quadrature = Quadrature(points: collocation ?? 2 * neurons)
    self.slopes = slopes
    self.offsets = offsets
    self.quadrature = quadrature
    offsetValues = offsets.map(Elementary.hyperbolicTangent)
    let width = neurons + 1
    var matrix: [Double] = []
    for (point, weight) in zip(quadrature.points, quadrature.weights) {
      let root = weight.squareRoot()
      for neuron in 0..<neurons {
        let value = Elementary.hyperbolicTangent(slopes[neuron] * point + offsets[neuron])
        matrix.append(root * slopes[neuron] * (1 - value * value))
      }
      matrix.append(root)
    }
    let parts = SingularValues(matrix, rows: quadrature.points.count, columns: width)
    let kept = parts.values.prefix { $0 > cut * parts.values[0] }.count
    count = kept
    combinations = (0..<width * kept).map { index in
      parts.right[index / kept * width + index % kept] / parts.values[index % kept]
    }
    // The slope of s is 1, whose share in each orthonormal slope is their product.
    line = (0..<kept).map { k in
      zip(quadrature.weights, 0...).reduce(0) { $0 + $1.0.squareRoot() * parts.left[$1.1 * width + k] }
    }
  }

  init(_ options: WindowOptions) {
    self.init(neurons: options.neurons, steepness: options.steepness, seed: options.seed)
  }

  private static func hiddenLayer(_ count: Int, _ steepness: Double, _ seed: UInt64?) -> ([Double], [Double]) {
    var random = seed.map { Random(seed: $0) }
    var slopes: [Double] = []
    var offsets: [Double] = []
    for index in 0..<count {
      var centre = 1.2 * (Double(index) + 0.5) / Double(count) - 0.1
      var slope = steepness * (1 + 0.6 * Elementary.sine(2.3 * Double(index) + 0.4))
      if random != nil {
        centre = random?.uniform(-0.1, 1.1) ?? centre
        slope = steepness * (random?.uniform(0.3, 1.7) ?? 1) * ((random?.uniform() ?? 1) < 0.5 ? -1 : 1)
      }
      slopes.append(slope)
      offsets.append(-slope * centre)
    }
    return (slopes, offsets)
  }

  /// The combinations at s, and their slopes: `count` numbers each.
  package func evaluate(
    _ s: Double, _ values: UnsafeMutablePointer<Double>, _ slopes: UnsafeMutablePointer<Double>? = nil
  ) {
    for k in 0..<count { values[k] = 0 }
    if let slopes { for k in 0..<count { slopes[k] = 0 } }
    combinations.withUnsafeBufferPointer { combinations in
      for feature in 0...neurons {
        let isNeuron = feature < neurons
        let tangent = isNeuron ? Elementary.hyperbolicTangent(self.slopes[feature] * s + offsets[feature]) : 0
        let value = isNeuron ? tangent - offsetValues[feature] : s
        let slope = isNeuron ? self.slopes[feature] * (1 - tangent * tangent) : 1
        for k in 0..<count {
          let part = combinations[feature * count + k]
          values[k] += value * part
          if let slopes { slopes[k] += slope * part }
        }
      }
    }
  }
}
