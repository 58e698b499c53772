/// Parts of formulas that are numbers on one side of a corner alone: `max(x, 0)^2.2`, `abs(x)^1.5`, `sqrt(max(x, 0))`.
///
/// A mode is held a little past its surface, until the crossing is located; there `x^2.2` is not a number. So what stands
/// under such a function is evaluated as it is written, also where its surface is located.
extension Expression {
  /// The part that has to stay within a domain: what a root or a logarithm is taken of, or what is raised to a power that may
  /// not be whole.
  var limitedPart: Expression? {
    switch node {
    case .function(.sqrt, let arguments), .function(.log, let arguments), .function(.log10, let arguments),
      .function(.asin, let arguments), .function(.acos, let arguments):
      arguments.first
    case .binary(.power, let base, let exponent): exponent.isWhole ? nil : base
    default: nil
    }
  }

  private var isWhole: Bool {
    switch node {
    case .number(let value): value == value.rounded()
    case .negation(let x): x.isWhole
    default: false
    }
  }

  /// The names that the limited parts of formulas use, by themselves or by way of other names.
  static func namesInLimitedParts(_ formulas: [Expression], _ named: [String: Expression]) -> Set<String> {
    var found: Set<String> = []
    func visit(_ part: Expression, isLimited: Bool) {
      if isLimited, case .symbol(let name) = part.node, found.insert(name).inserted, let formula = named[name] {
        visit(formula, isLimited: true)
      }
      let limited = part.limitedPart
      for child in part.children { visit(child, isLimited: isLimited || child == limited) }
    }
    for formula in formulas + named.keys.sorted().compactMap({ named[$0] }) { visit(formula, isLimited: false) }
    return found
  }
}
