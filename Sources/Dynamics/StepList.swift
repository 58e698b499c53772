/// Instructions as the inner loop runs them.
///
/// Most instructions of a formula take the result of the one before them; that result stays in the processor instead of
/// going through memory, which halves the time of a chain.
final class StepList {
  let count: Int
  private let steps: UnsafeMutablePointer<Step>

  private struct Step {
    var code: Code
    var operation: Operation
    var target: UInt32
    var a: UInt32
    var b: UInt32
    var c: UInt32
  }

  private enum Code: UInt8 {
    case add, subtract, multiply, divide
    case addToLast, subtractFromLast, lastFrom, multiplyLast, divideLast, divideByLast
    case other
  }

  init(_ instructions: [Program.Instruction]) {
    count = instructions.count
    steps = .allocate(capacity: max(1, count))
    var last: UInt32?
    for (index, instruction) in instructions.enumerated() {
      (steps + index).initialize(to: Self.step(instruction, after: last))
      last = instruction.target
    }
  }

  deinit { steps.deallocate() }

  private static func step(_ instruction: Program.Instruction, after last: UInt32?) -> Step {
    var step = Step(
      code: .other, operation: instruction.operation, target: instruction.target, a: instruction.a, b: instruction.b,
      c: instruction.c)
    let isFirst = instruction.a == last
    let isSecond = instruction.b == last && !isFirst
    switch instruction.operation {
    case .add: step.code = isFirst || isSecond ? .addToLast : .add
    case .subtract: step.code = isFirst ? .subtractFromLast : isSecond ? .lastFrom : .subtract
    case .multiply: step.code = isFirst || isSecond ? .multiplyLast : .multiply
    case .divide: step.code = isFirst ? .divideLast : isSecond ? .divideByLast : .divide
    default: return step
    }
    // The operand that is not the last result stands in b.
    if isSecond { step.b = step.a }
    return step
  }

  @inline(__always)
  func run(_ registers: UnsafeMutablePointer<Double>) {
    var last = 0.0
    var step = UnsafePointer(steps)
    let end = step + count
    while step != end {
      let b = registers[Int(step.pointee.b)]
      switch step.pointee.code {
      case .add: last = registers[Int(step.pointee.a)] + b
      case .subtract: last = registers[Int(step.pointee.a)] - b
      case .multiply: last = registers[Int(step.pointee.a)] * b
      case .divide: last = registers[Int(step.pointee.a)] / b
      case .addToLast: last = last + b
      case .subtractFromLast: last = last - b
      case .lastFrom: last = b - last
      case .multiplyLast: last = last * b
      case .divideLast: last = last / b
      case .divideByLast: last = b / last
      case .other:
        last = Operation.apply(
          step.pointee.operation, registers[Int(step.pointee.a)], b, registers[Int(step.pointee.c)])
      }
      registers[Int(step.pointee.target)] = last
      step += 1
    }
  }
}
