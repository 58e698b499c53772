import Diagnostics

/// Follows units through formulas: finds sums of what cannot be added, and turns literals such as `100 ms` into numbers.
///
/// Every symbol's number is its magnitude in its own unit, and formulas are evaluated on those numbers; so both dimension
/// and scale must fit. Where all parts have units the check is complete; a symbol without a unit may stand for anything. So
/// may a bare number as a factor, as the 0.04 of `0.04*v^2` does; but where the rest measures the right thing, its scale has to
/// be right too, with or without the numbers in it. A symbol without a unit that stands beside one with a unit is
/// taken for a bare number.
struct UnitChecker {
  /// What an expression measures.
  enum Measure: Equatable {
    /// A bare number: it takes on what stands beside it in a sum.
    case free
    /// Something without a unit of its own.
    case unknown
    case unit(Unit)
    /// A unit times bare numbers, which may have units of their own.
    case scaled(Unit)
    /// A unit times numbers that may convert its scale: by what they can divide it.
    case converted(Unit, by: [Double])

    var unit: Unit? { if case .unit(let unit) = self { unit } else { nil } }
    /// The unit, bare numbers left out where none is of a size that converts.
    var ofNamed: Unit? {
      switch self {
      case .unit(let unit), .scaled(let unit): unit
      case .converted(let unit, let scales): scales.allSatisfy(UnitAdvice.isOrdinary) ? unit : nil
      case .free, .unknown: nil
      }
    }
  }

  let fragment: Fragment
  let measure: (String) -> Measure
  var number: (String) -> Double?
  /// Whether no number converts a scale, of whatever size it is.
  private let numbersArePlain: Bool
  /// Of a formula over results: the units of queries. There a literal with a unit is converted to that of what it stands beside.
  let ofQuery: ((Expression) -> Unit?)?
  /// Whether a name is that of a parameter, whose number may be taken in another unit.
  var isParameter: (String) -> Bool = { _ in false }
  /// Whether a name stands for a difference of two values.
  var isDifference: (String) -> Bool = { _ in false }
  private(set) var diagnostics: [Diagnostic] = []
  /// The parameters of which was told in which other unit they would fit.
  var toldParameters: Set<String> = []
  /// Whether sides were found to be alike because a number in them converts a scale.
  private(set) var numbersConvert = false

  /// - Parameters:
  ///   - numbersArePlain: whether numbers of any size convert no scale.
  ///   - number: the value of a symbol without a unit, where it has one that stays.
  ///   - ofQuery: the units of queries, in a formula over results.
  ///   - measure: what a symbol measures.
  init(
    _ fragment: Fragment, numbersArePlain: Bool = false, number: @escaping (String) -> Double? = { _ in nil },
    ofQuery: ((Expression) -> Unit?)? = nil, measure: @escaping (String) -> Measure
  ) {
    self.fragment = fragment
    self.number = number
    self.ofQuery = ofQuery
    self.numbersArePlain = numbersArePlain
    self.measure = measure
  }

  mutating func fail(_ message: String, _ expression: Expression, hint: String? = nil) {
    diagnostics.append(.error(message, at: fragment.location(expression.range), hint: hint))
  }

  /// The expression in plain numbers, and what it measures.
  ///
  /// - Parameter wanted: the unit of the surroundings; literals of its kind are converted to it.
  mutating func resolve(_ expression: Expression, wanted: Unit? = nil) -> (Expression, Measure) {
    switch expression.node {
    case .number: return (expression, .free)
    case .quantity(let value, let unit):
      if let wanted, let number = wanted.magnitude(of: value, decimal: decimal(expression, value), in: unit) {
        return (Expression(.number(number), at: expression.range), .unit(wanted))
      }
      return (Expression(.number(value), at: expression.range), .unit(unit))
    case .symbol(let name): return (expression, name == "pi" ? .free : measure(name))
    case .query: return (expression, ofQuery?(expression).map { .unit($0) } ?? .unknown)
    case .within(let a, let b, let tolerance): return within(a, b, tolerance, expression)
    case .hole, .call: return (expression, .unknown)
    case .recorded(let recorded, let time): return self.recorded(recorded, time, expression, wanted)
    case .negation(let x):
      let (inner, measure) = resolve(x, wanted: wanted)
      return (Expression(.negation(inner), at: expression.range), measure)
    case .not(let x): return (Expression(.not(resolve(x).0), at: expression.range), .unit(.one))
    case .binary(let operation, let a, let b): return binary(operation, a, b, expression, wanted)
    case .function(let function, let arguments): return call(function, arguments, expression, wanted)
    }
  }

