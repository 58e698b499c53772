internal import Kernels

extension notebook_block_step {
  /// Instructions as the C kernel reads them.
  ///
  /// - Parameter results: the registers that are read after a run; nothing where all may be. Others that the next step alone goes
  ///   on from never reach memory.
  static func list(
    _ instructions: [Program.Instruction], of program: Program, keeping results: Set<UInt32>?
  ) -> [notebook_block_step] {
    let chain = ChainedStep.list(instructions)
    var steps = chain.map { step in
      let instruction = step.instruction
      return notebook_block_step(
        operation: instruction.operation.rawValue, target: instruction.target, a: instruction.a, b: step.b,
        c: instruction.c, code: step.code, is_kept: 1, table: program.table(of: instruction)?.memory)
    }
    guard var read = results else { return steps }
    for index in steps.indices.reversed() {
      steps[index].is_kept = read.contains(steps[index].target) ? 1 : 0
      read.formUnion(chain[index].readFromMemory)
    }
    return steps
  }
}
