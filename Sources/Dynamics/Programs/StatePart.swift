/// The last section of a program with its registers renumbered: what a compiled kernel computes.
///
/// It does not depend on how many modes and parameters a model has, nor on how its inputs are made: so a built-in model under
/// any input finds the kernel that was compiled for it.
package struct StatePart: Sendable, Equatable {
  package enum Operand: Sendable, Hashable {
    case state(Int)
    /// A value computed before: its place in ``values``.
    case value(Int)
    /// The result of an earlier step of this part.
    case step(Int)
  }

  package struct Step: Sendable, Equatable {
    package let operation: Operation
    package let operands: [Operand]
  }

  package let steps: [Step]
  package let outputs: [Operand]
  /// The registers of the values that the steps use, in the order of their first use.
  package let values: [UInt32]

  package init(_ program: Program) {
    var places: [UInt32: Operand] = [:]
    var values: [UInt32] = []
    func operand(_ register: UInt32) -> Operand {
      if let known = places[register] { return known }
      let found: Operand
      if Int(register) < program.layout.states {
        found = .state(Int(register))
      } else {
        found = .value(values.count)
        values.append(register)
      }
      places[register] = found
      return found
    }
    var steps: [Step] = []
    for instruction in program[.states] {
      steps.append(Step(operation: instruction.operation, operands: instruction.operands.map(operand)))
      places[instruction.target] = .step(steps.count - 1)
    }
    outputs = program.outputs.map(operand)
    self.steps = steps
    self.values = values
  }

  /// A number that two different parts hardly share (FNV-1a, 64 bits, of all that matters).
  package var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ value: Int) {
      for shift in stride(from: 0, to: 32, by: 8) {
        hash ^= UInt64((value >> shift) & 0xFF)
        hash = hash &* 0x100_0000_01B3
      }
    }
    func add(_ operand: Operand) {
      switch operand {
      case .state(let index): add(3 * index)
      case .value(let index): add(3 * index + 1)
      case .step(let index): add(3 * index + 2)
      }
    }
    for step in steps {
      add(Int(step.operation.rawValue) + 1)
      step.operands.forEach(add)
    }
    add(-1)
    outputs.forEach(add)
    return hash
  }
}
