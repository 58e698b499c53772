import Diagnostics
import Expressions

extension Written {
  /// Why the number that a formula gave cannot be shown: it is not finite. One thing alone that is asked for may have no finite
  /// answer, which tables print.
  func failure(_ number: Double, called name: String) -> Diagnostic? {
    if case .query = expression.node { return nil }
    guard !number.isFinite else { return nil }
    return .error(
      "'\(name)' is not a finite number: it is \(number.isNaN ? "undefined" : "\(number)")", at: location)
  }
}
