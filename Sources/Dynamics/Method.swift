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
  package let source: String
  package let solver: any Solver
  /// How steps are chosen where nothing is said; nothing where a step or a tolerance has to be given.
  package let standardControl: Settings.Control?

  init(
    _ name: String, aliases: [String] = [], title: String, order: Int, formula: String, stability: String = "",
    source: String, standardControl: Settings.Control? = nil, _ solver: any Solver
  ) {
    self.name = name
    self.aliases = aliases
    self.title = title
    self.order = order
    self.formula = formula
    self.stability = stability
    self.source = source
    self.standardControl = standardControl
    self.solver = solver
  }

  /// The method with this name or alias.
  package static func named(_ name: String) -> Method? {
    catalogue.first { $0.name == name || $0.aliases.contains(name) }
  }

  package func solve(_ problem: Problem, _ settings: Settings) -> Solution { solver.solve(problem, settings) }
}
