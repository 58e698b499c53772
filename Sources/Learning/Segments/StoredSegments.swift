package import Dynamics

/// What a guided training found.
package struct StoredSegments: Sendable, Storable {
  let segments: [TrainedSegment]
  let solution: Solution

  package init(_ trained: SegmentSolution) {
    segments = trained.segments
    solution = trained.solution
  }

  package func store(in writer: inout ByteWriter) {
    writer.write(segments)
    writer.write(solution)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    segments = try reader.values()
    solution = try reader.value()
  }
}

extension SegmentSolution {
  /// The solution that was stored, for the same problem and options.
  package init(_ stored: StoredSegments, of problem: Problem, _ options: SegmentOptions) {
    self.problem = problem
    self.options = options
    segments = stored.segments
    solution = stored.solution
  }
}

extension TrainedSegment: Storable {
  package func store(in writer: inout ByteWriter) {
    for value in [origin, length, span.lowerBound, span.upperBound] { writer.write(value) }
    writer.write(layer)
    for values in [scales, weights, modes, points] { writer.write(values) }
    writer.write(losses.count)
    for loss in losses { writer.write(loss) }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    let (origin, length, first, last) =
      (try reader.number(), try reader.number(), try reader.number(), try reader.number())
    guard first <= last else { throw DamagedBytes() }
    let layer = try reader.value(SegmentLayer.self)
    let (scales, weights, modes, points) =
      (try reader.numbers(), try reader.numbers(), try reader.numbers(), try reader.numbers())
    var losses: [[Double]] = []
    let count = try reader.whole()
    guard (0...1_000_000).contains(count) else { throw DamagedBytes() }
    for _ in 0..<count { losses.append(try reader.numbers()) }
    self.init(
      origin: origin, length: length, span: first...last, layer: layer, scales: scales, weights: weights, modes: modes,
      points: points, losses: losses)
  }
}

extension SegmentLayer: Storable {
  package func store(in writer: inout ByteWriter) {
    for values in [slopes, centres, combinations] { writer.write(values) }
    writer.write(count)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(
      slopes: try reader.numbers(), centres: try reader.numbers(), combinations: try reader.numbers(),
      count: try reader.whole())
  }
}
