/// A formula as the author wrote it: the one tree that every reader of equations works on.
///
/// Evaluation, derivatives, programs, units, typesetting and the browser all read this tree; nothing about a model is
/// written twice. Every node knows its bytes in the fragment it was parsed from; equality does not look at them.
package struct Expression: Sendable {
  package indirect enum Node: Sendable, Equatable {
    case number(Double)
    /// A number with a unit, such as `100 ms`.
    case quantity(Double, Unit)
    case symbol(String)
    case negation(Expression)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case function(Function, [Expression])
    /// A call of a function that the model's author defined. See ``OwnFunction``.
    case call(String, [Expression])
    /// Something asked of a named thing: `euler.spikes.count`, `euler.v(250)`. Without parentheses there are no arguments.
    case query(Expression, String, [Argument]?)
    /// `a == b within tolerance`
    case within(Expression, Expression, tolerance: Expression)
    /// A quantity from data at a time: `wind.d(t)`.
    case recorded(Recorded, Expression)
    /// Where a mistake was; a diagnostic has said so.
    case hole
  }

  /// What stands between the parentheses of a query: a value, or a name and a value.
  package struct Argument: Sendable, Equatable {
    package let name: String?
    package let value: Expression
    package init(name: String?, value: Expression) {
      self.name = name
      self.value = value
    }
  }

  package let node: Node
  package let range: Range<Int>

  package init(_ node: Node, at range: Range<Int> = 0..<0) {
    self.node = node
    self.range = range
  }

  package static func number(_ value: Double) -> Expression { Expression(.number(value)) }
  package static func symbol(_ name: String) -> Expression { Expression(.symbol(name)) }
}

extension Expression: Equatable {
  package static func == (left: Expression, right: Expression) -> Bool { left.node == right.node }
}

package enum BinaryOperator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case and
  case or

  package var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
    default: false
    }
  }

  static let comparisons = allCases.filter(\.isComparison)

  package var isLogical: Bool { self == .and || self == .or }

  /// How tightly it binds: more is tighter.
  package var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 4
    case .add, .subtract: 5
    case .multiply, .divide: 6
    case .power: 8
    }
  }
}

extension Expression {
  /// The nodes directly below.
  package var children: [Expression] {
    switch node {
    case .number, .quantity, .symbol, .hole: []
    case .negation(let x), .not(let x), .recorded(_, let x): [x]
    case .binary(_, let a, let b): [a, b]
    case .function(_, let arguments), .call(_, let arguments): arguments
    case .query(let base, _, let arguments): [base] + (arguments ?? []).map(\.value)
    case .within(let a, let b, let tolerance): [a, b, tolerance]
    }
  }

  /// The same node with each child replaced.
  package func mapChildren(_ transform: (Expression) -> Expression) -> Expression {
    let new: Node =
      switch node {
      case .number, .quantity, .symbol, .hole: node
      case .negation(let x): .negation(transform(x))
      case .not(let x): .not(transform(x))
      case .recorded(let recorded, let x): .recorded(recorded, transform(x))
      case .binary(let operation, let a, let b): .binary(operation, transform(a), transform(b))
      case .function(let function, let arguments): .function(function, arguments.map(transform))
      case .call(let name, let arguments): .call(name, arguments.map(transform))
      case .query(let base, let name, let arguments):
        .query(transform(base), name, arguments?.map { Argument(name: $0.name, value: transform($0.value)) })
      case .within(let a, let b, let tolerance): .within(transform(a), transform(b), tolerance: transform(tolerance))
      }
    return Expression(new, at: range)
  }

  /// The names that the expression uses, in order, each once.
  package var symbols: [String] {
    var found: [String] = []
    func visit(_ expression: Expression) {
      if case .symbol(let name) = expression.node, !found.contains(name) { found.append(name) }
      for child in expression.children { visit(child) }
    }
    visit(self)
    return found
  }

  package func contains(where predicate: (Expression) -> Bool) -> Bool {
    predicate(self) || children.contains { $0.contains(where: predicate) }
  }

  var isPulse: Bool { if case .function(.pulse, _) = node { true } else { false } }

  /// The parts that are such, itself among them.
  package func parts(where predicate: (Expression) -> Bool) -> [Expression] {
    (predicate(self) ? [self] : []) + children.flatMap { $0.parts(where: predicate) }
  }

  /// Whether it is a remainder, `mod(a, b)`, itself.
  package var isRemainder: Bool { if case .function(.mod, _) = node { true } else { false } }

  package var hasHole: Bool { contains { $0.node == .hole } }

  /// The expression with names replaced by expressions.
  package func substituting(_ replacement: (String) -> Expression?) -> Expression {
    if case .symbol(let name) = node { return replacement(name) ?? self }
    return mapChildren { $0.substituting(replacement) }
  }
}
