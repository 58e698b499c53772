import Dynamics
import Expressions
import Learning

/// Which words with hyphens count as one name in formulas.
enum LabelNames {
  /// Whether a name has a meaning of its own in formulas.
  static func isReserved(_ name: String) -> Bool {
    name == "params" || name == "pi" || Function(rawValue: name) != nil
  }

  static func all(_ labels: [String: ResultKind]) -> Set<String> {
    Set(labels.keys).union(Measure.catalogue.map(\.name)).union(Method.catalogue.map(\.name))
      .union(Outcome.words).union(FitReport.Outcome.words).union(PinnResult.hyphenated)
      .union(PopulationQueries.hyphenated).union(BifurcationsResult.hyphenated)
      .union([SynapseKeys.inDegree.name])
  }
}
