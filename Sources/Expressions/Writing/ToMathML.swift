package import Markup

/// Writes formulas of the expression language as MathML Core, the way a textbook sets them.
package struct MathWriter {
  /// One-letter states: a name such as `vr` is read as v with an index r where v is a state.
  let states: Set<String>

  package init(states: [String] = []) { self.states = Set(states.filter { $0.count == 1 }) }

  package func math(_ expression: Expression) -> Markup { write(expression, above: 0) }

  /// `C dv/dt = ...` or `α = ...`
  package func math(_ equation: Equation) -> (left: Markup, right: Markup) {
    let right = write(equation.right.shown, above: 0)
    switch equation.subject {
    case .definition(let name): return (self.name(name), right)
    case .derivative(let name):
      let quotient = Markup.tag(
        "mfrac", [:],
        row([.tag("mi", ["mathvariant": "normal"], "d")] + (isWord(name) ? [thinSpace] : []) + [self.name(name)]),
        row([.tag("mi", ["mathvariant": "normal"], "d"), .tag("mi", [:], "t")]))
      return (
        equation.factor.map { row([write($0, above: 6), thinSpace, quotient]) } ?? quotient,
        right
      )
    }
  }

  /// `σ(x, k) = ...`
  package func math(_ function: OwnFunction) -> (left: Markup, right: Markup) {
    (applied(name(function.name), function.parameters.map(Expression.symbol)), write(function.body.shown, above: 0))
  }

  // MARK: Formulas

  private let thinSpace = Markup.tag("mspace", ["width": "0.17em"])
  private let times = Markup.tag("mo", [:], "\u{2062}")

  private func row(_ content: [Markup]) -> Markup { content.count == 1 ? content[0] : .tag("mrow", [:], content) }

  private func sign(_ text: String) -> Markup { .tag("mo", [:], .text(text)) }

  private func parenthesized(_ content: Markup, isTall: Bool = false) -> Markup {
    let stretchy = isTall ? "true" : "false"
    return .tag("mrow", [:], .tag("mo", ["stretchy": stretchy], "("), content, .tag("mo", ["stretchy": stretchy], ")"))
  }

  /// Whether the formula has a fraction, which parentheses around it grow with.
  private func isTall(_ expression: Expression) -> Bool {
    expression.contains { part in
      if case .binary(.divide, _, _) = part.node { true } else { part.isConditional }
    }
  }

  /// The digits, and the power of ten where there is one: 10⁴ and 3 × 10⁷ for numbers that are mostly noughts, too.
  private func parts(of value: Double) -> [String] {
    let text = Digits.shortest(abs(value))
    let parts = text.split(separator: "e").map(String.init)
    let noughts = text.reversed().prefix { $0 == "0" }.count
    return parts.count == 1 && noughts >= 4 && text.count - noughts == 1
      ? [String(text.prefix(1)), "\(noughts)"] : parts
  }

  package func number(_ value: Double) -> Markup {
    let parts = self.parts(of: value)
    var content: Markup = .tag("mn", [:], .text(parts[0]))
    if parts.count == 2, let exponent = Int(parts[1]) {
      let raised: Markup =
        exponent < 0
        ? .tag("mrow", [:], sign("−"), .tag("mn", [:], .text(String(-exponent))))
        : .tag("mn", [:], .text(String(exponent)))
      let power = Markup.tag("msup", [:], .tag("mn", [:], "10"), raised)
      content = parts[0] == "1" ? power : .tag("mrow", [:], content, sign("×"), power)
    }
    return value < 0 ? .tag("mrow", [:], sign("−"), content) : content
  }

  private func write(_ expression: Expression, above: Int) -> Markup {
    switch expression.node {
    case .number(let value):
      return value < 0 && above > 5 ? parenthesized(number(value)) : number(value)
    case .quantity(let value, let unit):
      let measured = Markup.tag("mrow", [:], number(value), .tag("mtext", [:], .text("\u{A0}" + unit.symbol)))
      return above > BinaryOperator.multiply.precedence || value < 0 && above > 5 ? parenthesized(measured) : measured
    case .symbol(let name): return self.name(name)
    case .hole: return .tag("mtext", [:], "?")
    case .recorded(let recorded, let time): return applied(.tag("mtext", [:], .text(recorded.name)), [time])
    case .negation(let x):
      let content = Markup.tag("mrow", [:], sign("−"), write(x, above: 6))
      return above > 5 ? parenthesized(content) : content
    case .not(let x): return .tag("mrow", [:], sign("¬"), write(x, above: 7))
    case .binary(let operation, let a, let b): return binary(operation, a, b, above)
    case .function(let function, let arguments):
      let content = call(function, arguments)
      // A brace to the left alone does not say where the cases end.
      return above > 0 && expression.isConditional ? parenthesized(content, isTall: true) : content
    case .call(let name, let arguments): return applied(self.name(name), arguments)
    case .query, .within: return .tag("mtext", [:], .text(expression.text))
    }
  }

  private func binary(_ operation: BinaryOperator, _ a: Expression, _ b: Expression, _ above: Int) -> Markup {
    let own = operation.precedence
    if let positive = withoutLeadingSign(Expression(.binary(operation, a, b), at: 0..<0)) {
      // −a b and −a/b begin with their sign.
      let content = Markup.tag("mrow", [:], sign("−"), write(positive, above: BinaryOperator.multiply.precedence))
      return above > BinaryOperator.add.precedence ? parenthesized(content, isTall: isTall(positive)) : content
    }
    let content: Markup
    switch operation {
    case .divide: return .tag("mfrac", [:], write(a, above: 0), write(b, above: 0))
    case .power: return .tag("msup", [:], base(a), write(b, above: 0))
    case .multiply:
      content = .tag("mrow", [:], factor(a, above: own), between(a, b), factor(b, above: own + 1))
    case .add, .subtract:
      content = .tag("mrow", [:], write(a, above: own), sign(operation == .add ? "+" : "−"), write(b, above: own + 1))
    default:
      content = .tag(
        "mrow", [:], write(a, above: own + 1), sign(Self.signs[operation] ?? operation.rawValue),
        write(b, above: own + 1))
    }
    return own < above ? parenthesized(content, isTall: isTall(a) || isTall(b)) : content
  }

  /// The same product or quotient without the minus sign that its first factor begins with; nothing where there is none.
  private func withoutLeadingSign(_ expression: Expression) -> Expression? {
    switch expression.node {
    case .binary(let operation, let a, let b) where operation == .multiply || operation == .divide:
      if case .negation(let x) = a.node { return Expression(.binary(operation, x, b), at: a.range) }
      if case .number(let value) = a.node, value < 0 {
        return Expression(.binary(operation, Expression(.number(-value), at: a.range), b), at: a.range)
      }
      return withoutLeadingSign(a).map { Expression(.binary(operation, $0, b), at: a.range) }
    default: return nil
    }
  }

  /// A condition as a factor is 1 or 0: Iverson's bracket.
  private func factor(_ expression: Expression, above: Int) -> Markup {
    guard case .binary(let operation, _, _) = expression.node, operation.isComparison || operation.isLogical else {
      return write(expression, above: above)
    }
    return .tag(
      "mrow", [:], .tag("mo", ["stretchy": "false"], "["), write(expression, above: 0),
      .tag("mo", ["stretchy": "false"], "]"))
  }

  /// What a power stands on: anything but a plain name or number is put in parentheses.
  private func base(_ expression: Expression) -> Markup {
    switch expression.node {
    case .symbol: write(expression, above: 9)
    case .number(let value) where value >= 0 && parts(of: value).count == 1: write(expression, above: 9)
    default: parenthesized(write(expression, above: 0))
    }
  }

  /// Two numbers side by side need a sign between them, and so does a unit before anything. Words need a gap: `prey pred`.
  private func between(_ a: Expression, _ b: Expression) -> Markup {
    if startsWithDigit(b) || endsWithUnit(a) { return sign("·") }
    if b.isNamedCall { return thinSpace }
    let hasWord = isWord(a.lastFactor) || isWord(b.firstFactor)
    return hasWord ? .tag("mo", ["lspace": "0.17em"], "\u{2062}") : times
  }

  private func isWord(_ name: String) -> Bool { letter(parts(of: name)?.base ?? name).count > 1 }

  /// Whether it is written with several letters side by side.
  private func isWord(_ factor: Expression) -> Bool {
    switch factor.node {
    case .symbol(let name): isWord(name)
    case .binary(.power, let base, _): isWord(base)
    default: false
    }
  }

  private func startsWithDigit(_ expression: Expression) -> Bool {
    switch expression.node {
    case .number, .quantity: true
    case .binary(.multiply, let a, _): startsWithDigit(a)
    case .binary(.power, let a, _): startsWithDigit(a)
    default: false
    }
  }

  private func endsWithUnit(_ expression: Expression) -> Bool {
    switch expression.node {
    case .quantity: true
    case .binary(.multiply, _, let b): endsWithUnit(b)
    default: false
    }
  }

  private static let signs: [BinaryOperator: String] = [
    .less: "<", .lessOrEqual: "≤", .greater: ">", .greaterOrEqual: "≥", .equal: "=", .notEqual: "≠", .and: "∧",
    .or: "∨",
  ]

  private func call(_ function: Function, _ arguments: [Expression]) -> Markup {
    let written = arguments.map { write($0, above: 0) }
    switch function {
    case .sqrt: return .tag("msqrt", [:], written[0])
    case .abs: return fenced("|", written[0], "|")
    case .floor: return fenced("⌊", written[0], "⌋")
    case .ceil: return fenced("⌈", written[0], "⌉")
    case .conditional:
      let rows = [
        (written[1], [Markup.tag("mtext", [:], "if\u{A0}"), written[0]]),
        (written[2], [.tag("mtext", [:], "otherwise")]),
      ]
      return .tag(
        "mrow", [:], .tag("mo", ["stretchy": "true"], "{"),
        .tag(
          "mtable", ["class": "cases"], rows.map { .tag("mtr", [:], .tag("mtd", [:], $0.0), .tag("mtd", [:], $0.1)) }))
    default:
      return applied(.tag("mi", [:], .text(Self.names[function] ?? function.rawValue)), arguments)
    }
  }

  /// A function's name with its arguments in parentheses.
  private func applied(_ name: Markup, _ arguments: [Expression]) -> Markup {
    var list: [Markup] = []
    for (position, argument) in arguments.enumerated() {
      if position > 0 { list.append(.tag("mo", ["separator": "true"], ",")) }
      list.append(write(argument, above: 0))
    }
    return .tag(
      "mrow", [:], name, sign("\u{2061}"), parenthesized(row(list), isTall: arguments.contains(where: isTall)))
  }

  private static let names: [Function: String] = [
    .log: "ln", .log10: "log₁₀", .asin: "arcsin", .acos: "arccos", .atan: "arctan", .sign: "sgn",
  ]

  private func fenced(_ open: String, _ content: Markup, _ close: String) -> Markup {
    .tag(
      "mrow", [:], .tag("mo", ["stretchy": "true"], .text(open)), content,
      .tag("mo", ["stretchy": "true"], .text(close)))
  }
}

extension Expression {
  fileprivate var isConditional: Bool { if case .function(.conditional, _) = node { true } else { false } }

  fileprivate var firstFactor: Expression {
    if case .binary(.multiply, let a, _) = node { a.firstFactor } else { self }
  }

  fileprivate var lastFactor: Expression {
    if case .binary(.multiply, _, let b) = node { b.lastFactor } else { self }
  }

  /// Whether it is written as a function's name with arguments.
  fileprivate var isNamedCall: Bool {
    switch node {
    case .call, .recorded: return true
    default: break
    }
    guard case .function(let function, _) = node else { return false }
    return ![.sqrt, .abs, .floor, .ceil, .conditional].contains(function)
  }
}
