import Expressions
import Markup

extension ModelDefinition {
  /// A range of a state or a parameter to begin with, for hints: from zero to twice where it begins.
  func usualRange(of name: String) -> String {
    let value =
      stateNames.firstIndex(of: name).map { beginning(at: 0)[$0] } ?? parameters.first { $0.name == name }?.value ?? 0
    guard value.isFinite, value != 0 else { return "-1 to 1" }
    let end = Digits.compact(2 * value, 2)
    return value > 0 ? "0 to \(end)" : "\(end) to 0"
  }
}
