import Diagnostics
package import Markup

/// What a directive shows: a closed set, so that the page has one writer for each.
package enum Output: Sendable {
  case figure(FigureOutput)
  case table(Table)
  /// Equations with their parameters.
  case definition(Definition)
  /// A table that tells of its block: it has no number and no caption.
  case sheet(Table)
  /// One line of summary.
  case note(String)
  /// Conditions that held.
  case checks([String])
  /// A model that runs on the page.
  case explore(ExploreOutput)
}

/// A model as the page shows it.
package struct Definition: Sendable {
  package struct Event: Sendable {
    package let name: String
    package let condition: Markup
    package let assignments: [Line]
    /// How long it cannot come again, and the states that are held so long.
    package let pause: Markup?
    package let held: [Markup]
    let isTerminal: Bool
    let comesOnce: Bool

    /// What stands in front of the condition.
    var conjunction: String { comesOnce ? "the first time that" : "when" }

    /// What it does besides: it ends the solve, or it sets nothing.
    var remark: String {
      isTerminal ? "the solve ends" : assignments.isEmpty && held.isEmpty ? "it is counted" : ""
    }
  }
  package struct Line: Sendable {
    package let left: Markup
    package let right: Markup
  }
  package var equations: [Line]
  /// `when v ≥ v_peak: v ← c, w ← w + d`
  package var events: [Event]
  package var inputs: [Line]
  package var initial: [Line]
  /// Whether the model begins at the equilibrium that it comes to from there.
  package var beginsAtRest = false
  package var parameters: Table?
  package var source: String?
}
