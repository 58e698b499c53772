internal import Kernels

/// Instructions as the inner loop runs them, on the registers of one machine.
///
/// Most instructions of a formula take the result of the one before them; that result stays in the processor instead of
/// going through memory, which halves the time of a chain. Arithmetic runs in C, which knows a faster way from one step to
/// the next than a loop around a `switch`; for all other operations it calls back.
final class StepList {
  let isEmpty: Bool
  /// The steps, and one behind them that ends the list.
  let steps: UnsafeMutablePointer<notebook_program_step>

  /// - Parameter registers: of a machine that holds the program's tables as long as the list is run.
  init(_ program: Program, _ section: Program.Section, on registers: UnsafeMutablePointer<Double>) {
    let instructions = program[section]
    isEmpty = instructions.isEmpty
    steps = .allocate(capacity: instructions.count + 1)
    var last: UInt32?
    for (index, instruction) in instructions.enumerated() {
      let code = notebook_code(of: instruction, after: last)
      // In front of arithmetic the operand that is not the last result stands in b.
      let isTurned = code.isArithmetic && instruction.a != last && instruction.b == last
      (steps + index).initialize(
        to: notebook_program_step(
          a: registers + Int(instruction.a), b: registers + Int(isTurned ? instruction.a : instruction.b),
          c: registers + Int(instruction.c), target: registers + Int(instruction.target), code: code,
          operation: Int32(instruction.operation.rawValue), other: Self.apply,
          table: program.table(of: instruction)?.memory))
      last = instruction.target
    }
    (steps + instructions.count).initialize(
      to: notebook_program_step(
        a: registers, b: registers, c: registers, target: registers, code: notebook_end, operation: 0,
        other: Self.apply, table: nil))
  }

  deinit { steps.deallocate() }

  private static let apply: @convention(c) (Int32, Double, Double, Double) -> Double = { operation, a, b, c in
    guard let operation = Operation(rawValue: UInt32(bitPattern: operation)) else { return .nan }
    return Operation.apply(operation, a, b, c)
  }

  func run() { notebook_steps_run(steps) }
}

extension notebook_code {
  /// How a step gets its result, where the one before it has left its own in the register `last`.
  init(of instruction: Program.Instruction, after last: UInt32?) {
    let isFirst = instruction.a == last
    let isSecond = instruction.b == last
    self =
      switch instruction.operation {
      case .add: isFirst || isSecond ? notebook_add_to_last : notebook_add
      case .subtract: isFirst ? notebook_subtract_from_last : isSecond ? notebook_last_from : notebook_subtract
      case .multiply: isFirst || isSecond ? notebook_multiply_last : notebook_multiply
      case .divide: isFirst ? notebook_divide_last : isSecond ? notebook_divide_by_last : notebook_divide
      case .lookUp: notebook_look_up
      default: notebook_other
      }
  }

  var isArithmetic: Bool { self != notebook_other && self != notebook_look_up }

  var goesOnFromLast: Bool {
    switch self {
    case notebook_add, notebook_subtract, notebook_multiply, notebook_divide: false
    default: isArithmetic
    }
  }
}
