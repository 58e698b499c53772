/// Numbers that convert a scale: the 60 that makes a rate per minute of one per hour, the 1000 between litres and millilitres.
///
/// Written without a unit, such a number may just as well be a plain one, which changes no unit. So both are allowed for, and a
/// scale that neither gives is a mistake: the 60 that multiplies where it should divide, for one.
extension UnitChecker.Measure {
  /// The unit if all numbers are plain, and by what those that may convert can divide its scale.
  var parts: (unit: Unit, scales: [Double])? {
    if case .converted(let unit, let scales) = self { return (unit, scales) }
    return ofNamed.map { ($0, [1]) }
  }

  private var converts: Bool { if case .converted = self { true } else { false } }

  /// A unit whose scale may be divided by any of these. So many of them would fit anything.
  static func converting(_ unit: Unit, _ scales: [Double]) -> Self {
    scales == [1] ? .scaled(unit) : scales.count > 64 ? .unknown : .converted(unit, by: scales)
  }

  /// What both measure where numbers in them may convert, or may not; nothing where that gives no scale that they share.
  func alike(_ target: Self) -> Self? {
    guard converts || target.converts, let own = parts, let other = target.parts, own.unit.measuresSame(as: other.unit),
      let needed = other.unit.magnitude(of: 1, decimal: "1", in: own.unit)
    else { return nil }
    let shared = own.scales.filter { scale in other.scales.contains { Self.same(scale, $0 * needed) } }
    if shared.isEmpty { return nil }
    return !converts ? self : !target.converts ? target : .converting(own.unit, shared)
  }

  /// What a sum measures where the units of both sides do not say: it takes the unit that is there.
  func beside(_ other: Self) -> Self {
    if unit != nil { return self }
    if other.unit != nil { return other }
    switch (parts, other.parts) {
    case (_?, nil): return self
    case (nil, _?): return other
    default: return self == .free && other == .free ? .free : .unknown
    }
  }

  /// The same where one of them is a 1: in `1 - C/K` it says that K is in the unit of C.
  func besideOne(_ other: Self) -> Self {
    let one = self == .free ? other : self
    guard self == .free || other == .free, one.unit == nil, let unit = one.parts?.unit, !unit.isDimensionless else {
      return beside(other)
    }
    return .scaled(.one)
  }

  /// Whether it is a bare number beside a ratio whose scale is not 1, as in `C/IC > 1` for mg/L over ug/L. Nought is nought in any
  /// scale.
  func isNumber(_ expression: Expression, besideScaleOf other: Self) -> Bool {
    guard self == .free, let unit = other.parts?.unit, unit.isDimensionless, unit != .one || other.converts,
      (try? expression.number { _ in nil }) != 0
    else { return false }
    return other.converts ? other.alike(.unit(.one)) == nil : true
  }

  /// Whoever converts may round: to one part in a hundred.
  private static func same(_ a: Double, _ b: Double) -> Bool { abs(a / b - 1) < 0.01 }

  /// All products of one of each.
  static func products(_ a: [Double], _ b: [Double]) -> [Double] {
    a.reduce(into: []) { found, x in
      for y in b where !found.contains(where: { same($0, x * y) }) { found.append(x * y) }
    }
  }
}

extension Expression {
  var isOne: Bool { if case .number(1) = node { true } else { false } }

  /// By what a product without units may divide a scale: each of its numbers converts, or does not.
  func convertingScales(_ value: (String) -> Double?) -> [Double]? {
    switch node {
    case .negation(let x): return x.convertingScales(value)
    case .binary(let operation, let a, let b) where operation == .multiply || operation == .divide:
      guard let left = a.convertingScales(value), let right = b.convertingScales(value) else { return nil }
      return UnitChecker.Measure.products(left, operation == .multiply ? right : right.map { 1 / $0 })
    default:
      guard let own = try? number({ value($0).map(Value.number) }), own.isFinite, own != 0 else { return nil }
      return UnitChecker.Measure.products([1], [1, abs(own)])
    }
  }
}
