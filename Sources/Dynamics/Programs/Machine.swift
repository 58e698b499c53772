package import Kernels

/// Runs a ``Program``. It owns the registers: one machine serves one thread, and a run allocates nothing.
package final class Machine {
  package let layout: Program.Layout
  package let outputCount: Int
  /// Whether the states' part runs as compiled code.
  package let isCompiled: Bool

  private let registers: UnsafeMutablePointer<Double>
  private let registerCount: Int
  private let outputs: UnsafeMutablePointer<UnsafePointer<Double>?>
  private let tables: [ValueTable]
  private let fixed: [Program.Instruction]
  private let moded: [Program.Instruction]
  private let timed: StepList
  private let stated: StepList
  /// The program as its interpreter in C reads it.
  private let interpreted: UnsafeMutablePointer<notebook_program>
  private let kernel: UnsafePointer<notebook_kernel>?
  private let kernelField: notebook_field?
  /// A states' part that is one difference of a state and a value, as `v - vpeak` of a threshold is.
  package let threshold: Threshold?

  package struct Threshold {
    package let state: Int
    package let value: UnsafePointer<Double>
    /// Whether it is the state less the value, and not the value less the state.
    let stateComesFirst: Bool
  }

  /// For a kernel: the registers of its values, and room to put them side by side.
  private let valueRegisters: UnsafeMutablePointer<UInt32>
  let valueCount: Int
  private let values: UnsafeMutablePointer<Double>
  /// Whether a value of the kernel is the time, or computed from it.
  private let followsTime: Bool

  /// - Parameters:
  ///   - parameters: as many as the program's layout says.
  ///   - mayBeCompiled: false runs every step by itself, for tests that compare the two.
  package init(_ program: Program, parameters: [Double], mayBeCompiled: Bool = true) {
    layout = program.layout
    precondition(parameters.count == layout.parameters)
    registerCount = max(1, program.registerCount)
    registers = .allocate(capacity: registerCount)
    registers.initialize(repeating: 0, count: registerCount)
    for (index, constant) in program.constants.enumerated() { registers[layout.firstConstant + index] = constant }
    outputCount = program.outputs.count
    outputs = .allocate(capacity: max(1, outputCount))
    for (index, register) in program.outputs.enumerated() {
      (outputs + index).initialize(to: UnsafePointer(registers + Int(register)))
    }
    tables = program.tables
    fixed = program[.parameters]
    moded = program[.modes]
    timed = StepList(program, .time, on: registers)
    stated = StepList(program, .states, on: registers)
    interpreted = .allocate(capacity: 1)
    interpreted.initialize(
      to: notebook_program(
        registers: registers, state_count: layout.states, timed: timed.steps, stated: stated.steps, outputs: outputs,
        output_count: outputCount))
    threshold = Self.threshold(program, registers)
    let part = StatePart(program)
    kernel = mayBeCompiled ? Self.kernel(part) : nil
    kernelField = kernel?.pointee.field
    isCompiled = kernel != nil
    valueCount = part.values.count
    valueRegisters = .allocate(capacity: max(1, valueCount))
    valueRegisters.initialize(from: part.values, count: valueCount)
    values = .allocate(capacity: max(1, valueCount))
    values.initialize(repeating: 0, count: max(1, valueCount))
    followsTime = !timed.isEmpty || part.values.contains(UInt32(program.layout.time))
    set(parameters: parameters)
  }

  deinit {
    registers.deallocate()
    outputs.deallocate()
    interpreted.deallocate()
    valueRegisters.deallocate()
    values.deallocate()
  }

  private static func threshold(_ program: Program, _ registers: UnsafeMutablePointer<Double>) -> Threshold? {
    guard program[.time].isEmpty, program[.states].count == 1, let step = program[.states].first,
      step.operation == .subtract, program.outputs == [step.target]
    else { return nil }
    let isState = { (register: UInt32) in Int(register) < program.layout.states }
    let isFixed = { (register: UInt32) in Int(register) > program.layout.time }
    if isState(step.a), isFixed(step.b) {
      return Threshold(state: Int(step.a), value: UnsafePointer(registers + Int(step.b)), stateComesFirst: true)
    }
    if isFixed(step.a), isState(step.b) {
      return Threshold(state: Int(step.b), value: UnsafePointer(registers + Int(step.a)), stateComesFirst: false)
    }
    return nil
  }

  /// The compiled form of a part, if a built-in model has the same.
  private static func kernel(_ part: StatePart) -> UnsafePointer<notebook_kernel>? {
    part.steps.isEmpty ? nil : notebook_kernel_with(part.fingerprint)
  }

  /// The compiled states' part with its values, for loops that call it millions of times; it lives as long as the machine.
  /// Nothing where the part is not compiled, or its values follow the time.
  package var compiled: Compiled? {
    guard let kernel, !followsTime else { return nil }
    return Compiled(kernel: kernel, field: kernel.pointee.field, values: UnsafePointer(values))
  }

  package struct Compiled {
    private let kernel: UnsafePointer<notebook_kernel>
    package let field: notebook_field
    package let values: UnsafePointer<Double>

    fileprivate init(
      kernel: UnsafePointer<notebook_kernel>, field: @escaping notebook_field, values: UnsafePointer<Double>
    ) {
      self.kernel = kernel
      self.field = field
      self.values = values
    }

    /// A whole step of any explicit Runge-Kutta method of six stages, as the pairs of order 5 are.
    package var sixStages: notebook_six_stages? { kernel.pointee.six_stages }

    /// A whole step of a method, where it is compiled for this part.
    package func step(of method: CompiledMethod) -> notebook_step? { method.own(kernel.pointee.steps) }

    /// Many whole steps of a method, where they are compiled for this part.
    package func coast(of method: CompiledMethod) -> notebook_coaster? { method.own(kernel.pointee.coasts) }
  }

  /// The methods that have compiled steps for built-in models.
  package enum CompiledMethod: Sendable {
    case euler, midpoint, heun, rk4

    /// The method's own of what there is for each, in the order of `notebook_method`.
    fileprivate func own<Part>(_ parts: (Part, Part, Part, Part)) -> Part {
      switch self {
      case .euler: parts.0
      case .midpoint: parts.1
      case .heun: parts.2
      case .rk4: parts.3
      }
    }
  }

  package func set(parameters: [Double]) {
    for (index, value) in parameters.enumerated() { registers[layout.firstParameter + index] = value }
    for step in fixed { execute(step) }
    refresh()
  }

  /// Both at once, which computes what follows from them once.
  func set(parameters: [Double], modes: [Double]) {
    for (index, value) in modes.enumerated() { registers[layout.firstMode + index] = value }
    set(parameters: parameters)
  }

  package func set(mode index: Int, to value: Double) {
    registers[layout.firstMode + index] = value
    refresh()
  }

  package func set(modes: [Double]) {
    for (index, value) in modes.enumerated() { registers[layout.firstMode + index] = value }
    refresh()
  }

  /// Computes what depends on modes, and puts the kernel's values side by side.
  private func refresh() {
    for step in moded { execute(step) }
    gather()
  }

  @inline(__always)
  private func gather() {
    for index in 0..<valueCount { values[index] = registers[Int(valueRegisters[index])] }
  }

  private func execute(_ step: Program.Instruction) {
    if step.operation == .lookUp {
      registers[Int(step.target)] = tables[Int(step.table)].value(at: registers[Int(step.a)])
      return
    }
    registers[Int(step.target)] = Operation.apply(
      step.operation, registers[Int(step.a)], registers[Int(step.b)], registers[Int(step.c)])
  }

  /// The compiled part's fingerprint, where it is compiled and follows no time.
  var kernelFingerprint: UInt64? { followsTime ? nil : kernel?.pointee.fingerprint }

  /// All registers, the states first, for whoever keeps those of many copies.
  var allRegisters: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: registers, count: registerCount)
  }

  /// What a register holds that depends on neither states nor time.
  func value(ofRegister index: Int) -> Double { registers[index] }

  /// Room for the states of the next run: a caller that writes them here and passes this pointer saves a copy.
  package var states: UnsafeMutablePointer<Double> { registers }

  /// Evaluates the program at time `t` and `states`, and stores its results in `results`.
  @inline(__always)
  package func run(_ t: Double, _ states: UnsafePointer<Double>, _ results: UnsafeMutablePointer<Double>) {
    if let kernelField {
      if followsTime {
        registers[layout.time] = t
        timed.run()
        gather()
      }
      return kernelField(values, states, results)
    }
    if let threshold {
      let (state, value) = (states[threshold.state], threshold.value.pointee)
      results[0] = threshold.stateComesFirst ? state - value : value - state
      return
    }
    notebook_program_run(interpreted, t, states, results)
  }

  /// The program for loops in C, where it does not depend on time; it lives as long as the machine.
  var timelessProgram: UnsafePointer<notebook_program>? { followsTime ? nil : UnsafePointer(interpreted) }

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
