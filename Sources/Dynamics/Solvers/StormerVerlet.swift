extension Method {
  /// States in turn, forwards and backwards: those whose rates do not need each other take their step together, half of it on the way
  /// there and half on the way back. With places before velocities that is drift, kick and drift, which is symplectic: the energy of a
  /// conservative system wanders, and does not run away. A state whose rate needs itself, as with friction, takes its part by the
  /// midpoint rule, so that the order stays 2. Time stands at the middle of the step.
  /// E. Hairer, C. Lubich, G. Wanner, Acta Numer. 12 (2003) 399, doi:10.1017/S0962492902000144.
  static let stormerVerlet = Method(
    "stormer-verlet", aliases: ["störmer-verlet", "verlet", "position-verlet", "leapfrog"],
    title: "Störmer–Verlet", order: 2,
    formula:
      "x_{n+1/2} = x_n + \\tfrac h2\\,v_n,\\quad v_{n+1} = v_n + h\\,a(x_{n+1/2}),\\quad x_{n+1} = x_{n+1/2} + \\tfrac h2\\,v_{n+1}",
    source: "E. Hairer, C. Lubich, G. Wanner, Acta Numer. 12 (2003) 399, doi:10.1017/S0962492902000144",
    StormerVerlet())
}

struct StormerVerlet: Solver {
  let order = 2
  let gainIsOfEigenvalues = false

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let groups: [StateGroup]
    private let slope: Scratch
    private let start: Scratch
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      groups = StateGroup.groups(system.problem.field.statesRead)
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
      let last = groups.count - 1
      for place in 0..<last { move(groups[place], h / 2, at: t + h / 2, result) }
      move(groups[last], h, at: t + h / 2, result)
      for place in (0..<last).reversed() { move(groups[place], h / 2, at: t + h / 2, result) }
      return true
    }

    private func move(_ group: StateGroup, _ h: Double, at time: Double, _ state: UnsafeMutablePointer<Double>) {
      system.evaluate(time, state, slope.pointer)
      if group.needsItself {
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
