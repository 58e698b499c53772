package import Diagnostics

/// Reads tokens into an ``Expression``. It never throws: a mistake gives one diagnostic and a hole in the tree.
package struct ExpressionParser {
  let fragment: Fragment
  let tokens: [Token]
  var position: Int
  private var depth = 0
  /// Whether calls may be random draws.
  private var mayDraw = false
  /// Names that stand for something where the expression is used, as far as that is known.
  private let known: Set<String>
  /// Functions of the model's author that may be called.
  private let functions: OwnFunction.Signatures
  package private(set) var diagnostics: [Diagnostic]

  /// Deeper nesting than any formula has; recursion stays far from the end of the stack.
  private static let deepest = 100
  /// A longer chain of sums or products is a tree too deep for those who read it after us.
  private static let longest = 500

  package init(
    _ fragment: Fragment, tokens: [Token], known: Set<String> = [], functions: OwnFunction.Signatures = [:],
    diagnostics: [Diagnostic] = []
  ) {
    self.fragment = fragment
    self.known = known
    self.functions = functions
    self.tokens =
      tokens.last?.kind == .end
      ? tokens : tokens + [Token(kind: .end, range: fragment.bytes.count..<fragment.bytes.count)]
    position = 0
    self.diagnostics = diagnostics
  }

  /// Reads the whole fragment as one expression.
  package static func parse(
    _ fragment: Fragment, names: Set<String> = [], functions: OwnFunction.Signatures = [:], mayDraw: Bool = false
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    let (tokens, diagnostics) = Lexer.tokens(of: fragment, names: names)
    var parser = ExpressionParser(fragment, tokens: tokens, functions: functions, diagnostics: diagnostics)
    parser.mayDraw = mayDraw
    let expression = parser.wholeExpression()
    return (expression, parser.diagnostics)
  }

  /// An expression up to the end of the tokens.
  package mutating func wholeExpression() -> Expression {
    if current.kind == .end {
      if diagnostics.isEmpty { fail("expected an expression", at: current.range) }
      return hole
    }
    let expression = disjunction()
    if current.kind != .end { failUnexpected() }
    return diagnostics.hasErrors ? Expression(.hole, at: expression.range) : expression
  }

  // MARK: Tokens

  var current: Token { tokens[position] }
  private var hole: Expression { Expression(.hole, at: current.range) }
  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  private mutating func take(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard current.isName(word) else { return false }
    advance()
    return true
  }

  /// One syntax error for an expression: what follows it would be guesswork.
  mutating func fail(_ message: String, at range: Range<Int>, hint: String? = nil) {
    fail(ExpressionAdvice(message, range, hint: hint))
  }

  mutating func fail(_ advice: ExpressionAdvice) {
    if !diagnostics.hasErrors {
      diagnostics.append(
        .error(advice.message, at: fragment.location(advice.range), hint: advice.hint, about: advice.subject))
    }
    position = tokens.count - 1
  }

  mutating func failUnexpected() { fail(.unexpected(position, tokens, fragment, known: known)) }

  private func spanning(_ left: Expression, _ right: Expression) -> Range<Int> {
    left.range.lowerBound..<max(left.range.upperBound, right.range.upperBound)
  }

  // MARK: Grammar

  private mutating func disjunction() -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      fail("the expression is nested too deeply", at: current.range, hint: "name a part of it")
      return hole
    }
    return chain([.or]) { $0.conjunction() }
  }

  private mutating func conjunction() -> Expression { chain([.and]) { $0.inversion() } }

  /// Operands with operators of one rank between them, which bind from the left.
  private mutating func chain(_ operators: [BinaryOperator], of operand: (inout Self) -> Expression) -> Expression {
    var left = operand(&self)
    var length = 0
    while let operation = takeOperator(operators) {
      length += 1
      if length > Self.longest { fail("the expression is too long", at: current.range, hint: "name a part of it") }
      let right = operand(&self)
      if operation == .divide, let advice = ExpressionAdvice.rateOrItsInverse(left, right, fragment) { fail(advice) }
      left = Expression(.binary(operation, left, right), at: spanning(left, right))
    }
    return left
  }

  private mutating func takeOperator(_ operators: [BinaryOperator]) -> BinaryOperator? {
    for operation in operators where operation.isLogical ? takeWord(operation.rawValue) : take(operation.rawValue) {
      return operation
    }
    return nil
  }

  private mutating func inversion() -> Expression {
    let start = current.range.lowerBound
    var count = 0
    while takeWord("not") { count += 1 }
    if count > Self.deepest { fail("the expression is nested too deeply", at: current.range) }
    var expression = comparison()
    for _ in 0..<min(count, Self.deepest) {
      expression = Expression(.not(expression), at: start..<expression.range.upperBound)
    }
    return expression
  }

  private mutating func comparison() -> Expression {
    let left = sum()
    guard let operation = takeOperator(BinaryOperator.comparisons) else { return left }
    let right = sum()
    let whole = spanning(left, right)
    let extra = current.range
    if takeOperator(BinaryOperator.comparisons) != nil {
      fail("comparisons do not chain", at: extra, hint: "write 'a < b and b < c'")
    }
    if current.isName("within") {
      let word = current.range
      advance()
      var tolerance = sum()
      if case .number(let part) = tolerance.node, case let sign = current.range, take("%") {
        // A part of what is on the right.
        let size = Expression(.function(.abs, [right]), at: right.range)
        let whole = tolerance.range.lowerBound..<sign.upperBound
        tolerance = Expression(.binary(.multiply, Expression(.number(part / 100), at: whole), size), at: whole)
      }
      guard operation == .equal else {
        fail("'within' goes with '=='", at: word, hint: "write 'a == b within tolerance'")
        return hole
      }
      return Expression(
        .within(left, right, tolerance: tolerance), at: whole.lowerBound..<tolerance.range.upperBound)
    }
    return Expression(.binary(operation, left, right), at: whole)
  }

  private mutating func sum() -> Expression { chain([.add, .subtract]) { $0.product() } }

  private mutating func product() -> Expression { chain([.multiply, .divide]) { $0.signed() } }

  private mutating func signed() -> Expression {
    let start = current.range.lowerBound
    var signs: [String] = []
    while true {
      if take("-") { signs.append("-") } else if take("+") { signs.append("+") } else { break }
    }
    if signs.count > Self.deepest { fail("the expression is nested too deeply", at: current.range) }
    var expression = power()
    for sign in signs.prefix(Self.deepest).reversed() where sign == "-" {
      let range = start..<expression.range.upperBound
      switch expression.node {
      // A literal takes its sign in: -2 is a number, -2^2 is not.
      case .number(let value): expression = Expression(.number(-value), at: range)
      case .quantity(let value, let unit): expression = Expression(.quantity(-value, unit), at: range)
      default: expression = Expression(.negation(expression), at: range)
      }
    }
    return expression
  }

  private mutating func power() -> Expression {
    let base = postfix()
    // Behind its unit, and not behind a parenthesis.
    let isLiteral = if case .name = tokens[max(0, position - 1)].kind { true } else { false }
    guard take("^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      fail("the expression is nested too deeply", at: current.range)
      return hole
    }
    let exponent = signed()
    // 4 V^2 are four square volts, and (4 V)^2 sixteen.
    if isLiteral, case .quantity(let value, let unit) = base.node, case .number(let number) = exponent.node,
      let whole = Int(exactly: number), abs(whole) <= 9
    {
      return Expression(.quantity(value, unit.power(whole)), at: spanning(base, exponent))
    }
    return Expression(.binary(.power, base, exponent), at: spanning(base, exponent))
  }

  private mutating func postfix() -> Expression {
    var expression = primary()
    var length = 0
    while current.isSymbol(".") {
      let dot = current.range
      advance()
      guard case .name(let name) = current.kind, length < Self.deepest else {
        fail("expected a name after '.'", at: dot)
        return hole
      }
      length += 1
      var end = current.range.upperBound
      advance()
      var arguments: [Expression.Argument]?
      if current.isSymbol("("), expression.node == .symbol("params") {
        fail(.product(of: "params.\(name)", current.range))
      }
      if current.isSymbol("(") {
        arguments = self.arguments()
        end = tokens[max(0, position - 1)].range.upperBound
      }
      expression = Expression(.query(expression, name, arguments), at: expression.range.lowerBound..<end)
    }
    return expression
  }

  private mutating func arguments() -> [Expression.Argument] {
    let open = current.range
    advance()
    var arguments: [Expression.Argument] = []
    if take(")") { return arguments }
    while true {
      let name = argumentName()
      arguments.append(Expression.Argument(name: name, value: disjunction()))
      if take(",") { continue }
      if take(")") { return arguments }
      if current.kind == .end { fail("'(' is never closed", at: open) } else { failUnexpected() }
      return arguments
    }
  }

  /// `name =` or `part.name =` before an argument; nothing, with nothing taken, where there is none.
  private mutating func argumentName() -> String? {
    var words: [String] = []
    var next = position
    while case .name(let word) = tokens[next].kind {
      words.append(word)
      let sign = tokens[next + 1]
      guard sign.isSymbol("=") || sign.isSymbol(".") else { return nil }
      next += 2
      if sign.isSymbol("=") {
        position = next
        return words.joined(separator: ".")
      }
    }
    return nil
  }

  private mutating func primary() -> Expression {
    let token = current
    switch token.kind {
    case .number(let value, _): return literal(value, token)
    case .name(let name):
      advance()
      if Self.isWord(name) {
        fail("unexpected '\(name)'", at: token.range)
        return hole
      }
      return current.isSymbol("(") ? call(name, token.range) : Expression(.symbol(name), at: token.range)
    case .symbol("("):
      advance()
      let inner = disjunction()
      guard take(")") else {
        if current.kind == .end { fail("'(' is never closed", at: token.range) } else { failUnexpected() }
        return hole
      }
      let whole = Expression(inner.node, at: token.range.lowerBound..<tokens[position - 1].range.upperBound)
      return inParentheses(whole) ?? whole
    default:
      fail(.missingOperand(position, tokens, fragment))
      return hole
    }
  }

  static func isWord(_ name: String) -> Bool { ["and", "or", "not", "within"].contains(name) }

  private mutating func call(_ name: String, _ range: Range<Int>) -> Expression {
    let function = Function(rawValue: name)
    guard let expected = functions[name] ?? function?.parameters else {
      fail(.unknownFunction(name, position - 1, tokens, fragment, own: functions.keys.sorted(), mayDraw: mayDraw))
      return hole
    }
    let isOwn = functions[name] != nil
    guard isOwn || mayDraw || function?.isDraw == false else {
      fail(.draw(name, range))
      return hole
    }
    let arguments = arguments()
    let end = tokens[max(0, position - 1)].range.upperBound
    let whole = range.lowerBound..<max(range.upperBound, end)
    if diagnostics.hasErrors { return hole }
    let isVariadic = !isOwn && function?.isVariadic == true
    if arguments.count < expected.count || arguments.count > expected.count && !isVariadic {
      fail(.wrongCount(name, expected, isVariadic: isVariadic, arguments.map(\.value), whole))
      return hole
    }
    if let named = arguments.first(where: { $0.name != nil }) {
      fail("'\(name)' takes no named arguments", at: named.value.range)
    }
    let values = arguments.map(\.value)
    guard !isOwn, let function else { return Expression(.call(name, values), at: whole) }
    return Expression(.function(function, values), at: whole)
  }
}
