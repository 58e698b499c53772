import Diagnostics

/// What a formula's reader says where it cannot go on: the wording, and what the author may have meant.
package struct ExpressionAdvice {
  let message: String
  let range: Range<Int>
  var hint: String?
  var subject: Diagnostic.Subject?

  init(_ message: String, _ range: Range<Int>, hint: String? = nil, about subject: Diagnostic.Subject? = nil) {
    self.message = message
    self.range = range
    self.hint = hint
    self.subject = subject
  }

  /// For a token that cannot stand behind what was read.
  ///
  /// - Parameter known: names that stand for something, and so for no unit.
  static func unexpected(
    _ position: Int, _ tokens: [Token], _ fragment: Fragment, known: Set<String> = []
  ) -> ExpressionAdvice {
    let token = tokens[position]
    let text = fragment.slice(token.range).text
    switch token.kind {
    case .end: return ExpressionAdvice("the expression ends too early", token.range)
    case .symbol("="):
      let isReversed = tokens.indices.contains(position + 1) && tokens[position + 1].isSymbol(">")
      return ExpressionAdvice(
        "unexpected '='", token.range,
        hint: isReversed ? "write '>='" : "write '>=' in an event, or '==' where two numbers are compared")
    case .symbol(")"): return ExpressionAdvice("')' without '('", token.range)
    case .symbol("'"):
      if let (range, number) = ForeignNumbers.number(position, tokens, fragment, known: known) {
        return ExpressionAdvice("this is no number here", range, hint: "write \(number)")
      }
      return ExpressionAdvice(
        "a prime stands only on the left of an equation", token.range, hint: ForeignHabits.derivative())
    case .name("within"):
      return ExpressionAdvice(
        "'within' stands behind '=='", token.range, hint: "write 'a == b within 0.1'")
    case .name("if"): return condition(position, tokens, fragment)
    case .number, .name, .symbol("("):
      if let (range, number) = ForeignNumbers.number(position, tokens, fragment, known: known) {
        return ExpressionAdvice("this is no number here", range, hint: "write \(number)")
      }
      if let advice = unit(position, tokens, known) ?? perUnit(position, tokens) ?? power(position, tokens, fragment)
        ?? argument(position, tokens, fragment)
      {
        return advice
      }
      if text.hasPrefix("."), position > 0, case .name(let owner) = tokens[position - 1].kind {
        let rest = fragment.slice(token.range.lowerBound + 1..<fragment.bytes.count).text.prefix {
          $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
        }
        return ExpressionAdvice(
          "expected a name after '.'", token.range, hint: "for a part that is no word write '\(owner).\"\(rest)\"'")
      }
      if position > 0, tokens[position - 1].isSymbol(")"), Unit(parsing: text) != nil {
        return ExpressionAdvice(
          "missing operator before '\(text)'", token.range,
          hint: "a unit stands behind a number: '1 \(text)'; in prose ':\(text)' shows the whole in it")
      }
      if ["AND", "OR", "NOT"].contains(text) {
        return ExpressionAdvice("unexpected '\(text)'", token.range, hint: "write '\(text.lowercased())'")
      }
      let product = position > 0 ? fragment.slice(tokens[position - 1].range).text + "*" + text : "*"
      return ExpressionAdvice(
        "missing operator before '\(text)'", token.range, hint: "for a product write '\(product)'")
    default:
      return ExpressionAdvice("unexpected '\(text)'", token.range, hint: decimal(position, tokens, fragment))
    }
  }

  /// `[1, 2]` or `{1, 2}`: a list in place of a value.
  static func list(_ fragment: Fragment) -> ExpressionAdvice? {
    let text = fragment.text
    guard text.hasPrefix("[") && text.hasSuffix("]") || text.hasPrefix("{") && text.hasSuffix("}") else { return nil }
    return ExpressionAdvice("expected a value, not a list", fragment.range, hint: oneValue)
  }

  /// Where several values go.
  package static let oneValue = "one value is wanted here; several stand under 'vary' of a 'sweep'"

  /// `70 pa`, `1 msec`: a number, and a word that is nearly a unit.
  private static func unit(_ position: Int, _ tokens: [Token], _ known: Set<String>) -> ExpressionAdvice? {
    guard position > 0, case .number(_, let decimal) = tokens[position - 1].kind,
      case .name(let word) = tokens[position].kind, !known.contains(word)
    else { return nil }
    let range = tokens[position].range
    if Unit.isAngle(word) {
      return ExpressionAdvice("'\(word)' is not a unit", range, hint: "angles are in radians: write \(decimal)*pi/180")
    }
    guard let unit = Unit.meant(by: word) else {
      let advice = Unit.advice(word.lowercased())
      let product = "for a product write '\(decimal)*\(word)'"
      if word == "t" {
        return ExpressionAdvice("missing operator before 't'", range, hint: product + "; a tonne is 1 Mg")
      }
      if word.count == 1 || Function(rawValue: word) != nil, advice == nil { return nil }
      return ExpressionAdvice("'\(word)' is not a unit", range, hint: advice ?? product)
    }
    // A single letter is more likely a name.
    if word.count == 1 {
      return ExpressionAdvice(
        "missing operator before '\(word)'", range,
        hint: "for a product write '\(decimal)*\(word)'; the unit is '\(unit)'")
    }
    return ExpressionAdvice("'\(word)' is not a unit", range, hint: "did you mean '\(unit)'?")
  }

  /// `0.02 1/year`: a unit below the line that is none.
  private static func perUnit(_ position: Int, _ tokens: [Token]) -> ExpressionAdvice? {
    guard position > 0, position + 2 < tokens.count, case .number = tokens[position - 1].kind,
      tokens[position].kind == .number(1, decimal: "1"), tokens[position + 1].isSymbol("/"),
      case .name(let word) = tokens[position + 2].kind, Unit(parsing: word) == nil, let hint = Unit.hint(word)
    else { return nil }
    return ExpressionAdvice("'\(word)' is not a unit", tokens[position + 2].range, hint: hint)
  }

  /// `sin^2(x)`: the power of a function's value.
  private static func power(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> ExpressionAdvice? {
    guard position > 2, tokens[position].isSymbol("("), tokens[position - 2].isSymbol("^"),
      case .number = tokens[position - 1].kind, case .name(let name) = tokens[position - 3].kind,
      Function(rawValue: name) != nil
    else { return nil }
    let exponent = fragment.slice(tokens[position - 1].range).text
    let arguments = call(position - 1, tokens, fragment).drop { $0 != "(" }
    return ExpressionAdvice(
      "'\(name)' wants its argument in parentheses", tokens[position - 3].range,
      hint: "write \(name)\(arguments)^\(exponent)")
  }

  /// `sin om*t`: a function without parentheses.
  private static func argument(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> ExpressionAdvice? {
    guard position > 0, case .name(let name) = tokens[position - 1].kind, Function(rawValue: name) != nil else {
      return nil
    }
    let rest = tokens[position...].prefix { token in
      token.kind != .end && token.kind != .lineEnd
        && !["+", "-", ",", ")", "<", ">", "<=", ">="].contains { token.isSymbol($0) }
    }
    let end = rest.last?.range.upperBound ?? tokens[position].range.upperBound
    return ExpressionAdvice(
      "'\(name)' wants its argument in parentheses", tokens[position - 1].range,
      hint: "write \(name)(\(fragment.slice(tokens[position].range.lowerBound..<end).text))")
  }

  /// `70 pA if t > 100 ms else 0`.
  private static func condition(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> ExpressionAdvice {
    func text(_ part: ArraySlice<Token>) -> String? {
      guard let first = part.first, let last = part.last else { return nil }
      return fragment.slice(first.range.lowerBound..<last.range.upperBound).text
    }
    let range = tokens[position].range
    let start = opening(position, tokens).map { $0 + 1 } ?? 0
    var depth = 0
    let rest = tokens[(position + 1)...].prefix { token in
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      return token.kind != .end && token.kind != .lineEnd && depth >= 0
    }
    let question = rest.prefix { !$0.isName("else") }
    let other = text(rest.dropFirst(question.count + 1))
    guard let value = text(tokens[start..<position]), let holds = text(question), !value.contains("if(") else {
      return ExpressionAdvice("unexpected 'if'", range, hint: "write if(condition, then, else)")
    }
    let isSum = tokens[start..<position].dropFirst().contains { $0.isSymbol("+") || $0.isSymbol("-") }
    let product = "\(isSum ? "(\(value))" : value)*(\(holds))"
    return ExpressionAdvice(
      "unexpected 'if'", range,
      hint: other == nil || other == "0" ? "write \(product)" : "write if(\(holds), \(value), \(other ?? "0"))")
  }

  /// The parenthesis that is open at a token.
  private static func opening(_ position: Int, _ tokens: [Token]) -> Int? {
    var depth = 0
    for place in tokens[..<position].indices.reversed() {
      if tokens[place].isSymbol(")") { depth += 1 }
      if tokens[place].isSymbol("(") {
        if depth == 0 { return place }
        depth -= 1
      }
    }
    return nil
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

  static func unknownFunction(
    _ name: String, _ position: Int, _ tokens: [Token], _ fragment: Fragment, own: [String], mayDraw: Bool
  ) -> ExpressionAdvice {
    let known = own + (mayDraw ? Function.allCases : Function.ofEquations).map(\.rawValue)
    let habit = ForeignHabits.function(name, call(position, tokens, fragment), mayDraw: mayDraw)
    return ExpressionAdvice(
      "unknown function '\(name)'", tokens[position].range,
      hint: habit ?? Spelling.hint(name, among: known) ?? "for a product write '\(name)*(...)'",
      about: .unknownFunction(name))
  }

  /// A call as it is written, from its name to its closing parenthesis.
  private static func call(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> String {
    var depth = 0
    for token in tokens[(position + 1)...] {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0 {
        return fragment.slice(tokens[position].range.lowerBound..<token.range.upperBound).text
      }
    }
    return ""
  }

  /// For a parenthesis behind what takes no arguments.
  static func product(of name: String, _ parenthesis: Range<Int>) -> ExpressionAdvice {
    ExpressionAdvice("missing operator before '('", parenthesis, hint: "for a product write '\(name)*(...)'")
  }

  static func draw(_ name: String, _ range: Range<Int>) -> ExpressionAdvice {
    ExpressionAdvice(
      "'\(name)' draws a random number, and this is not the place for one", range,
      hint:
        "a 'network' draws parameters and initial values of its populations, and weights and delays; for an input make its number a parameter of the model, 'input: {I: I0}', and draw 'I0'"
    )
  }

  /// For a call with too many arguments, or too few.
  static func wrongCount(
    _ name: String, _ expected: [String], isVariadic: Bool, _ arguments: [Expression], _ range: Range<Int>
  ) -> ExpressionAdvice {
    let count = arguments.count
    // Of the name a state: the largest of its values.
    if count == 1, name == "max" || name == "min", case .query(let owner, let state, _) = arguments[0].node,
      case .symbol = owner.node
    {
      return ExpressionAdvice(
        "'\(name)' takes two or more arguments, not 1", range, hint: "write '\(owner.text).\(name)(\(state))'")
    }
    let numbers = ["no", "one", "two", "three", "four", "five"]
    let least = numbers.indices.contains(expected.count) ? numbers[expected.count] : String(expected.count)
    return ExpressionAdvice(
      "'\(name)' takes \(least)\(isVariadic ? " or more" : "") argument\(expected.count == 1 ? "" : "s"), not \(count)",
      range, hint: "write \(name)(\(expected.joined(separator: ", ")))")
  }
}
