internal import Kernels

/// Runs a ``Program`` on many copies of a system at once: for ensembles, parameter maps and populations.
///
/// A lane is one copy, with its own states, time, modes and parameters. Every lane gets the bits that a ``Machine`` gives for
/// it. One machine serves one thread, and a run allocates nothing. Cost per lane and arithmetic step about 0.07 ns on a
/// processor with wide vectors; elementary functions cost what the C library's do.
package final class BlockMachine {
  /// How many copies run together.
  package static let lanes = Int(notebook_lanes)

  package var layout: Program.Layout { program.layout }
  private let program: Program
  private let outputs: [UInt32]
  private let room: UnsafeMutableRawPointer
  private let registers: UnsafeMutablePointer<Double>
  /// What depends on parameters and modes alone, and what also depends on time and states.
  private let fixed: StepBlock
  private let moving: StepBlock

  /// - Parameter spareRows: how many rows a caller wants behind the registers.
  package init(_ program: Program, spareRows: Int = 0) {
    self.program = program
    outputs = program.outputs
    registerCount = max(1, program.registerCount)
    let count = (registerCount + spareRows) * Self.lanes
    // Rows of vectors begin where processors like it.
    room = .allocate(byteCount: count * 8, alignment: 64)
    registers = room.bindMemory(to: Double.self, capacity: count)
    registers.initialize(repeating: 0, count: count)
    fixed = StepBlock(program[.parameters] + program[.modes], of: program, keeping: nil)
    moving = StepBlock(program[.time] + program[.states], of: program, keeping: Set(program.outputs))
    for (index, constant) in program.constants.enumerated() {
      row(layout.firstConstant + index).update(repeating: constant, count: Self.lanes)
    }
  }

  deinit { room.deallocate() }

  private func row(_ register: Int) -> UnsafeMutablePointer<Double> { registers + register * Self.lanes }

  /// The states of all lanes: state i of lane l stands at `i * lanes + l`.
  package var states: UnsafeMutablePointer<Double> { registers }
  package var times: UnsafeMutablePointer<Double> { row(layout.time) }
  /// One mode or parameter of all lanes. After a change comes ``refresh()``.
  package func modes(_ index: Int) -> UnsafeMutablePointer<Double> { row(layout.firstMode + index) }
  package func parameters(_ index: Int) -> UnsafeMutablePointer<Double> { row(layout.firstParameter + index) }

  /// Computes what depends on parameters and modes alone.
  package func refresh() { fixed.run(registers) }

  /// How many registers a lane has.
  let registerCount: Int
  /// The first of the rows behind them.
  var spareRow: Int { registerCount }

  /// Computes the results for the present times and states.
  @inline(__always)
  package func run() { moving.run(registers) }

  /// The result `index` of all lanes, as of the last run.
  package func result(_ index: Int) -> UnsafePointer<Double> { UnsafePointer(row(Int(outputs[index]))) }
}

extension BlockMachine {
  /// Some of the steps by themselves, for callers that need a few of the results.
  package struct Part {
    fileprivate let steps: StepBlock
    package let isEmpty: Bool

    fileprivate init(_ instructions: [Program.Instruction], of program: Program, keeping results: Set<UInt32>?) {
      steps = StepBlock(instructions, of: program, keeping: results)
      isEmpty = instructions.isEmpty
    }
  }

  /// What the results given need of time and states.
  package func part(giving results: some Sequence<Int>) -> Part {
    var needed = Set(results.map { program.outputs[$0] })
    var kept: [Program.Instruction] = []
    for step in (program[.time] + program[.states]).reversed() where needed.contains(step.target) {
      kept.append(step)
      needed.formUnion(step.operands)
    }
    return Part(kept.reversed(), of: program, keeping: Set(program.outputs))
  }

  /// What ``refresh()`` computes from the parameters given: enough where no others have changed.
  package func part(following parameters: some Sequence<Int>) -> Part {
    var changed = Set(parameters.map { UInt32(layout.firstParameter + $0) })
    return Part(
      (program[.parameters] + program[.modes]).filter { step in
        guard step.operands.contains(where: changed.contains) else { return false }
        changed.insert(step.target)
        return true
      }, of: program, keeping: nil)
  }

  @inline(__always)
  package func run(_ part: Part) { part.steps.run(registers) }
}

/// Instructions as the C kernel reads them.
fileprivate final class StepBlock {
  private let steps: UnsafeMutablePointer<notebook_block_step>
  private let count: Int
  private let tables: [ValueTable]

  init(_ instructions: [Program.Instruction], of program: Program, keeping results: Set<UInt32>?) {
    tables = program.tables
    count = instructions.count
    steps = .allocate(capacity: max(1, count))
    for (index, item) in notebook_block_step.list(instructions, of: program, keeping: results).enumerated() {
      (steps + index).initialize(to: item)
    }
  }

  deinit { steps.deallocate() }

  @inline(__always)
  func run(_ registers: UnsafeMutablePointer<Double>) { notebook_block_run(steps, count, registers) }
}
