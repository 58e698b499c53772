/// What functions want and give: a root the root of a unit, a logarithm a plain number, the greatest of several their own unit.
extension UnitChecker {
  mutating func call(
    _ function: Function, _ arguments: [Expression], _ whole: Expression, _ wanted: Unit?
  ) -> (Expression, Measure) {
    func made(_ arguments: [Expression]) -> Expression { Expression(.function(function, arguments), at: whole.range) }
    switch function {
    case .abs, .floor, .ceil, .round:
      let (x, measure) = resolve(arguments[0], wanted: wanted)
      return (made([x]), measure)
    case .sqrt:
      let (x, measure) = resolve(arguments[0])
      refuseCelsiusRoot(arguments[0], measure)
      switch measure {
      case .unit(let unit): return (made([x]), unit.squareRoot.map { .unit($0) } ?? .unknown)
      case .scaled(let unit): return (made([x]), unit.squareRoot.map { .scaled($0) } ?? .unknown)
      case .free, .unknown, .converted: return (made([x]), .unknown)
      }
    case .sign: return (made([resolve(arguments[0]).0]), .unit(.one))
    case .min, .max, .clip, .mod:
      let (all, measure) = allAlike(arguments, wanted)
      return (made(all), measure)
    case .uniform, .normal:
      let (x, y, measure) = alike(arguments[0], arguments[1], wanted, "draw from")
      refuseUndrawable(function, x, y, arguments, whole)
      return (made([x, y]), measure)
    case .pulse, .step: return (made(allAlike(arguments, nil).0), .unit(.one))
    case .conditional:
      let condition = resolve(arguments[0]).0
      let (x, y, measure) = alike(arguments[1], arguments[2], wanted, "choose between")
      return (made([condition, x, y]), measure)
    default:
      let (x, measure) = resolve(arguments[0])
      // The logarithm of a result is that of its number, as semilogarithmic plots take it.
      let isResult = ofQuery != nil && (function == .log || function == .log10) && x.symbols.contains { $0 != "pi" }
      if let unit = measure.parts?.unit, unit != .one, !isResult || unit.isDimensionless,
        measure.unit != nil || unit.isDimensionless, measure.alike(.unit(.one)) == nil
      {
        let hint =
          unit.isDimensionless
          ? "its scale is \(unit.scaleText): multiply by that, or give both parts in the same unit"
          : "divide it by something in \(unit.name)"
        fail(
          "'\(function.rawValue)' takes a plain number, and '\(arguments[0].text)' is in \(unit.name)", arguments[0],
          hint: hint)
        return (made([x]), .unknown)
      }
      return (made([x]), .unit(.one))
    }
  }

  /// A range that ends before it begins, and a negative deviation: nothing that can be drawn from.
  private mutating func refuseUndrawable(
    _ function: Function, _ x: Expression, _ y: Expression, _ arguments: [Expression], _ whole: Expression
  ) {
    guard let first = try? x.number({ _ in nil }), let second = try? y.number({ _ in nil }) else { return }
    if function == .uniform, first > second {
      fail(
        "the low end \(arguments[0].text) is above the high end \(arguments[1].text)", whole,
        hint: "write uniform(\(arguments[1].text), \(arguments[0].text))")
    }
    if function == .normal, second < 0 { fail("a standard deviation is not negative", arguments[1]) }
  }

  private mutating func allAlike(_ arguments: [Expression], _ wanted: Unit?) -> ([Expression], Measure) {
    // The unit that a whole sum is in need not be that of what is compared in one of its terms.
    var unit: Unit?
    for argument in arguments where unit == nil {
      var trial = self
      if case .quantity = argument.node { continue }
      unit = trial.resolve(argument).1.unit
    }
    let own =
      unit ?? arguments.lazy.compactMap { if case .quantity(_, let unit) = $0.node { unit } else { nil } }.first
    unit = own ?? wanted
    var open: Measure?
    var resolved: [Expression] = []
    var isUnknown = false
    for argument in arguments {
      var (x, measure) = resolve(argument, wanted: unit)
      if let own = measure.unit, let unit, own != unit || own.isApart(from: unit) {
        if let converted = argument.rescaled(x, from: own, to: unit) {
          x = converted
        } else {
          failUnlike("compare", arguments[0], unit, argument, own)
        }
      }
      isUnknown = isUnknown || measure == .unknown
      if measure.unit == nil, measure.parts != nil { open = open.map { $0.alike(measure) ?? $0 } ?? measure }
      resolved.append(x)
    }
    if let open, own == nil { return (resolved, open) }
    return (resolved, unit.map { .unit($0) } ?? (isUnknown ? .unknown : .free))
  }
}
