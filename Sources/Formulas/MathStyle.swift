/// The size and manner in which a piece is set: the four styles of TeX.
enum MathStyle: Int, Sendable, Comparable {
  case display, text, script, scriptScript

  /// Of a superscript or a subscript.
  var script: MathStyle { self < .script ? .script : .scriptScript }

  /// Of a numerator or a denominator.
  var fraction: MathStyle {
    switch self {
    case .display: .text
    case .text: .script
    case .script, .scriptScript: .scriptScript
    }
  }

  /// In scripts TeX leaves out the space around relations and binary operators.
  var isScript: Bool { self >= .script }

  static func < (left: MathStyle, right: MathStyle) -> Bool { left.rawValue < right.rawValue }
}
