internal import Kernels

extension notebook_block_step {
  /// Instructions as the C kernel reads them.
  ///
  /// - Parameter results: the registers that are read after a run; nothing where all may be. Others that the next step alone goes
  ///   on from never reach memory.
  static func list(
    _ instructions: [Program.Instruction], of program: Program, keeping results: Set<UInt32>?
  ) -> [notebook_block_step] {
    var last: UInt32?
    var steps: [notebook_block_step] = []
    for instruction in instructions {
      let code = notebook_code(of: instruction, after: last)
      let isTurned = code.isArithmetic && instruction.a != last && instruction.b == last
      steps.append(
        notebook_block_step(
          operation: instruction.operation.rawValue, target: instruction.target, a: instruction.a,
          b: isTurned ? instruction.a : instruction.b, c: instruction.c, code: code, is_kept: 1,
          table: program.table(of: instruction)?.memory))
      last = instruction.target
    }
    guard var read = results else { return steps }
    for index in steps.indices.reversed() {
      steps[index].is_kept = read.contains(steps[index].target) ? 1 : 0
      read.formUnion(steps[index].readFromMemory(instructions[index]))
    }
    return steps
  }

  /// The registers that the step reads where they are kept.
  private func readFromMemory(_ instruction: Program.Instruction) -> [UInt32] {
    if !code.isArithmetic { return instruction.operands }
    return code.goesOnFromLast ? [b] : [a, b]
  }
}
