package import Diagnostics

/// The names that an expression may use, before anything has run.
package protocol Scope {
  func type(of name: String) -> ValueType?
  /// All names, for hints.
  var names: [String] { get }
  /// What to call a name that is not known: `result`, `name`.
  var kindOfName: String { get }
  /// Why a name that exists may not be used here.
  func reason(against name: String) -> String?
  /// What to do about a name that is none here, and is one elsewhere.
  func advice(on name: String) -> String?
  /// What to do about a name that is like no other.
  var generalHint: String? { get }
  /// Whether `true` and `false` mean something.
  var hasTruthValues: Bool { get }
  /// The unit of a name that stands for a number, where it has one.
  func unit(of name: String) -> Unit?
}

extension Scope {
  package func reason(against name: String) -> String? { nil }
  package func advice(on name: String) -> String? { nil }
  package var generalHint: String? { nil }
  package var hasTruthValues: Bool { true }
  package func unit(of name: String) -> Unit? { nil }
}

extension Expression {
  /// Finds the type of the expression, and every unknown name, wrong argument and wrong type in it.
  package func check(
    in scope: some Scope, _ fragment: Fragment, _ diagnostics: inout [Diagnostic]
  ) -> ValueType? {
    var checker = TypeChecker(scope: scope, fragment: fragment)
    let type = checker.type(of: self)
    diagnostics += checker.diagnostics
    return checker.diagnostics.hasErrors ? nil : type
  }
}

private struct TypeChecker<Names: Scope> {
  let scope: Names
  let fragment: Fragment
  var diagnostics: [Diagnostic] = []

  init(scope: Names, fragment: Fragment) {
    self.scope = scope
    self.fragment = fragment
  }

  mutating func fail(
    _ message: String, _ expression: Expression, hint: String? = nil, about subject: Diagnostic.Subject? = nil
  ) {
    diagnostics.append(.error(message, at: fragment.location(expression.range), hint: hint, about: subject))
  }

