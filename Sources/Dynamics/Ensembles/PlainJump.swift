/// A jump that sets states to values, or adds values to them, as `v = c, u = u + d` of spiking neurons does: what many lanes
/// can take at once, with the bits that the jump's program gives.
struct PlainJump {
  /// The new value of one state.
  struct Change {
    /// Whether the value is added to the state.
    let isAdded: Bool
    /// The register of the jump's program with the value, which depends on neither states nor time; none for a state that stays.
    let register: Int?
    /// A state less a value is the state and the value with its sign changed.
    let sign: Double

    /// The value for these registers. Adding a negative zero changes no bit.
    func value(_ registers: UnsafeMutableBufferPointer<Double>) -> Double {
      register.map { sign * registers[$0] } ?? -0.0
    }
  }

  /// For each state.
  let changes: [Change]

  /// Nothing where the jump computes anything else.
  init?(_ event: Event) {
    let program = event.jump
    guard program[.time].isEmpty, Set(event.targets).count == event.targets.count else { return nil }
    let computed = program[.states]
    let isFixed = { (register: UInt32) in
      Int(register) > program.layout.time && !computed.contains { $0.target == register }
    }
    var changes = [Change](repeating: Change(isAdded: true, register: nil, sign: 1), count: program.layout.states)
    for (target, output) in zip(event.targets, program.outputs) {
      if isFixed(output) {
        changes[target] = Change(isAdded: false, register: Int(output), sign: 1)
        continue
      }
      guard let step = computed.first(where: { $0.target == output }) else { return nil }
      switch step.operation {
      case .add where Int(step.a) == target && isFixed(step.b):
        changes[target] = Change(isAdded: true, register: Int(step.b), sign: 1)
      case .add where isFixed(step.a) && Int(step.b) == target:
        changes[target] = Change(isAdded: true, register: Int(step.a), sign: 1)
      case .subtract where Int(step.a) == target && isFixed(step.b):
        changes[target] = Change(isAdded: true, register: Int(step.b), sign: -1)
      default: return nil
      }
    }
    self.changes = changes
  }
}
