/// A named method for initial value problems: the recipe, without a problem.
///
/// A solver is to its stepper as a sequence to its iterator: it never changes, and makes as many steppers as are asked of it.
package protocol Solver: Sendable {
  associatedtype Body: Stepper
  /// The order of the global error.
  var order: Int { get }
  /// How the method chooses its steps when it is given a tolerance; nothing for methods that cannot.
  var control: StepControl? { get }
  /// Whether what a step does to a linear system is a function of the step times its eigenvalues, as for all Runge–Kutta methods.
  var gainIsOfEigenvalues: Bool { get }
  /// Whether a step solves its equations by Newton's method, to a tolerance of its own.
  var usesNewton: Bool { get }
  /// Whether a state may take several substeps in a step.
  var takesSubsteps: Bool { get }
  /// Whether a step is a power series of many terms, which may wind.
  var isSeries: Bool { get }
  func stepper(for system: System) -> Body
  /// Runs the method on the problem. Each solver states this in its own file as `integrate(problem, settings)`: there the
  /// compiler knows the stepper's type, and makes one fast loop for each method.
  func solve(_ problem: Problem, _ settings: Settings) -> Solution
}

/// One run of a method: owns scratch memory and history.
package protocol Stepper {
  /// How many accepted steps before the present one the method looks back on.
  static var history: Int { get }
  /// Makes (t, y) the point that the next steps begin from.
  mutating func begin(_ t: Double, _ y: UnsafePointer<Double>)
  /// Computes the state a step of size h after the point last begun from. May be called again with another h.
  /// Gives false where the method's equations have no solution.
  mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool
  /// The step that the method itself wants to take from the point last begun from, to stay within the system's tolerance.
  /// Asked in adaptive solves, after ``begin``. Nothing leaves the choice to the step control.
  mutating func proposedStep() -> Double?
  /// The estimated error of the last step, which had size h and gave `result`, as ``System/norm`` measures it: a step is
  /// good where this is at most 1. Nothing where the method has no estimate; the step is then good as it is.
  mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double?
  /// Whether the method tells where margins become positive within a step: those with long steps do.
  static var findsCrossings: Bool { get }
  /// Where margin `index` first becomes positive within a step of size h from the point last begun from, at which it is not
  /// positive.
  mutating func crossing(of index: Int, within h: Double) -> Crossing
  /// Where margin `index` first becomes negative within a step of size h.
  mutating func release(of index: Int, within h: Double) -> Crossing
  /// How many slopes, or other vectors between the states, the last step went through, and one of them.
  var stageCount: Int { get }
  func stage(_ index: Int) -> UnsafePointer<Double>?
  /// The step as one call, for loops over steps; nothing where a step leaves anything for the next one.
  var wholeStep: WholeStep? { get }
  /// Takes the last step into the history.
  mutating func accept()
  /// Forgets all history: the state jumped, or the equations changed.
  mutating func restart()
}

/// What a stepper knows of a margin's sign within a step.
package enum Crossing: Sendable, Equatable {
  case none
  /// A size of step after which the sign is another, with one change before it.
  case before(Double)
  case unknown
}

extension Stepper {
  package static var history: Int { 0 }
  package static var findsCrossings: Bool { false }
  package mutating func crossing(of index: Int, within h: Double) -> Crossing { .unknown }
  package mutating func release(of index: Int, within h: Double) -> Crossing { .unknown }
  package mutating func proposedStep() -> Double? { nil }
  package mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? { nil }
  package var stageCount: Int { 0 }
  package func stage(_ index: Int) -> UnsafePointer<Double>? { nil }
  package var wholeStep: WholeStep? { nil }
}

extension Solver {
  package var control: StepControl? { nil }
  /// Whether a step depends on the present state alone, so that one factor R(z) says all about its stability.
  package var isOneStep: Bool { Body.history == 0 }
  package var gainIsOfEigenvalues: Bool { true }
  package var usesNewton: Bool { false }
  package var takesSubsteps: Bool { false }
  package var isSeries: Bool { false }
}
