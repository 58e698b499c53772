internal import Kernels

/// The program of a right-hand side on blocks of registers, once for each stage of a method: every stage leaves its slopes in
/// rows of its own, and the first reads the states where they are kept, so that nothing is moved between stages.
final class StageBlock {
  let machine: BlockMachine
  /// The kept states: state i of lane l stands at `i * lanes + l`.
  let states: UnsafeMutablePointer<Double>
  /// The slopes of all stages, one stage after the other.
  let slopes: UnsafeMutablePointer<Double>
  /// The steps of all stages, one stage after the other, equally many for each.
  let steps: UnsafeMutableBufferPointer<notebook_block_step>
  let stepCount: Int

  init(_ program: Program, stages: Int) {
    let count = program.layout.states
    machine = BlockMachine(program, spareRows: (1 + stages) * count)
    let first = machine.spareRow
    states = machine.states + first * BlockMachine.lanes
    slopes = states + count * BlockMachine.lanes
    let lists = (0..<stages).map { stage in
      let slopes = UInt32(first + (1 + stage) * count)
      let instructions = program.stage(states: stage == 0 ? UInt32(first) : 0, slopes: slopes)
      return notebook_block_step.list(
        instructions, of: program, keeping: Set((0..<UInt32(count)).map { slopes + $0 }))
    }
    stepCount = lists.first?.count ?? 0
    steps = .allocate(capacity: max(1, stages * stepCount))
    _ = steps.initialize(from: lists.joined())
  }

  deinit { steps.deallocate() }
}

extension Program {
  /// What follows from states and time, with the states read from the row `states` on, and the results in the rows from
  /// `slopes` on. No register is the target of two steps.
  fileprivate func stage(states: UInt32, slopes: UInt32) -> [Instruction] {
    let moving = self[.time] + self[.states]
    var rows = Dictionary(uniqueKeysWithValues: (0..<UInt32(layout.states)).map { ($0, states + $0) })
    let targets = Set(moving.map(\.target))
    var copies: [(from: UInt32, to: UInt32)] = []
    for (index, output) in outputs.enumerated() {
      let row = slopes + UInt32(index)
      if targets.contains(output), rows[output] == nil { rows[output] = row } else { copies.append((output, row)) }
    }
    func row(_ register: UInt32) -> UInt32 { rows[register] ?? register }
    return moving.map {
      Instruction($0.operation, target: row($0.target), row($0.a), row($0.b), row($0.c), table: $0.table)
    }
      // The greater of a number and itself is that number to the last bit.
      + copies.map { Instruction(.maximum, target: $0.to, row($0.from), row($0.from), row($0.from)) }
  }
}