  private mutating func failUnknown(_ name: String, _ expression: Expression, hint: String?) {
    // Of a number whose unit has an unknown part, the other parts of the unit are no names that are missing.
    let isTold = diagnostics.contains { if case .unknownName = $0.subject { true } else { false } }
    if isTold, Unit.named(name) != nil, fragment.text.prefixMatch(of: #/[-+0-9.eE]+ +[A-Za-z]/#) != nil { return }
    fail("unknown \(scope.kindOfName) '\(name)'", expression, hint: hint, about: .unknownName(name))
  }

  mutating func type(of expression: Expression) -> ValueType? {
    switch expression.node {
    case .number, .quantity: return .number
    case .hole: return nil
    case .symbol(let name):
      if let type = scope.type(of: name) { return type }
      if name == "pi" { return .number }
      if scope.hasTruthValues, isTruth(name) { return .boolean }
      if scope.reason(against: name) != nil {
        fail("'\(name)' cannot be used here", expression, hint: hint(name))
      } else {
        failUnknown(name, expression, hint: hint(name))
      }
      return nil
    case .negation(let x):
      return number(x) ? .number : nil
    case .not(let x):
      return number(x) ? .boolean : nil
    case .recorded(_, let time):
      return number(time) ? .number : nil
    case .binary(.equal, let a, let b), .binary(.notEqual, let a, let b):
      // A bare word beside a text is that text: `euler.outcome == finished`.
      if isWord(b), case .text? = type(of: a) { return .boolean }
      if isWord(a), case .text? = type(of: b) { return .boolean }
      let (left, right) = (type(of: a), type(of: b))
      guard let left, let right else { return nil }
      if case .text = left, case .text = right { return .boolean }
      guard left.isNumeric, right.isNumeric else {
        fail("cannot compare \(left.name) with \(right.name)", expression)
        return nil
      }
      return .boolean
    case .binary(.power, let a, let b) where a.node == .symbol("e") && scope.type(of: "e") == nil:
      failUnknown("e", a, hint: "write exp(\(b.text))")
      return nil
    case .binary(.subtract, let a, let b) where isColumn(a, b):
      failUnknown(b.text, b, hint: "of a state write '\(a.text)(\(b.text))'")
      return nil
    case .binary(let operation, let a, let b):
      let left = number(a)
      let right = number(b)
      return left && right ? (operation.isComparison || operation.isLogical ? .boolean : .number) : nil
    case .within(let a, let b, let tolerance):
      let parts = [number(a), number(b), number(tolerance)]
      return parts.contains(false) ? nil : .boolean
    case .function(_, let arguments), .call(_, let arguments):
      var good = true
      for argument in arguments { good = number(argument) && good }
      return good ? .number : nil
    case .query(let base, let name, let arguments):
      if case .symbol(let module) = base.node, scope.type(of: module) == nil,
        let hint = ForeignHabits.inModule(module, name, arguments)
      {
        failUnknown(module, expression, hint: hint)
        return nil
      }
      return query(base, name, arguments, expression)
    }
  }

  /// A name that stands for nothing.
  private func isWord(_ expression: Expression) -> Bool {
    guard case .symbol(let name) = expression.node else { return false }
    return scope.type(of: name) == nil && name != "pi" && !isTruth(name)
  }

  private func isTruth(_ name: String) -> Bool { name == "true" || name == "false" }

  private func hint(_ name: String) -> String? {
    if let reason = scope.reason(against: name) { return reason }
    if let advice = scope.advice(on: name) { return advice }
    if isTruth(name) { return ForeignHabits.truth(name) }
    if let habit = ForeignHabits.name(name) { return habit }
    // A short name may be a slip for many; mV and ms are units, and so is volt.
    if name.count > 1, let unit = Unit.meant(by: name), Unit.commonNames.contains(unit) {
      return unit == name
        ? "a unit stands behind a number: '2 \(unit)', '2 1/\(unit)'" : "the unit is written '\(unit)'"
    }
    if let advice = Unit.advice(name.lowercased()) { return advice }
    if let near = Spelling.hint(name, among: scope.names) { return near }
    if name.contains("-") { return "a minus sign between names wants spaces" }
    guard Unit.named(name) != nil, let general = scope.generalHint else { return scope.generalHint }
    return general + "; a unit stands behind a number: '1 \(name)', '1 1/\(name)'"
  }

  private mutating func number(_ expression: Expression) -> Bool {
    guard let type = type(of: expression) else { return false }
    if !type.isNumeric {
      var hint: String?
      if case .object(let shape) = type, let first = shape.queries.first {
        hint = "ask for one of its numbers, such as '\(expression.text).\(first.name)'"
      }
      fail("expected a number, but '\(expression.text)' is \(type.name)", expression, hint: hint)
    }
    return type.isNumeric
  }

  /// `w.rmse-x`, as figures name what a sweep measures of a state, and formulas take for a difference.
  private func isColumn(_ a: Expression, _ b: Expression) -> Bool {
    guard case .query(let base, let name, nil) = a.node, case .symbol(let state) = b.node, scope.type(of: state) == nil,
      state != "pi", case .symbol(let owner) = base.node, case .object(let shape)? = scope.type(of: owner)
    else { return false }
    return shape.query(name)?.parameters?.contains { parameter in
      if case .name(let names) = parameter { return names.contains(state) }
      return false
    } ?? false
  }

  /// A name with a hyphen that is no label, of which the first word was read alone.
  private func longer(_ name: String, _ shape: Shape) -> String? {
    shape.queries.first { $0.name.hasPrefix(name + "-") }.map { "write '.\"\($0.name)\"'" }
  }

  /// `s.max(x)` for `s.x.max` and `s.max.x`.
  private func reversed(_ base: Expression, _ name: String, _ arguments: [Expression.Argument]?) -> (
    query: String, written: String
  )? {
    guard arguments == nil, case .query(let owner, let inner, nil) = base.node, case .symbol(let label) = owner.node,
      case .object(let shape)? = scope.type(of: label)
    else { return nil }
    // A part of a result is asked for what a state may be asked for, too.
    if case .object? = shape.query(inner, hasArguments: false)?.gives { return nil }
    func takes(_ query: String, _ state: String) -> Bool {
      guard let parameters = shape.query(query, hasArguments: true)?.parameters, parameters.count == 1,
        case .name(let names) = parameters[0]
      else { return false }
      return names.contains(state)
    }
    if takes(name, inner) { return (name, "\(label).\(name)(\(inner))") }
    return takes(inner, name) ? (inner, "\(label).\(inner)(\(name))") : nil
  }

  private mutating func query(
    _ base: Expression, _ name: String, _ arguments: [Expression.Argument]?, _ whole: Expression
  ) -> ValueType? {
    if let order = reversed(base, name, arguments) {
      fail("'\(order.query)' takes the state in parentheses", whole, hint: "write '\(order.written)'")
      return nil
    }
    guard let type = type(of: base) else { return nil }
    guard case .object(let shape) = type else {
      fail("'\(base.text)' is \(type.name) and has no '\(name)'", whole)
      return nil
    }
    guard let query = shape.query(name, hasArguments: arguments != nil) else {
      fail(
        "\(shape.title) has no '\(name)'", whole,
        hint: shape.absent[name] ?? longer(name, shape)
          ?? Spelling.help(name, among: shape.queries.map { Expression.member($0.name) }) ?? shape.advice)
      return nil
    }
    guard let parameters = query.parameters else {
      if let arguments {
        // 'net.rate(excitatory)': the part is asked for first.
        let part = arguments.first.map(\.value.text).flatMap { text in shape.query(text, hasArguments: false)?.name }
        let path = [base.text, part, name].compactMap { $0 }.joined(separator: ".")
        fail("'\(name)' takes no arguments", whole, hint: "write '\(path)'")
      }
      return arguments == nil ? query.gives : nil
    }
    let given = arguments ?? []
    let unnamed = given.filter { $0.name == nil }
    if let named = given.first(where: { $0.name != nil }), !query.takesNamedArguments {
      let later =
        named.name == "after" && shape.query("after", hasArguments: true) != nil
        ? "write '\(base.text).after(\(named.value.text)).\(name)(\(unnamed.map(\.value.text).joined(separator: ", ")))'"
        : parameters.count == 1 && unnamed.isEmpty ? "write '\(base.text).\(name)(\(named.value.text))'" : nil
      fail("'\(name)' takes no named arguments", named.value, hint: later)
      return nil
    }
    if let names = query.names,
      let wrong = given.first(where: { argument in argument.name.map { !names.contains($0) } ?? false })
    {
      let name = wrong.name ?? ""
      fail(
        "'\(query.name)' takes no '\(name)'", wrong.value,
        hint: Spelling.hint(name, among: names) ?? "write '\(names.map { "\($0) = ..." }.joined(separator: ", "))'")
      return nil
    }
    // Where all arguments have names, none need be given.
    guard query.least <= unnamed.count, unnamed.count <= parameters.count,
      arguments != nil || query.least == 0 && query.takesNamedArguments
    else {
      let isMoment = if case .number? = parameters.first { parameters.count == 1 } else { false }
      fail(
        "'\(name)' wants \(describe(parameters)) in parentheses", whole,
        hint: isMoment && arguments == nil ? "as in '\(base.text).\(name)(10)'" : Self.example(base, query))
      return nil
    }
    var good = true
    for (argument, parameter) in zip(unnamed, parameters) { good = check(argument.value, parameter) && good }
    return good ? query.gives : nil
  }

  /// `s.max(x)`
  private static func example(_ base: Expression, _ query: Query) -> String? {
    guard case .name(let names)? = query.parameters?.first, query.parameters?.count == 1, let name = names.first else {
      return nil
    }
    return "as in '\(base.text).\(query.name)(\(name))'"
  }

  private func describe(_ parameters: [Query.Parameter]) -> String {
    parameters.isEmpty
      ? "nothing"
      : parameters.map { parameter in
        switch parameter {
        case .number: "a number"
        case .name: "a name"
        case .object(let what): what
        }
      }.joined(separator: " and ")
  }

  private mutating func check(_ expression: Expression, _ parameter: Query.Parameter) -> Bool {
    switch parameter {
    case .number: return number(expression)
    case .name(let known):
      guard case .symbol(let name) = expression.node, known.contains(name) else {
        fail(
          "expected one of the names, not '\(expression.text)'", expression,
          hint: Spelling.help(expression.text, among: known))
        return false
      }
      return true
    case .object(let what):
      guard let type = type(of: expression) else { return false }
      guard case .object = type else {
        fail("expected \(what), but '\(expression.text)' is \(type.name)", expression)
        return false
      }
      return true
    }
  }
}
