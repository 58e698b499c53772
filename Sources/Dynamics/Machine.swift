/// Runs a ``Program``. It owns the registers: one machine serves one thread, and a run allocates nothing.
package final class Machine {
  package let layout: Program.Layout
  package let outputCount: Int

  private let registers: UnsafeMutablePointer<Double>
  private let body: UnsafeMutablePointer<Step>
  private let bodyCount: Int
  private let outputs: UnsafeMutablePointer<UInt32>
  private let prologue: [Program.Instruction]

  /// An instruction as the loop runs it. Most instructions of a formula take the result of the one before them; that
  /// result stays in the processor instead of going through memory, which halves the time of a chain.
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

  /// - Parameter parameters: as many as the program's layout says.
  package init(_ program: Program, parameters: [Double]) {
    layout = program.layout
    precondition(parameters.count == layout.parameters)
    registers = .allocate(capacity: max(1, program.registerCount))
    registers.initialize(repeating: 0, count: max(1, program.registerCount))
    for (index, constant) in program.constants.enumerated() { registers[layout.firstConstant + index] = constant }
    bodyCount = program.body.count
    body = .allocate(capacity: max(1, bodyCount))
    var last: UInt32?
    for (index, instruction) in program.body.enumerated() {
      (body + index).initialize(to: Self.step(instruction, after: last))
      last = instruction.target
    }
    outputCount = program.outputs.count
    outputs = .allocate(capacity: max(1, outputCount))
    outputs.initialize(from: program.outputs, count: outputCount)
    prologue = program.prologue
    set(parameters: parameters)
  }

  deinit {
    registers.deallocate()
    body.deallocate()
    outputs.deallocate()
  }

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

  package func set(parameters: [Double]) {
    for (index, value) in parameters.enumerated() { registers[layout.firstParameter + index] = value }
    for step in prologue {
      registers[Int(step.target)] = Operation.apply(
        step.operation, registers[Int(step.a)], registers[Int(step.b)], registers[Int(step.c)])
    }
  }

  package func set(mode index: Int, to value: Double) { registers[layout.firstMode + index] = value }

  /// Evaluates the program at time `t` and `states`, and stores its results in `results`.
  @inline(__always)
  package func run(_ t: Double, _ states: UnsafePointer<Double>, _ results: UnsafeMutablePointer<Double>) {
    let registers = registers
    for index in 0..<layout.states { registers[index] = states[index] }
    registers[layout.time] = t
    var last = 0.0
    var step = body
    for _ in 0..<bodyCount {
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
    for index in 0..<outputCount { results[index] = registers[Int(outputs[index])] }
  }

  /// The results for `states` at time `t`, as an array.
  package func results(_ t: Double, _ states: [Double]) -> [Double] {
    precondition(states.count == layout.states)
    return [Double](unsafeUninitializedCapacity: outputCount) { buffer, count in
      if let base = buffer.baseAddress {
        states.withUnsafeBufferPointer { run(t, $0.baseAddress ?? UnsafePointer(base), base) }
      }
      count = outputCount
    }
  }
}
