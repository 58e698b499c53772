package import Diagnostics

/// One line of a model: `C*dv/dt = ...`, `dv/dt = ...`, `v' = ...`, or a named sub-expression `alpha = ...`.
package struct Equation: Sendable {
  package enum Subject: Sendable, Equatable {
    case derivative(of: String)
    case definition(of: String)

    package var name: String {
      switch self {
      case .derivative(let name), .definition(let name): name
      }
    }
  }

  package let subject: Subject
  /// What the derivative is multiplied by on the left.
  package let factor: Expression?
  package let right: Written
  /// The left side.
  package let location: Location

  package init(subject: Subject, factor: Expression?, right: Written, location: Location) {
    self.subject = subject
    self.factor = factor
    self.right = right
    self.location = location
  }

  package var isDerivative: Bool { if case .derivative = subject { true } else { false } }

  /// The same with other formulas on the right and as the factor.
  func mapped(_ transform: (Written) -> Written) -> Equation {
    Equation(
      subject: subject, factor: factor.map { transform(right.with($0)).expression }, right: transform(right),
      location: location)
  }

  /// The right side, divided by the factor on the left.
  package var rate: Expression {
    factor.map { Expression(.binary(.divide, right.expression, $0), at: right.expression.range) } ?? right.expression
  }
}
