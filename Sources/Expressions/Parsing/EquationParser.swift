package import Diagnostics

/// Reads a block of equations and functions, one on each line; a line goes on while a parenthesis is open or an operator is last.
package enum EquationParser {
  /// The equations and functions of a block; a line that cannot be read has had its message.
  ///
  /// - Parameters:
  ///   - known: names that stand for something in the model, beside those on the left sides.
  ///   - functions: functions that may be called, beside those of the block.
  package static func parse(
    _ fragment: Fragment, parameters: [String: Expression] = [:], known: Set<String> = [],
    functions: OwnFunction.Signatures = [:], _ diagnostics: inout [Diagnostic]
  ) -> (equations: [Equation], functions: [OwnFunction]) {
    let (tokens, found) = Lexer.tokens(of: fragment, keepsLines: true)
    diagnostics += found
    var equations: [Equation] = []
    var ownFunctions: [OwnFunction] = []
    // A name that stands somewhere without a number before it is one of the model.
    let names = zip(tokens, [Token(kind: .lineEnd, range: 0..<0)] + tokens).compactMap { token, before -> String? in
      guard case .name(let name) = token.kind else { return nil }
      if case .number = before.kind { return nil }
      return name
    }
    let known = known.union(names)
    let lines = lines(tokens)
    let signatures = lines.map(OwnFunction.signature)
    let functions = functions.merging(signatures.compactMap { $0.map { ($0.name, $0.parameters) } }) { $1 }
    for (line, signature) in zip(lines, signatures) {
      // A line that the lexer could not read has had its message.
      let range = line[0].range.lowerBound..<line[line.count - 1].range.upperBound
      let isBroken = found.contains { diagnostic in
        diagnostic.location.map { fragment.location(range).range.overlaps($0.range) } ?? false
      }
      if isBroken { continue }
      if let signature {
        guard let right = rightSide(line, fragment, known, functions, &diagnostics) else { continue }
        let body = right.replacingParameters(parameters, fragment, &diagnostics)
        ownFunctions.append(
          OwnFunction(
            name: signature.name, parameters: signature.parameters, body: Written(body, fragment),
            location: fragment.location(signature.range)))
        continue
      }
      guard let equation = equation(line, fragment, known, functions, &diagnostics) else { continue }
      let right = equation.right.expression.replacingParameters(parameters, fragment, &diagnostics)
      equations.append(
        Equation(
          subject: equation.subject, factor: equation.factor, right: Written(right, fragment),
          location: equation.location))
    }
    return (equations, ownFunctions)
  }

  private static func lines(_ tokens: [Token]) -> [[Token]] {
    var lines: [[Token]] = []
    var line: [Token] = []
    var depth = 0
    for (position, token) in tokens.enumerated() {
      switch token.kind {
      case .lineEnd, .end:
        // A line with an '=' of its own begins an equation, whatever was left open above it.
        let goesOn = (depth > 0 || endsOpen(line)) && !isEquation(tokens[(position + 1)...])
        if goesOn && token.kind != .end { continue }
        if !line.isEmpty { lines.append(line) }
        line = []
        depth = 0
      case .symbol("("):
        depth += 1
        line.append(token)
      case .symbol(")"):
        depth = max(0, depth - 1)
        line.append(token)
      default: line.append(token)
      }
    }
    return lines
  }

  private static func isEquation(_ rest: ArraySlice<Token>) -> Bool {
    rest.prefix { $0.kind != .lineEnd }.contains { $0.isSymbol("=") }
  }

  private static func endsOpen(_ line: [Token]) -> Bool {
    guard case .symbol(let last)? = line.last?.kind else { return false }
    return ["+", "-", "*", "/", "^", ",", "="].contains(last)
  }

  private static func equation(
    _ line: [Token], _ fragment: Fragment, _ known: Set<String>, _ functions: OwnFunction.Signatures,
    _ diagnostics: inout [Diagnostic]
  ) -> Equation? {
    let whole = line[0].range.lowerBound..<line[line.count - 1].range.upperBound
    func fail(_ message: String, _ range: Range<Int>, _ hint: String?) -> Equation? {
      diagnostics.append(.error(message, at: fragment.location(range), hint: hint))
      return nil
    }
    guard let equals = line.firstIndex(where: { $0.isSymbol("=") }) else {
      if let double = line.firstIndex(where: { $0.isSymbol("==") }) {
        return fail("an equation is written with one '='", line[double].range, "'==' compares")
      }
      return fail(
        "this line is no equation", whole, "write 'dv/dt = ...', or 'name = ...' for a named sub-expression")
    }
    let left = Array(line[..<equals])
    guard let first = left.first, let last = left.last else {
      return fail("the left side of '=' is empty", line[equals].range, nil)
    }
    let leftRange = first.range.lowerBound..<last.range.upperBound
    guard let (subject, factorTokens) = subject(left, fragment, leftRange, &diagnostics) else { return nil }
    guard let expression = rightSide(line, fragment, known, functions, &diagnostics) else { return nil }
    var factor: Expression?
    if !factorTokens.isEmpty {
      let end = factorTokens[factorTokens.count - 1].range.upperBound
      let tokens = factorTokens + [Token(kind: .end, range: end..<end)]
      var parser = ExpressionParser(fragment, tokens: tokens, functions: functions)
      factor = parser.wholeExpression()
      diagnostics += parser.diagnostics
    }
    return Equation(
      subject: subject, factor: factor, right: Written(expression, fragment), location: fragment.location(leftRange))
  }

  /// What stands behind the first '=' of a line that has one.
  private static func rightSide(
    _ line: [Token], _ fragment: Fragment, _ known: Set<String>, _ functions: OwnFunction.Signatures,
    _ diagnostics: inout [Diagnostic]
  ) -> Expression? {
    guard let equals = line.firstIndex(where: { $0.isSymbol("=") }) else { return nil }
    let right = Array(line[(equals + 1)...])
    guard let last = right.last else {
      diagnostics.append(.error("the right side of '=' is empty", at: fragment.location(line[equals].range)))
      return nil
    }
    if let derivative = derivative(in: right, known) {
      let text = fragment.slice(derivative).text
      diagnostics.append(
        .error(
          "a derivative stands only on the left of an equation", at: fragment.location(derivative),
          hint: ForeignHabits.derivative(text)))
      return nil
    }
    let end = Token(kind: .end, range: last.range.upperBound..<last.range.upperBound)
    var parser = ExpressionParser(fragment, tokens: right + [end], known: known, functions: functions)
    let expression = parser.wholeExpression()
    diagnostics += parser.diagnostics
    return expression
  }

  /// `dx/dt`, unless the model has names like that.
  private static func derivative(in right: [Token], _ known: Set<String>) -> Range<Int>? {
    for place in right.indices.dropLast(2) where right[place + 1].isSymbol("/") && right[place + 2].isName("dt") {
      guard case .name(let top) = right[place].kind, top.first == "d", known.contains(String(top.dropFirst())) else {
        continue
      }
      return right[place].range.lowerBound..<right[place + 2].range.upperBound
    }
    return nil
  }

  /// What the left side is about, and the tokens of the factor before the derivative.
  private static func subject(
    _ left: [Token], _ fragment: Fragment, _ range: Range<Int>, _ diagnostics: inout [Diagnostic]
  ) -> (Equation.Subject, [Token])? {
    func fail(_ message: String, _ hint: String) -> (Equation.Subject, [Token])? {
      diagnostics.append(.error(message, at: fragment.location(range), hint: hint))
      return nil
    }
    func name(_ token: Token) -> String? {
      if case .name(let name) = token.kind { name } else { nil }
    }
    let primes = left.reversed().prefix { $0.isSymbol("'") }.count
    if primes == 1, left.count >= 2, let state = name(left[left.count - 2]) {
      return withFactor(.derivative(of: state), Array(left.dropLast(2)), fail)
    }
    let text = fragment.slice(range).text.filter { $0 != " " }
    if primes > 1 || text.hasPrefix("d2") || text.hasPrefix("d^2") || text.contains("d^2")
      || text.contains("d2") && text.contains("dt2") || text.contains("dt^2")
    {
      return fail(
        "a second-order equation", "name the velocity: write 'dx/dt = v' and 'dv/dt = ...'")
    }
    if left.count == 1, let word = name(left[0]) { return (.definition(of: word), []) }
    if left.count >= 3, left[left.count - 2].isSymbol("/"), let top = name(left[left.count - 3]), top.hasPrefix("d"),
      top.count > 1,
      let bottom = name(left[left.count - 1])
    {
      guard bottom == "dt" else {
        return fail(
          "the derivative is with respect to '\(bottom.dropFirst())'",
          "write 'd\(top.dropFirst())/dt': time is called t")
      }
      return withFactor(.derivative(of: String(top.dropFirst())), Array(left.dropLast(3)), fail)
    }
    if left.count >= 3, let word = name(left[0]), left[1].isSymbol("("), left[left.count - 1].isSymbol(")") {
      if left.count == 4, case .number = left[2].kind {
        return fail(
          "an equation does not say where '\(word)' begins", "write 'initial: {\(word): ...}' below the equations")
      }
      return fail(
        "cannot read the left side '\(fragment.slice(range).text)'",
        "a function has names as arguments, each another: write '\(word)(x, k) = ...'")
    }
    return fail(
      "cannot read the left side '\(fragment.slice(range).text)'",
      "write 'dv/dt', 'C*dv/dt', \"v'\", a single name or a function 'f(x)'")
  }

  private static func withFactor(
    _ subject: Equation.Subject, _ before: [Token], _ fail: (String, String) -> (Equation.Subject, [Token])?
  ) -> (Equation.Subject, [Token])? {
    if before.isEmpty { return (subject, []) }
    guard before[before.count - 1].isSymbol("*"), before.count > 1 else {
      return fail("only a factor may stand before the derivative", "write 'C*d\(subject.name)/dt = ...'")
    }
    return (subject, Array(before.dropLast()))
  }
}
