import Diagnostics

/// The names a model's formulas may use.
struct ModelScope: Scope {
  let names: [String]
  /// Names that the model has, but that may not stand here, and why.
  var others: [String] = []
  var reason = ""
  var kindOfName: String { "name" }
  var hasTruthValues: Bool { false }
  func type(of name: String) -> ValueType? { names.contains(name) ? .number : nil }
  func reason(against name: String) -> String? { others.contains(name) ? reason : nil }
  var generalHint: String? { "give it a value under 'parameters' or 'input', or define it by 'name = ...'" }
}
