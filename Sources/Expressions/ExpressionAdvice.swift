import Diagnostics

/// What a formula's reader says where it cannot go on: the wording, and what the author may have meant.
struct ExpressionAdvice {
  let message: String
  let range: Range<Int>
  var hint: String?

  private init(_ message: String, _ range: Range<Int>, hint: String? = nil) {
    self.message = message
    self.range = range
    self.hint = hint
  }

  /// For a token that cannot stand behind what was read.
  static func unexpected(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> ExpressionAdvice {
    let token = tokens[position]
    let text = fragment.slice(token.range).text
    switch token.kind {
    case .end: return ExpressionAdvice("the expression ends too early", token.range)
    case .symbol("="): return ExpressionAdvice("unexpected '='", token.range, hint: "write '==' to compare")
    case .symbol(")"): return ExpressionAdvice("')' without '('", token.range)
    case .symbol("'"): return ExpressionAdvice("a prime stands only on the left of an equation", token.range)
    case .name("within"):
      return ExpressionAdvice(
        "'within' stands behind '=='", token.range, hint: "write 'a == b within 0.1'")
    case .number, .name, .symbol("("):
      let product = position > 0 ? fragment.slice(tokens[position - 1].range).text + "*" + text : "*"
      return ExpressionAdvice(
        "missing operator before '\(text)'", token.range, hint: "for a product write '\(product)'")
    default:
      return ExpressionAdvice("unexpected '\(text)'", token.range, hint: decimal(position, tokens, fragment))
    }
  }

  /// `0,5`: a comma between the digits of one number.
  private static func decimal(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> String? {
    guard tokens[position].kind == .symbol(","), position > 0, case .number = tokens[position - 1].kind,
      position + 1 < tokens.count, case .number = tokens[position + 1].kind
    else { return nil }
    let (whole, rest) = (fragment.slice(tokens[position - 1].range), fragment.slice(tokens[position + 1].range))
    return "with a decimal point it is \(whole.text).\(rest.text)"
  }

  /// For a place where a value has to stand, and something else does.
  static func missingOperand(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> ExpressionAdvice {
    let token = tokens[position]
    switch token.kind {
    case .end:
      let last = position > 0 ? tokens[position - 1].range : token.range
      return ExpressionAdvice("the expression ends after '\(fragment.slice(last).text)'", last)
    case .symbol("="), .symbol("'"): return unexpected(position, tokens, fragment)
    default: return ExpressionAdvice("expected a value before '\(fragment.slice(token.range).text)'", token.range)
    }
  }

  /// What other languages call functions that go by other names here.
  private static let foreign = [
    "ln": "the natural logarithm is 'log'", "heaviside": "write a condition: (t >= 100) is 1 or 0",
    "Heaviside": "write a condition: (t >= 100) is 1 or 0", "H": "write a condition: (t >= 100) is 1 or 0",
    "arcsin": "write 'asin'", "arccos": "write 'acos'", "arctan": "write 'atan'",
    "where": "write 'if(condition, a, b)'",
    "fabs": "write 'abs'", "pow": "write a^b",
  ]

  static func unknownFunction(_ name: String, _ range: Range<Int>, mayDraw: Bool) -> ExpressionAdvice {
    let known = mayDraw ? Function.allCases : Function.ofEquations
    return ExpressionAdvice(
      "unknown function '\(name)'", range,
      hint: foreign[name] ?? Spelling.hint(name, among: known.map(\.rawValue)) ?? "for a product write '\(name)*(...)'")
  }

  static func draw(_ name: String, _ range: Range<Int>) -> ExpressionAdvice {
    ExpressionAdvice(
      "'\(name)' draws a random number, and this is not the place for one", range,
      hint: "draws stand in the populations and synapses of a 'network'")
  }

  /// For a call with too many arguments, or too few.
  static func wrongCount(_ function: Function, _ count: Int, _ range: Range<Int>) -> ExpressionAdvice {
    let expected = function.parameters
    let wanted =
      function.isVariadic
      ? "two or more arguments"
      : expected.count == 1 ? "one argument" : "\(expected.count == 2 ? "two" : "three") arguments"
    return ExpressionAdvice(
      "'\(function.rawValue)' takes \(wanted), not \(count)", range,
      hint: "write \(function.rawValue)(\(expected.joined(separator: ", ")))")
  }
}
