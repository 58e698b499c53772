extension Solution: Storable {
  /// All but the log of steps, which is made again by running the solve.
  package func store(in writer: inout ByteWriter) {
    writer.write(trajectory)
    writer.write(eventTimes.count)
    for times in eventTimes { writer.write(times) }
    writer.write(outcome)
    writer.write(cost)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    let trajectory = try reader.value(Trajectory.self)
    var eventTimes: [[Double]] = []
    let count = try reader.whole()
    guard (0...1_000_000).contains(count) else { throw DamagedBytes() }
    for _ in 0..<count { eventTimes.append(try reader.numbers()) }
    self.init(
      trajectory: trajectory, eventTimes: eventTimes, outcome: try reader.value(), cost: try reader.value())
  }
}

extension Trajectory: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(dimension)
    writer.write(times)
    writer.write(states)
    writer.write(starts)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    let (dimension, times, states) = (try reader.whole(), try reader.numbers(), try reader.numbers())
    guard (0...100_000).contains(dimension), states.count == times.count * dimension else { throw DamagedBytes() }
    self.init(dimension: dimension, times: times, states: states, starts: try reader.values())
  }
}

extension Trajectory.Start: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(row)
    writer.write(modes)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(row: try reader.whole(), modes: try reader.numbers())
  }
}

extension Cost: Storable {
  package func store(in writer: inout ByteWriter) {
    for count in [steps, rejected, evaluations, jacobians, newtonIterations] { writer.write(count) }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    steps = try reader.whole()
    rejected = try reader.whole()
    evaluations = try reader.whole()
    jacobians = try reader.whole()
    newtonIterations = try reader.whole()
  }
}

extension Outcome: Storable {
  package func store(in writer: inout ByteWriter) {
    let (kind, index): (Int, Int) =
      switch self {
      case .finished: (0, 0)
      case .stoppedByEvent(let index, _): (1, index)
      case .diverged: (2, 0)
      case .stepTooSmall: (3, 0)
      case .noSolution: (4, 0)
      case .tooManyEvents: (5, 0)
      case .slides: (6, 0)
      case .outOfSteps: (7, 0)
      }
    writer.write(kind)
    writer.write(index)
    writer.write(time)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    let (kind, index, time) = (try reader.whole(), try reader.whole(), try reader.optionalNumber())
    switch (kind, time) {
    case (0, nil): self = .finished
    case (1, let t?): self = .stoppedByEvent(index: index, at: t)
    case (2, let t?): self = .diverged(at: t)
    case (3, let t?): self = .stepTooSmall(at: t)
    case (4, let t?): self = .noSolution(at: t)
    case (5, let t?): self = .tooManyEvents(at: t)
    case (6, let t?): self = .slides(at: t)
    case (7, let t?): self = .outOfSteps(at: t)
    default: throw DamagedBytes()
    }
  }
}
