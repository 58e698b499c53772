internal import Dynamics

/// Times that go through the network together, and how its numbers become states there.
struct ChunkPoints {
  let times: [Double]
  /// See ``StateOutput/gain(at:)``.
  let gains: [Double]
  let gainSlopes: [Double]
  /// How many points the term is a mean over.
  let total: Int

  init(_ times: [Double], _ output: StateOutput, of total: Int) {
    self.times = times
    self.total = total
    gains = times.map { output.gain(at: $0).value }
    gainSlopes = times.map { output.gain(at: $0).slope }
  }

  var count: Int { times.count }
}

/// A value that a state should have.
struct ValueTarget {
  let row: Int
  let state: Int
  let value: Double
  /// What the square of the difference is multiplied by in its term.
  let factor: Double
  let isInitial: Bool
}

/// Points with all that is known of them before training.
struct Chunk<Real: MatrixScalar> {
  /// What is asked of the points.
  enum Purpose {
    /// That they fulfil the equations; the modes there, see ``CollocationField``.
    case collocation(modes: [Double])
    /// That states have values.
    case values([ValueTarget])
    /// Nothing: their states and derivatives are wanted.
    case prediction
  }

  let points: ChunkPoints
  let inputs: Panels<Real>
  let purpose: Purpose

  init(_ points: ChunkPoints, _ purpose: Purpose, _ features: TimeFeatures) {
    self.points = points
    self.purpose = purpose
    let hasTangents = if case .values = purpose { false } else { true }
    let count = points.count
    inputs = Panels(rows: hasTangents ? 2 * count : count, columns: features.count)
    for (row, t) in points.times.enumerated() {
      let (values, slopes) = features.values(at: t)
      for column in values.indices {
        inputs[row, column] = Real(values[column])
        if hasTangents { inputs[count + row, column] = Real(slopes[column]) }
      }
    }
  }

  var tangents: Int { inputs.rows - points.count }

  /// The most points in a chunk: the lanes of a block, as many tangents below them, or twice as many values.
  static var mostPoints: Int { CollocationField.lanes }
  static var mostRows: Int { 2 * CollocationField.lanes }

  /// Pieces of a list of so many.
  static func ranges(_ count: Int, of size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
  }
}
