/// Parameters whose numbers would fit in another unit: `Sin` in g/L beside a state in mg/L.
extension UnitChecker {
  /// A factor of the part that is a parameter, and what to write for it, so that the part comes to be in `other`.
  func convertingParameter(_ part: Expression, from unit: Unit, to other: Unit) -> (name: String, hint: String)? {
    guard unit.measuresSame(as: other), !unit.isApart(from: other),
      let factor = other.magnitude(of: 1, decimal: "1", in: unit)
    else { return nil }
    for (name, isBelow) in part.factors where isParameter(name) {
      guard case .unit(let own) = measure(name) else { continue }
      let needed = isBelow ? own * unit / other : own * other / unit
      let texts = (part.node == .symbol(name) ? [other.text] : []) + Self.units
      let isFitting: (String) -> Bool = { (Unit(parsing: $0)?.isSame(as: needed) ?? false) && keepsTime($0, of: own) }
      guard let text = texts.first(where: isFitting) else { continue }
      let hint =
        "1 \(unit.name) is \(UnitAdvice.ratio(factor)) \(other.name): with 'units: {\(name): \(text)}' the number of '\(name)' is taken in \(text)"
      return (name, hint)
    }
    return nil
  }

  /// Whether a unit has no time in it but the model's, or that of the parameter's own unit: 1/ms beside a time in s would help here,
  /// and do harm elsewhere.
  private func keepsTime(_ text: String, of own: Unit) -> Bool {
    // Hertz is one, too.
    func times(_ text: String) -> [Unit] {
      (UnitText(text)?.parts ?? []).compactMap { Unit.named($0.name) }.filter { unit in
        Unit.named("s").map { [$0.dimension, (.one / $0).dimension].contains(unit.dimension) } ?? false
      }
    }
    let known = measure("t").unit.map { [$0] } ?? times(own.text)
    return times(text).allSatisfy { known.contains($0) }
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
    let concentrations = ["M", "mM", "uM", "nM"]
    let encounters = concentrations.flatMap { amount in times.map { "1/(\(amount)*\($0))" } }
    return over(["1"], times) + encounters + Unit.commonNames + times + over(amounts, volumes)
      + over(volumes + amounts, times)
  }()
}

extension Unit {
  fileprivate func isSame(as other: Unit) -> Bool {
    measuresSame(as: other) && !isApart(from: other) && other.magnitude(of: 1, decimal: "1", in: self) == 1
  }
}

extension Expression {
  /// The names that the whole is proportional to, and then those that it is divided by.
  fileprivate var factors: [(name: String, isBelow: Bool)] {
    switch node {
    case .symbol(let name): [(name, false)]
    case .negation(let part): part.factors
    case .binary(.multiply, let left, let right): Self.sorted(left.factors + right.factors)
    case .binary(.divide, let above, let below):
      Self.sorted(above.factors + below.factors.map { ($0.name, !$0.isBelow) })
    default: []
    }
  }

  private static func sorted(_ factors: [(name: String, isBelow: Bool)]) -> [(name: String, isBelow: Bool)] {
    factors.filter { !$0.isBelow } + factors.filter { $0.isBelow }
  }
}
