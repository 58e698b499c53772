import Dynamics

/// A hidden layer of tanh neurons that stand where a curve has its bends: their centres divide its length into equal parts,
/// and their slopes follow from how close they stand.
///
/// The features are tanh(aⱼ (s − cⱼ)), s and 1 on 0 ... 1. As in ``Basis``, weights are trained for combinations of them that are
/// nearly orthonormal; here with respect to the samples and the equations together.
package struct SegmentLayer: Sendable, Equatable {
  package let slopes: [Double]
  package let centres: [Double]
  /// One row for each feature of one number for each combination.
  package private(set) var combinations: [Double]
  /// How many weights each state has.
  package private(set) var count: Int

  package var neurons: Int { slopes.count }
  private var features: Int { slopes.count + 2 }

  /// - Parameters:
  ///   - path: the curve: ascending times on 0 ... 1, and for each measured state its values in scales.
  ///   - steepness: the mean slope of a neuron over the curve's length.
  init(neurons: Int, steepness: Double, along path: ArcLength) {
    let spread = 1.1
    combinations = []
    count = 0
    centres = (0..<neurons).map { path.place(spread * ((Double($0) + 0.5) / Double(neurons) - 0.5) + 0.5) }
    let centres = centres
    slopes = centres.indices.map { index in
      let (before, after) = (max(0, index - 1), min(neurons - 1, index + 1))
      let spacing = max((centres[after] - centres[before]) / Double(max(1, after - before)), 1e-6)
      return steepness * spread / Double(neurons) / spacing
    }
  }

  init(slopes: [Double], centres: [Double], combinations: [Double], count: Int) {
    self.slopes = slopes
    self.centres = centres
    self.combinations = combinations
    self.count = count
  }

  /// Chooses the combinations: orthonormal under the rows given, each a weight and whether it takes values or slopes at a place.
  mutating func combine(_ rows: [(place: Double, weight: Double, isSlope: Bool)], cut: Double) {
    var matrix: [Double] = []
    for row in rows {
      let (values, slopes) = raw(row.place)
      matrix += (row.isSlope ? slopes : values).map { $0 * row.weight }
    }
    // There have to be as many rows as columns.
    let height = max(rows.count, features)
    matrix += Array(repeating: 0, count: (height - rows.count) * features)
    let parts = SingularValues(matrix, rows: height, columns: features)
    let kept = parts.values.prefix { $0 > cut * parts.values[0] }.count
    count = kept
    combinations = (0..<features * kept).map { index in
      parts.right[index / kept * features + index % kept] / parts.values[index % kept]
    }
  }

  private func raw(_ s: Double) -> (values: [Double], slopes: [Double]) {
    var values: [Double] = []
    var rises: [Double] = []
    for index in slopes.indices {
      let value = Elementary.hyperbolicTangent(slopes[index] * (s - centres[index]))
      values.append(value)
      rises.append(slopes[index] * (1 - value * value))
    }
    return (values + [s, 1], rises + [1, 0])
  }

  /// The combinations at s, and their slopes.
  package func values(at s: Double) -> (values: [Double], slopes: [Double]) {
    let raw = raw(s)
    var sums = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
    for feature in 0..<features {
      for k in 0..<count {
        sums.0[k] += raw.values[feature] * combinations[feature * count + k]
        sums.1[k] += raw.slopes[feature] * combinations[feature * count + k]
      }
    }
    return sums
  }
}

/// The length along a curve through samples, from 0 to 1, and the times that belong to it.
struct ArcLength {
  private let times: [Double]
  private let lengths: [Double]

  /// - Parameters:
  ///   - times: ascending, from 0 to 1.
  ///   - columns: values in scales, one list for each measured state.
  init(_ times: [Double], _ columns: [[Double]]) {
    self.times = times
    var lengths = [0.0]
    for index in 1..<max(1, times.count) {
      var square = (times[index] - times[index - 1]) * (times[index] - times[index - 1])
      for column in columns { square += (column[index] - column[index - 1]) * (column[index] - column[index - 1]) }
      lengths.append(lengths[index - 1] + square.squareRoot())
    }
    let total = lengths[lengths.count - 1]
    self.lengths = total > 0 ? lengths.map { $0 / total } : lengths
  }

  /// The time at a part of the length; beyond the ends as the curve begins and ends.
  func place(_ part: Double) -> Double {
    guard times.count > 1 else { return part }
    var index = 1
    while index < times.count - 1, lengths[index] < part { index += 1 }
    let step = lengths[index] - lengths[index - 1]
    guard step > 0 else { return times[index] }
    return times[index - 1] + (part - lengths[index - 1]) / step * (times[index] - times[index - 1])
  }
}
