/// A method that moves one group of states after the other, each with the new values of those before it, and its stepper.
///
/// A method of this family is data: a file in `Solvers/` states which group moves by which share of a step.
struct Splitting: Solver {
  /// A group, and its share of the step.
  typealias Move = (group: StateGroup, share: Double)

  let order: Int
  /// Where in the step time stands, from 0 to 1.
  let time: Double
  /// Whether a group whose rates need itself moves by the midpoint rule.
  let usesMidpoint: Bool
  /// The moves of a step, for the groups in the order of their states.
  let moves: @Sendable ([StateGroup]) -> [Move]

  var gainIsOfEigenvalues: Bool { false }

  func stepper(for system: System) -> Run { Run(self, system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let method: Splitting
    private let moves: [Move]
    private let slope: Scratch
    private let start: Scratch
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ method: Splitting, _ system: System) {
      self.system = system
      self.method = method
      moves = method.moves(StateGroup.groups(system.problem.field.statesRead))
      slope = Scratch(system.dimension)
      start = Scratch(system.dimension)
      y = UnsafePointer(slope.pointer)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for index in 0..<system.dimension { result[index] = y[index] }
      for move in moves { take(move.group, h * move.share, at: t + h * method.time, result) }
      return true
    }

    private func take(_ group: StateGroup, _ h: Double, at time: Double, _ state: UnsafeMutablePointer<Double>) {
      system.evaluate(time, state, slope.pointer)
      if group.needsItself, method.usesMidpoint {
        for index in group.states {
          start.pointer[index] = state[index]
          state[index] += h / 2 * slope.pointer[index]
        }
        system.evaluate(time, state, slope.pointer)
        for index in group.states { state[index] = start.pointer[index] + h * slope.pointer[index] }
      } else {
        for index in group.states { state[index] += h * slope.pointer[index] }
      }
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
