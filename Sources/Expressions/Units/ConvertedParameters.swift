/// Parameters whose numbers would fit in another unit: `Sin` in g/L beside a state in mg/L.
extension UnitChecker {
  /// What to write for a factor of the part that is a parameter, so that the part comes to be in `other`.
  func convertingParameter(_ part: Expression, from unit: Unit, to other: Unit) -> String? {
    guard unit.measuresSame(as: other), !unit.isApart(from: other),
      let factor = other.magnitude(of: 1, decimal: "1", in: unit)
    else { return nil }
    for name in part.factors where isParameter(name) {
      guard case .unit(let own) = measure(name) else { continue }
      let needed = own * other / unit
      let texts = (part.node == .symbol(name) ? [other.text] : []) + Self.units
      guard let text = texts.first(where: { Unit(parsing: $0)?.isSame(as: needed) ?? false }) else { continue }
      return
        "1 \(unit.name) is \(UnitAdvice.ratio(factor)) \(other.name): with 'units: {\(name): \(text)}' the number of '\(name)' is taken in \(text)"
    }
    return nil
  }

  /// Units that one would write: plain ones, rates, concentrations and flows.
  private static let units: [String] = {
    let times = ["ms", "s", "min", "h", "day", "week", "year"]
    let volumes = ["L", "mL", "uL"]
    let amounts = ["kg", "g", "mg", "ug", "ng", "mol", "mmol", "umol", "nmol"]
    func over(_ above: [String], _ below: [String]) -> [String] {
      above.flatMap { above in below.map { "\(above)/\($0)" } }
    }
    // A rate is 1/ms, which nobody calls kHz.
    return over(["1"], times) + Unit.commonNames + times + over(amounts, volumes) + over(volumes + amounts, times)
  }()
}

extension Unit {
  fileprivate func isSame(as other: Unit) -> Bool {
    measuresSame(as: other) && !isApart(from: other) && other.magnitude(of: 1, decimal: "1", in: self) == 1
  }
}

extension Expression {
  /// The names that the whole is proportional to.
  fileprivate var factors: [String] {
    switch node {
    case .symbol(let name): [name]
    case .negation(let part): part.factors
    case .binary(.multiply, let left, let right): left.factors + right.factors
    case .binary(.divide, let above, _): above.factors
    default: []
    }
  }
}
