import Diagnostics
import Markup

/// How `{{ }}` and tables print a number: `.3f`, `.2e`, `.4g`, `d`, `.1%`.
package struct NumberFormat: Sendable, Equatable {
  package enum Style: Sendable { case fixed, exponent, general, whole, percent }
  package let style: Style
  package let digits: Int

  package init(_ style: Style, _ digits: Int) {
    self.style = style
    self.digits = digits
  }

  /// Reads the part behind the colon.
  package init?(parsing text: String) {
    if text == "d" {
      self.init(.whole, 0)
      return
    }
    guard text.hasPrefix("."), let last = text.last, let digits = Int(text.dropFirst().dropLast()),
      (0...17).contains(digits)
    else { return nil }
    switch last {
    case "f": self.init(.fixed, digits)
    case "e": self.init(.exponent, digits)
    case "%": self.init(.percent, digits)
    case "g": self.init(.general, max(1, digits))
    default: return nil
    }
  }

  package func text(_ value: Double) -> String {
    switch style {
    case .fixed: Digits.fixed(value, digits)
    case .whole: Digits.fixed(value, 0)
    case .percent: Digits.fixed(100 * value, digits) + "\u{202F}%"
    case .exponent: Digits.scientific(value, digits)
    case .general: Digits.compact(value, digits)
    }
  }

  /// Six digits that matter: what a reader wants to see where no format is given.
  package static let standard = NumberFormat(.general, 6)
}
