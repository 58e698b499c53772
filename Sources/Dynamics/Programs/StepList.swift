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
    for (index, step) in ChainedStep.list(instructions).enumerated() {
      let instruction = step.instruction
      (steps + index).initialize(
        to: notebook_program_step(
          a: registers + Int(instruction.a), b: registers + Int(step.b), c: registers + Int(instruction.c),
          target: registers + Int(instruction.target), code: step.code,
          operation: Int32(instruction.operation.rawValue), other: Self.apply,
          table: program.table(of: instruction)?.memory))
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
