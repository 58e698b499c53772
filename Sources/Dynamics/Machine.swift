/// Runs a ``Program``. It owns the registers: one machine serves one thread, and a run allocates nothing.
package final class Machine {
  package let layout: Program.Layout
  package let outputCount: Int
  /// How often the program ran since the machine was made.
  package private(set) var runs = 0

  private let registers: UnsafeMutablePointer<Double>
  private let body: UnsafeMutablePointer<Program.Instruction>
  private let bodyCount: Int
  private let outputs: UnsafeMutablePointer<UInt32>
  private let prologue: [Program.Instruction]

  /// - Parameter parameters: as many as the program's layout says.
  package init(_ program: Program, parameters: [Double]) {
    layout = program.layout
    precondition(parameters.count == layout.parameters)
    registers = .allocate(capacity: max(1, program.registerCount))
    registers.initialize(repeating: 0, count: max(1, program.registerCount))
    for (index, constant) in program.constants.enumerated() { registers[layout.firstConstant + index] = constant }
    bodyCount = program.body.count
    body = .allocate(capacity: max(1, bodyCount))
    body.initialize(from: program.body, count: bodyCount)
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

  package func set(parameters: [Double]) {
    for (index, value) in parameters.enumerated() { registers[layout.firstParameter + index] = value }
    for step in prologue { execute(step) }
  }

  package func set(mode index: Int, to value: Double) { registers[layout.firstMode + index] = value }

  /// Evaluates the program at time `t` and `states`, and stores its results in `results`.
  @inline(__always)
  package func run(_ t: Double, _ states: UnsafePointer<Double>, _ results: UnsafeMutablePointer<Double>) {
    let registers = registers
    for index in 0..<layout.states { registers[index] = states[index] }
    registers[layout.time] = t
    for index in 0..<bodyCount { execute(body[index]) }
    for index in 0..<outputCount { results[index] = registers[Int(outputs[index])] }
    runs &+= 1
  }

  @inline(__always)
  private func execute(_ step: Program.Instruction) {
    registers[Int(step.target)] = Operation.apply(
      step.operation, registers[Int(step.a)], registers[Int(step.b)], registers[Int(step.c)])
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
