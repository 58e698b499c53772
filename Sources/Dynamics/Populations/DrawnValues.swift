/// Numbers that differ from one neuron or synapse to the next: formulas over random draws.
package struct DrawnValues: Sendable {
  package enum Distribution: String, Sendable {
    /// Uniform in 0 ..< 1.
    case uniform
    /// Normal with mean 0 and standard deviation 1.
    case normal
  }

  /// One draw for each neuron or synapse.
  package struct Draw: Sendable {
    /// What tells it from the other draws of the same purpose.
    package let name: String
    package let distribution: Distribution

    package init(name: String, distribution: Distribution) {
      self.name = name
      self.distribution = distribution
    }
  }

  package let draws: [Draw]
  /// From the draws, which stand as parameters, to the numbers.
  package let program: Program

  package init(draws: [Draw], program: Program) {
    precondition(program.layout.states == 0 && program.layout.parameters == draws.count)
    self.draws = draws
    self.program = program
  }

  /// How many numbers there are for each neuron or synapse.
  package var width: Int { program.outputs.count }

  /// The one number of all, where there is one and nothing is drawn.
  package var constant: Double? {
    guard draws.isEmpty, width == 1 else { return nil }
    return Machine(program, parameters: []).results(0, [])[0]
  }
}

/// Draws values, a block at a time. One serves one thread.
package final class ValueDrawing {
  private let machine: BlockMachine
  private let values: DrawnValues
  private let all: BlockMachine.Part

  package init(_ values: DrawnValues) {
    self.values = values
    machine = BlockMachine(values.program)
    all = machine.part(giving: 0..<values.width)
    machine.refresh()
  }

  /// Draws the numbers of places 128 `block` and on: number `index` of place l stands at `results[index][l]`.
  ///
  /// - Parameter streams: one for each draw.
  package func draw(block: Int, _ streams: [DrawStream]) {
    for (index, draw) in values.draws.enumerated() {
      let row = machine.parameters(index)
      switch draw.distribution {
      case .uniform: streams[index].uniforms(from: block * BlockMachine.lanes, BlockMachine.lanes, into: row)
      case .normal: streams[index].normals(ofBlock: block, into: row)
      }
    }
    machine.refresh()
    machine.run(all)
  }

  package func result(_ index: Int) -> UnsafePointer<Double> { machine.result(index) }

  /// The streams of the draws for one purpose.
  package func streams(seed: UInt64, purpose: String) -> [DrawStream] {
    values.draws.map { DrawStream(seed: seed, purpose: purpose + "/" + $0.name) }
  }

  /// The numbers of the first `count` places: one array for each.
  package func table(_ count: Int, _ streams: [DrawStream]) -> [[Double]] {
    var table = Array(repeating: [Double](), count: values.width)
    for index in table.indices { table[index].reserveCapacity(count) }
    for block in 0..<(count + BlockMachine.lanes - 1) / BlockMachine.lanes {
      draw(block: block, streams)
      let here = min(BlockMachine.lanes, count - block * BlockMachine.lanes)
      for index in table.indices { table[index] += UnsafeBufferPointer(start: result(index), count: here) }
    }
    return table
  }
}