  /// The number of a literal as it was written.
  func decimal(_ expression: Expression, _ value: Double) -> String? {
    let text = fragment.slice(expression.range).text
    let digits = String(text.prefix { "+-0123456789.eE".contains($0) })
    return Double(digits) == value ? digits : nil
  }

  /// The unit of a factor, and by what the numbers in it may divide its scale. A bare number has no unit.
  ///
  /// - Parameter other: what it is a factor of. Of two without a unit it is not known what they measure.
  private func factor(
    _ expression: Expression, _ own: Measure, beside other: Measure
  ) -> (unit: Unit, scales: [Double])? {
    if let parts = own.parts { return parts }
    let names = expression.symbols.filter { $0 != "pi" }
    let isBare = other.parts != nil && names.allSatisfy { measure($0).parts == nil }
    guard isBare || names.isEmpty else { return nil }
    guard names.allSatisfy({ number($0) != nil }), !numbersArePlain else { return (.one, [1]) }
    return expression.convertingScales(number).map { (.one, $0) }
  }

  // MARK: Operators

  private mutating func binary(
    _ operation: BinaryOperator, _ a: Expression, _ b: Expression, _ whole: Expression, _ wanted: Unit?
  ) -> (Expression, Measure) {
    func made(_ x: Expression, _ y: Expression) -> Expression { Expression(.binary(operation, x, y), at: whole.range) }
    switch operation {
    case .add, .subtract:
      if let (x, y, measure) = betweenCelsiusAndKelvin(operation, a, b) { return (made(x, y), measure) }
      let (x, y, measure) = alike(a, b, wanted, operation == .add ? "add" : "subtract")
      return (made(x, y), measure)
    case .multiply, .divide:
      // A literal that measures what is wanted is taken in that unit, whatever the factor beside it.
      let (x, mx) = resolve(a, wanted: wanted ?? unitForLiteral(a, beside: b))
      let (y, my) = resolve(b, wanted: (operation == .multiply ? wanted : nil) ?? unitForLiteral(b, beside: a))
      refuseCelsius(a, mx, beside: my)
      refuseCelsius(b, my, beside: mx)
      if operation == .divide { refuseCelsiusRatio(a, mx, over: b, my) }
      guard let left = factor(x, mx, beside: my), let right = factor(y, my, beside: mx), mx != .free || my != .free
      else {
        return (made(x, y), .unknown)
      }
      var unit = operation == .multiply ? left.unit * right.unit : left.unit / right.unit
      var product = made(x, y)
      // What is shown of results has no unit beside it that would say what to divide it by; equations say it in their numbers.
      if ofQuery != nil, let (reduced, ratio) = unit.reduced {
        unit = reduced
        product = product.scaled(by: ratio)
      }
      let scales = Measure.products(left.scales, operation == .multiply ? right.scales : right.scales.map { 1 / $0 })
      if scales != [1] { return (product, .converting(unit, scales)) }
      return (product, mx.unit == nil || my.unit == nil ? .scaled(unit) : .unit(unit))
    case .power: return power(a, b, whole)
    case .and, .or: return (made(resolve(a).0, resolve(b).0), .unit(.one))
    default:
      let (x, y, _) = alike(a, b, nil, "compare")
      return (made(x, y), .unit(.one))
    }
  }

  /// Two sides that must measure the same in the same scale.
  mutating func alike(
    _ a: Expression, _ b: Expression, _ wanted: Unit?, _ verb: String
  ) -> (Expression, Expression, Measure) {
    let (x, mx) = resolve(a, wanted: wanted ?? unitForLiteral(a, beside: b))
    var (y, my) = resolve(b, wanted: wanted ?? (ofQuery == nil ? mx.unit : mx.ofNamed))
    var left = x
    refuseLoneLiteral(a, mx, b, my, verb)
    if mx.isNumber(a, besideScaleOf: my) || my.isNumber(b, besideScaleOf: mx) {
      let (ratio, unit) = mx == .free ? (b, my.parts?.unit ?? .one) : (a, mx.parts?.unit ?? .one)
      fail(
        "cannot \(verb) '\(a.text)' and '\(b.text)': '\(ratio.text)' is in \(unit.name), and no plain number", ratio,
        hint: UnitAdvice.ofRatio(unit))
      return (x, y, .unknown)
    }
    if let measure = mx.alike(my) {
      if let left = mx.parts?.unit, let right = my.parts?.unit, left != right { numbersConvert = true }
      return (x, y, measure)
    }
    guard let ux = mx.parts?.unit, let uy = my.parts?.unit,
      mx.unit != nil && my.unit != nil || ux.measuresSame(as: uy)
    else {
      return (x, y, a.isOne || b.isOne ? mx.besideOne(my) : mx.beside(my))
    }
    if ux == uy, !ux.isApart(from: uy) { return (x, y, mx.unit == nil ? my : mx) }
    if verb == "compare", let alike = asDifferences((a, x, ux), (b, y, uy)) { return alike }
    if let converted = b.rescaled(y, from: uy, to: ux) {
      y = converted
      my = mx
    } else if let converted = a.rescaled(x, from: ux, to: uy) {
      left = converted
      return (left, y, my)
    } else {
      failUnlike(verb, a, ux, b, uy)
      // One message for one mistake: what it leads to is not looked at.
      return (left, y, .unknown)
    }
    return (left, y, mx)
  }

