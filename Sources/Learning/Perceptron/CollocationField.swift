internal import Dynamics

/// Right-hand sides and Jacobians of a problem at up to 128 points at once; serves one thread.
///
/// Events are not seen: a network of time knows no resets. Modes of time are given for each point, modes of surfaces
/// are found at every point's state, and holds of events are off.
final class CollocationField {
  static var lanes: Int { BlockMachine.lanes }

  let dimension: Int
  private let field: BlockMachine
  private let jacobian: BlockMachine
  private let modes: BlockMachine
  private let kinds: [Modes.Kind]
  private let followsState: Bool

  init(_ problem: Problem) {
    dimension = problem.dimension
    field = BlockMachine(problem.field)
    jacobian = BlockMachine(problem.jacobian)
    modes = BlockMachine(problem.modes.values)
    kinds = problem.modes.kinds
    followsState = kinds.contains { if case .surface = $0 { true } else { false } }
    for machine in [field, jacobian, modes] {
      for (index, value) in problem.parameters.enumerated() {
        machine.parameters(index).update(repeating: value, count: Self.lanes)
      }
      for state in 0..<dimension {
        (machine.states + state * Self.lanes).update(repeating: problem.initial[state], count: Self.lanes)
      }
      machine.times.update(repeating: problem.start, count: Self.lanes)
    }
  }

  /// Room for the states: state i of point l stands at `i * lanes + l`.
  var states: UnsafeMutablePointer<Double> { field.states }

  /// Evaluates at `count` points whose states were put in ``states``.
  ///
  /// - Parameter given: the modes of time, `count` values for each mode.
  func run(times: [Double], modes given: [Double]) {
    let count = times.count
    let machines = followsState ? [field, jacobian, modes] : [field, jacobian]
    for machine in machines {
      for lane in 0..<count { machine.times[lane] = times[lane] }
      for mode in kinds.indices {
        for lane in 0..<count { machine.modes(mode)[lane] = given[mode * count + lane] }
      }
      if machine !== field {
        for state in 0..<dimension {
          for lane in 0..<count {
            machine.states[state * Self.lanes + lane] = field.states[state * Self.lanes + lane]
          }
        }
      }
    }
    if followsState { settle(count) }
    field.refresh()
    field.run()
    jacobian.refresh()
    jacobian.run()
  }

  /// A mode may depend on one before it: passes are made until none changes.
  private func settle(_ count: Int) {
    for _ in 0...kinds.count {
      modes.refresh()
      modes.run()
      var changed = false
      for (mode, kind) in kinds.enumerated() {
        guard case .surface = kind else { continue }
        let (found, held) = (modes.result(mode), modes.modes(mode))
        for lane in 0..<count where held[lane] != found[lane] {
          changed = true
          held[lane] = found[lane]
          field.modes(mode)[lane] = found[lane]
          jacobian.modes(mode)[lane] = found[lane]
        }
      }
      if !changed { return }
    }
  }

  /// dyᵢ/dt of all points.
  func slope(_ state: Int) -> UnsafePointer<Double> { field.result(state) }
  /// ∂fᵢ/∂yⱼ of all points.
  func derivative(_ state: Int, by other: Int) -> UnsafePointer<Double> {
    jacobian.result(state * dimension + other)
  }
}

extension Problem {
  /// The modes of time at given times, as ``CollocationField`` takes them.
  func modes(at times: [Double]) -> [Double] {
    let machine = Machine(modes.values, parameters: parameters)
    let count = modes.kinds.count
    var all = Array(repeating: 0.0, count: count * times.count)
    for (point, t) in times.enumerated() {
      var values = Array(repeating: 0.0, count: count)
      for _ in 0...count {
        machine.set(modes: values)
        let found = machine.results(t, initial)
        let next = modes.kinds.indices.map { if case .hold = modes.kinds[$0] { 0.0 } else { found[$0] } }
        if next == values { break }
        values = next
      }
      for mode in 0..<count { all[mode * times.count + point] = values[mode] }
    }
    return all
  }
}
