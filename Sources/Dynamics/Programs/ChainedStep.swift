internal import Kernels

/// An instruction in a list of them, and what it takes from the one before it: most go on from its result, which need not go through
/// memory then.
struct ChainedStep {
  let instruction: Program.Instruction
  let code: notebook_code
  /// The register of the operand that stands beside the last result, or else the second one.
  let b: UInt32

  static func list(_ instructions: [Program.Instruction]) -> [ChainedStep] {
    var last: UInt32?
    return instructions.map { instruction in
      defer { last = instruction.target }
      return ChainedStep(instruction, after: last)
    }
  }

  private init(_ instruction: Program.Instruction, after last: UInt32?) {
    self.instruction = instruction
    code = notebook_code(of: instruction, after: last)
    let isTurned = code.isArithmetic && instruction.a != last && instruction.b == last
    b = isTurned ? instruction.a : instruction.b
  }

  /// The registers that it reads where they are kept.
  var readFromMemory: [UInt32] {
    switch code {
    case notebook_other, notebook_look_up: instruction.operands
    case notebook_add, notebook_subtract, notebook_multiply, notebook_divide: [instruction.a, b]
    default: [b]
    }
  }
}

extension notebook_code {
  /// How a step gets its result, where the one before it has left its own in the register `last`.
  fileprivate init(of instruction: Program.Instruction, after last: UInt32?) {
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

  fileprivate var isArithmetic: Bool { self != notebook_other && self != notebook_look_up }
}
