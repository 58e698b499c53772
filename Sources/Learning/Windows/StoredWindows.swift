package import Dynamics

/// What a training on windows found: all that cannot be made again at once from the problem and the options.
package struct StoredWindows: Sendable, Storable {
  let windows: [TrainedWindow]
  let solution: Solution
  let iterations: Int

  package init(_ trained: WindowSolution) {
    windows = trained.windows
    solution = trained.solution
    iterations = trained.iterations
  }

  package func store(in writer: inout ByteWriter) {
    writer.write(windows)
    writer.write(solution)
    writer.write(iterations)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    windows = try reader.values()
    solution = try reader.value()
    iterations = try reader.whole()
  }
}

extension WindowSolution {
  /// The solution that was stored, for the same problem and options.
  package init(_ stored: StoredWindows, of problem: Problem, _ options: WindowOptions) {
    self.problem = problem
    self.options = options
    basis = Basis(options)
    windows = stored.windows
    solution = stored.solution
    iterations = stored.iterations
  }
}

extension TrainedWindow: Storable {
  package func store(in writer: inout ByteWriter) {
    for value in [start, length, reach, freshResidual] { writer.write(value) }
    for values in [initial, scales, weights, modes, history] { writer.write(values) }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    let (start, length, reach, residual) =
      (try reader.number(), try reader.number(), try reader.number(), try reader.number())
    self.init(
      start: start, length: length, reach: reach, initial: try reader.numbers(), scales: try reader.numbers(),
      weights: try reader.numbers(), modes: try reader.numbers(), freshResidual: residual,
      history: try reader.numbers())
  }
}
