package import Dynamics

/// Why an expression has no value, and which part of it is to blame.
package struct EvaluationFailure: Error, Sendable {
  package let message: String
  package let hint: String?
  package let range: Range<Int>
}

extension Expression {
  /// The value of the expression, where `value` gives the values of names.
  ///
  /// This is the plain reading of the tree, for prose, checks and initial values; solvers run the same tree as a
  /// ``Program``. Both go through ``Operation/apply(_:_:_:_:)``.
  package func evaluate(_ value: (String) -> Value?) throws(EvaluationFailure) -> Value {
    switch node {
    case .number(let number), .quantity(let number, _): return .number(number)
    case .symbol(let name):
      if let known = value(name) { return known }
      switch name {
      case "pi": return .number(.pi)
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default: throw failure("'\(name)' has no value")
      }
    case .hole, .call: throw failure("the expression could not be read")
    case .recorded(let recorded, let time): return .number(recorded.value(at: try time.number(value)))
    case .negation(let x): return .number(-(try x.number(value)))
    case .not(let x): return .boolean(try x.number(value) == 0)
    case .binary(let operation, let a, let b):
      return try binary(operation, a, b, value)
    case .function(let function, let arguments):
      if let expanded = function.expanded(arguments) { return try expanded.evaluate(value) }
      var numbers: [Double] = []
      for argument in arguments { numbers.append(try argument.number(value)) }
      numbers += [0, 0, 0]
      guard let operation = function.operation else { throw failure("'\(function.rawValue)' cannot be evaluated") }
      return .number(Operation.apply(operation, numbers[0], numbers[1], numbers[2]))
    case .within(let a, let b, let tolerance):
      return .boolean(abs(try a.number(value) - b.number(value)) <= (try tolerance.number(value)))
    case .query:
      guard let asked = try asked(value) else { throw failure("'\(text)' cannot be asked") }
      do { return try asked.object.answer(asked.name, asked.arguments) } catch {
        throw EvaluationFailure(message: error.message, hint: error.hint, range: range)
      }
    }
  }

  /// What a query asks, and whom; nothing for other expressions.
  package func asked(
    _ value: (String) -> Value?
  ) throws(EvaluationFailure) -> (object: any Queryable, name: String, arguments: [QueryArgument])? {
    guard case .query(let base, let name, let arguments) = node else { return nil }
    guard case .object(let object) = try base.evaluate(value) else {
      throw failure("'\(base.text)' has no '\(name)'")
    }
    var given: [QueryArgument] = []
    for argument in arguments ?? [] {
      given.append(
        QueryArgument(
          name: argument.name, word: argument.value.word, value: try argument.value.asArgument(value),
          unit: try argument.value.writtenUnit(value)))
    }
    return (object, name, given)
  }

  /// The value as a number; true is 1.
  package func number(_ value: (String) -> Value?) throws(EvaluationFailure) -> Double {
    let found = try evaluate(value)
    if let number = found.number { return number }
    if let reason = found.reasonAgainstNumber { throw failure(reason.message, hint: reason.hint) }
    throw failure("'\(text)' is not a number")
  }

  private func failure(_ message: String, hint: String? = nil) -> EvaluationFailure {
    EvaluationFailure(message: message, hint: hint, range: range)
  }

  /// A bare word that names nothing stands for itself: the v in `rmse(v, exact)`.
  private func asArgument(_ value: (String) -> Value?) throws(EvaluationFailure) -> Value {
    if let word, !["pi", "true", "false"].contains(word) { return value(word) ?? .text(word) }
    return try evaluate(value)
  }

  /// The unit of a number that was written with one: `0.1 s`, `2*(50 ms)`, `params.T`.
  private func writtenUnit(_ value: (String) -> Value?) throws(EvaluationFailure) -> Unit? {
    switch node {
    case .quantity(_, let unit): return unit
    case .query(let base, let name, nil):
      guard case .symbol(let symbol) = base.node, case .object(let object)? = value(symbol) else { return nil }
      return object.unit(of: name)
    case .negation(let x): return try x.writtenUnit(value)
    case .binary(let operation, let a, let b):
      let (left, right) = (try a.writtenUnit(value), try b.writtenUnit(value))
      switch operation {
      // A bare number in a sum is in the unit of the other.
      case .add where left == right || left == nil || right == nil,
        .subtract where left == right || left == nil || right == nil,
        .multiply where left == nil || right == nil:
        return left ?? right
      case .divide where right == nil: return left
      case .divide where left == right: return nil
      default: break
      }
      guard left == nil, right == nil else {
        throw failure("the units of '\(text)' are not worked out here", hint: "write one number with its unit")
      }
      return nil
    case .function(_, let arguments):
      var found: Unit?
      for argument in arguments {
        guard let unit = try argument.writtenUnit(value) else { continue }
        if let found, found != unit {
          throw failure("the units of '\(text)' are not worked out here", hint: "write one number with its unit")
        }
        found = unit
      }
      return found
    default: return nil
    }
  }

  private var word: String? { if case .symbol(let name) = node { name } else { nil } }

  private func binary(
    _ operation: BinaryOperator, _ a: Expression, _ b: Expression, _ value: (String) -> Value?
  ) throws(EvaluationFailure) -> Value {
    if operation == .equal || operation == .notEqual {
      let (left, right) = (try a.asArgument(value), try b.asArgument(value))
      if case .text(let x) = left, case .text(let y) = right { return .boolean((x == y) == (operation == .equal)) }
      for (side, value) in [(a, left), (b, right)] {
        if let reason = value.reasonAgainstNumber { throw side.failure(reason.message, hint: reason.hint) }
      }
      guard let x = left.number, let y = right.number else { throw failure("'\(text)' compares what is not a number") }
      return .boolean((x == y) == (operation == .equal))
    }
    let x = try a.number(value)
    // As in most languages, the right side of 'and' and 'or' is looked at only where it matters.
    if operation == .and && x == 0 { return .boolean(false) }
    if operation == .or && x != 0 { return .boolean(true) }
    let result = Operation.apply(operation.operation, x, try b.number(value), 0)
    return operation.isComparison || operation.isLogical ? .boolean(result != 0) : .number(result)
  }
}

extension BinaryOperator {
  /// The machine's operation of the same meaning.
  package var operation: Operation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .and: .and
    case .or: .or
    }
  }
}
