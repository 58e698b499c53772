extension Method {
  /// Explicit Euler for one group of states after the other, each with the new values of those before it: states whose rates do not
  /// need each other, as all places and all velocities, are a group, however they are listed. For places before velocities that is
  /// symplectic. Time stands still at the start of the step.
  /// E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration (2006), I.1.2, doi:10.1007/3-540-30666-8.
  static let symplecticEuler = Method(
    "symplectic-euler", aliases: ["euler-cromer"], title: "Symplectic Euler", order: 1,
    formula: "x_{n+1} = x_n + h\\,v_n,\\quad v_{n+1} = v_n + h\\,a(x_{n+1})",
    source:
      "E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration (2006), I.1.2, doi:10.1007/3-540-30666-8",
    SymplecticEuler())
}

struct SymplecticEuler: Solver {
  let order = 1
  let gainIsOfEigenvalues = false

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let groups: [StateGroup]
    private let slope: Scratch
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      groups = StateGroup.groups(system.problem.field.statesRead)
      slope = Scratch(system.dimension)
      y = UnsafePointer(slope.pointer)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for index in 0..<system.dimension { result[index] = y[index] }
      for group in groups {
        system.evaluate(t, result, slope.pointer)
        for index in group.states { result[index] += h * slope.pointer[index] }
      }
      return true
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
