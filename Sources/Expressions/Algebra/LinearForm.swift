/// An expression as a sum of numbers times parts that are no sums: constant + Σ coefficient · atom.
///
/// Two spellings of one sum, such as `v + 40` and `-(-40 - v)`, have the same form.
struct LinearForm {
  private(set) var constant = 0.0
  private(set) var terms: [(atom: Expression, coefficient: Double)] = []

  init(_ expression: Expression) { add(expression, times: 1) }

  private mutating func add(_ expression: Expression, times factor: Double) {
    switch expression.node {
    case .number(let value), .quantity(let value, _): constant += factor * value
    case .negation(let x): add(x, times: -factor)
    case .binary(.add, let a, let b):
      add(a, times: factor)
      add(b, times: factor)
    case .binary(.subtract, let a, let b):
      add(a, times: factor)
      add(b, times: -factor)
    case .binary(.multiply, let a, let b):
      if let number = a.magnitude {
        add(b, times: factor * number)
      } else if let number = b.magnitude {
        add(a, times: factor * number)
      } else {
        add(atom: expression, factor)
      }
    case .binary(.divide, let a, let b):
      if let number = b.magnitude, number != 0 { add(a, times: factor / number) } else { add(atom: expression, factor) }
    default: add(atom: expression, factor)
    }
  }

  private mutating func add(atom: Expression, _ coefficient: Double) {
    if let index = terms.firstIndex(where: { $0.atom == atom }) {
      terms[index].coefficient += coefficient
    } else {
      terms.append((atom, coefficient))
    }
  }

  /// The number r with self = r · other, if there is one to within the rounding of the author's decimals.
  func ratio(to other: LinearForm) -> Double? {
    let mine = terms.filter { $0.coefficient != 0 }
    let others = other.terms.filter { $0.coefficient != 0 }
    guard mine.count == others.count, let first = others.first,
      let match = mine.first(where: { $0.atom == first.atom })
    else { return nil }
    let ratio = match.coefficient / first.coefficient
    func agrees(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-14 * max(abs(a), abs(b)) }
    guard agrees(constant, ratio * other.constant) else { return nil }
    for term in mine {
      guard let twin = others.first(where: { $0.atom == term.atom }), agrees(term.coefficient, ratio * twin.coefficient)
      else { return nil }
    }
    return ratio
  }
}

extension Expression {
  /// The number that the expression is by itself.
  fileprivate var magnitude: Double? {
    switch node {
    case .number(let value), .quantity(let value, _): value
    case .negation(let x): x.magnitude.map { -$0 }
    default: nil
    }
  }
}
