/// A solver as notebooks name it: its recipe, and what is known of it.
package struct Method: Sendable {
  package let name: String
  /// Other names that people try.
  package let aliases: [String]
  package let title: String
  /// The order of the global error with located events.
  package let order: Int
  /// One step, in TeX.
  package let formula: String
  /// R(z), the factor of one step on y' = λy with z = hλ; empty where there is none.
  package let stability: String
  package let claim: StabilityClaim
  package let source: String
  /// What the method is run with where neither a step nor a tolerance is given, for methods that are a whole recipe.
  package let preset: Settings.Control?
  package let solver: any Solver

  init(
    _ name: String, aliases: [String] = [], title: String, order: Int, formula: String, stability: String = "",
    claim: StabilityClaim = .none, source: String, preset: Settings.Control? = nil, _ solver: any Solver
  ) {
    self.name = name
    self.aliases = aliases
    self.title = title
    self.order = order
    self.formula = formula
    self.stability = stability
    self.claim = claim
    self.source = source
    self.preset = preset
    self.solver = solver
  }

  /// What is said of |R(z)| ≤ 1; held by tests.
  package enum StabilityClaim: Sendable, Equatable {
    case none
    /// On the whole negative real axis.
    case realAxis
    /// On the whole left half of the plane.
    case aStable
    /// On the whole left half of the plane, and R is 0 at infinity: stiff parts die out at once.
    case lStable
  }

  /// Whether the method can be run with a tolerance.
  package var isAdaptive: Bool { solver.control != nil }

  /// The least relative tolerance that its steps can be held to.
  package var leastTolerance: Double? { solver.control?.leastTolerance }

  /// The method with this name or alias.
  package static func named(_ name: String) -> Method? {
    catalogue.first { $0.name == name || $0.aliases.contains(name) }
  }

  package func solve(_ problem: Problem, _ settings: Settings) -> Solution { solver.solve(problem, settings) }
}