  mutating func failUnlike(_ verb: String, _ a: Expression, _ ua: Unit, _ b: Expression, _ ub: Unit) {
    let joined =
      verb == "subtract"
      ? "\(Self.phrase(b, ub)) from \(Self.phrase(a, ua))" : "\(Self.phrase(a, ua)) and \(Self.phrase(b, ub))"
    let advice = convertingParameter(b, from: ub, to: ua) ?? convertingParameter(a, from: ua, to: ub)
    if let advice, !toldParameters.insert(advice.name).inserted { return }
    fail(
      "cannot \(verb) \(joined): \(UnitAdvice.reason(ua, ub))", b, hint: advice?.hint ?? UnitAdvice.hint(b, ub, ua))
  }

  private static func phrase(_ part: Expression, _ unit: Unit) -> String {
    unit.isPlain && unit.text != "rad" ? "'\(part.text)' without a unit" : "'\(part.text)' in \(unit.name)"
  }

  private mutating func power(_ a: Expression, _ b: Expression, _ whole: Expression) -> (Expression, Measure) {
    let (x, mx) = resolve(a)
    let (y, my) = resolve(b)
    let made = Expression(.binary(.power, x, y), at: whole.range)
    if let unit = my.unit, !unit.isDimensionless {
      fail("an exponent is a number, and '\(b.text)' is in \(unit.text)", b)
      return (made, .unknown)
    }
    guard let unit = mx.unit else { return (made, .unknown) }
    if let exponent = b.constant, exponent != exponent.rounded() { refuseCelsiusRoot(a, mx) }
    if case .number(let exponent) = y.node {
      if let whole = Int(exactly: exponent), abs(whole) <= 9 { return (made, .unit(unit.power(whole))) }
      if let twice = Int(exactly: 2 * exponent), abs(twice) <= 9, let root = unit.squareRoot {
        return (made, .unit(root.power(twice)))
      }
    }
    if unit.isDimensionless, unit != .one {
      fail(
        "a power takes a plain number, and '\(a.text)' is in \(unit.name)", a,
        hint: "its scale is \(unit.scaleText): multiply by that, or give both parts in the same unit")
    }
    return (made, unit.isDimensionless ? .unit(.one) : .unknown)
  }

  /// The expression for something in `target`: converted where a literal can take the factor up, else a mistake.
  ///
  /// - Parameters:
  ///   - what: what it is for, as in `'I' is in pA`.
  ///   - isBare: whether the target has no unit of its own but that of a bare number: then only its scale counts.
  mutating func settle(
    _ expression: Expression, for what: String, in target: Unit?, isBare: Bool
  ) -> (Expression, Measure) {
    let (resolved, measure) = resolve(expression, wanted: isBare ? nil : target)
    // Where no name stands in it, numbers have no units of their own.
    let isLiteral = expression.symbols.allSatisfy { $0 == "pi" }
    guard let target, let unit = measure.parts?.unit, unit != target || unit.isApart(from: target),
      measure.alike(.unit(target)) == nil,
      !isBare && (measure.unit != nil || isLiteral) || unit.measuresSame(as: target)
    else { return (resolved, measure) }
    if let converted = expression.rescaled(resolved, from: unit, to: target) { return (converted, .unit(target)) }
    // Without names it is one number, however it is written: 1/(70 year).
    if isLiteral, let value = try? resolved.number({ _ in nil }),
      let converted = target.magnitude(of: value, decimal: nil, in: unit)
    {
      return (Expression(.number(converted), at: expression.range), .unit(target))
    }
    let advice = convertingParameter(expression, from: unit, to: target)
    if let advice, !toldParameters.insert(advice.name).inserted { return (resolved, .unit(target)) }
    fail(
      "\(what) is in \(target.name), and '\(expression.text)' in \(unit.name): \(UnitAdvice.reason(unit, target))",
      expression,
      hint: advice?.hint ?? UnitAdvice.hint(expression, unit, target))
    return (resolved, .unit(target))
  }
}
