package import Diagnostics
private import Dynamics
package import Expressions
private import Markup

extension ArgumentReading {
  /// A number with or without a unit: `1`, `0.1 nF`, `1/128`, `2*params.T`.
  package mutating func number(_ value: BodyValue, expected: String) -> Quantity? {
    guard let fragment = text(value, expected: expected) else { return nil }
    return number(fragment, expected: expected)
  }

  /// A number that has no unit.
  mutating func plainNumber(_ value: BodyValue, expected: String) -> Quantity? {
    guard let quantity = number(value, expected: expected) else { return nil }
    guard let unit = quantity.unit else { return quantity }
    fail("expected \(expected), not a value in \(unit.text)", at: value.location, hint: "leave out the unit")
    return nil
  }

  package mutating func number(_ fragment: Fragment, expected: String) -> Quantity? {
    if let quantity = Quantity(parsing: fragment.text) { return quantity }
    if let odd = OddCharacter.first(in: fragment.text) {
      fail("the value holds \(odd.name)", at: fragment.location, hint: odd.advice)
      return nil
    }
    if let mistake = unitMistake(fragment) {
      diagnostics.append(mistake)
      return nil
    }
    if let advice = ListAdvice.unwanted(fragment, expected: expected) {
      fail(advice.message, at: fragment.location, hint: advice.hint)
      return nil
    }
    var found: [Diagnostic] = []
    let written = Written(parsing: fragment, parameters: parameters.expressions, &found)
    // Words are no failed formulas: say what was wanted instead.
    let isWord = fragment.text.allSatisfy { $0.isLetter || $0.isWhitespace || $0 == "-" || $0 == "_" }
    if found.hasErrors && !isWord {
      diagnostics += found
      return nil
    }
    if isWord || written.expression.symbols.contains(where: { $0 != "pi" }) {
      let comment = fragment.text.contains(" # ") ? "a comment wants two spaces before '#'" : nil
      fail("expected \(expected), not '\(fragment.text)'", at: fragment.location, hint: comment)
      return nil
    }
    return constant(written)
  }

  /// `5 mss`: a number, then a word that is no unit.
  private func unitMistake(_ fragment: Fragment) -> Diagnostic? {
    let parts = fragment.text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, Quantity(parsing: String(parts[0])) != nil, let first = parts[1].first, first.isLetter,
      parts[1].allSatisfy({ $0.isLetter || $0.isNumber || "/^*·-µΩ ".contains($0) }),
      Unit(parsing: String(parts[1])) == nil,
      !parts[1].hasPrefix("to ")
    else { return nil }
    let start = fragment.bytes.count - parts[1].utf8.count
    return .error(
      "'\(parts[1])' is not a unit", at: fragment.slice(start..<fragment.bytes.count).location,
      hint: Unit.hint(String(parts[1])))
  }

  private mutating func constant(_ written: Written) -> Quantity? {
    var unit: Unit?
    var isMixed = false
    // 2*(3 ms) keeps the unit; anything with two different ones is left to the formulas of models.
    func visit(_ expression: Expression) {
      if case .quantity(_, let found) = expression.node {
        if let unit, unit != found { isMixed = true }
        unit = unit ?? found
      }
      for child in expression.children { visit(child) }
    }
    visit(written.expression)
    guard !isMixed else {
      fail("several units in one value", at: written.location, hint: "write all of them in the same unit")
      return nil
    }
    do throws(EvaluationFailure) {
      let value = try written.expression.number { _ in nil }
      guard value.isFinite else {
        fail("the value is not a finite number", at: written.location)
        return nil
      }
      return Quantity(value, unit: unit)
    } catch {
      fail(error.message, at: written.location, hint: error.hint)
      return nil
    }
  }

  package mutating func checkTime(_ quantity: Quantity, at location: Location) -> Bool {
    guard let unit = quantity.unit, let second = Unit.named("s"), !unit.measuresSame(as: second) else { return true }
    fail("expected a time, not a value in \(unit.text)", at: location, hint: "write it in ms or s")
    return false
  }
}

/// Several numbers of one unit, written as a list or as a range.
///
/// Ranges are `0 to 1000 pA by 10`, `1 to 1/128 by halves`, `1 to 64 by doubles`, `1e-9 to 1e-3 log 7`.
package struct NumberList: Sendable, Equatable {
  package let values: [Double]
  package let unit: Unit?
  /// The number as it was written, where it was.
  package let decimals: [String?]

  package init(values: [Double], unit: Unit?, decimals: [String?]) {
    self.values = values
    self.unit = unit
    self.decimals = decimals
  }

  /// The values in `target`.
  package func magnitudes(in target: Unit?) -> [Double] {
    zip(values, decimals).map { Quantity($0, decimal: $1, unit: unit).magnitude(in: target) ?? $0 }
  }

  private static let limit = 1_000_000

  /// The same where each value counts: `0 to 10`, of which only the ends are known, is refused.
  static func values(_ value: BodyValue, _ reading: inout ArgumentReading) -> NumberList? {
    if let fragment = value.fragment, fragment.text.contains(" to "), !fragment.text.contains(" by "),
      !fragment.text.contains(" log "), RangeAdvice.wanted(fragment) == nil
    {
      reading.fail(
        "the range has no step", at: fragment.location,
        hint: "write '\(fragment.text) by ...', with a number or 'halves'")
      return nil
    }
    return read(value, &reading)
  }

  static func read(_ value: BodyValue, _ reading: inout ArgumentReading) -> NumberList? {
    guard let resolved = reading.resolved(value) else { return nil }
    if case .text(let fragment) = resolved, let advice = RangeAdvice.wanted(fragment) ?? ListAdvice.wanted(fragment) {
      reading.fail(advice.message, at: fragment.location, hint: advice.hint)
      return nil
    }
    if case .text(let fragment) = resolved, fragment.text.contains(" to ") { return range(fragment, &reading) }
    guard let items = reading.items(resolved) else { return nil }
    if let advice = ListAdvice.decimalCommas(items) {
      reading.fail(advice.message, at: resolved.location, hint: advice.hint)
      return nil
    }
    var quantities: [Quantity] = []
    for item in items {
      guard let quantity = reading.number(item, expected: "a number") else { return nil }
      quantities.append(quantity)
    }
    let units = quantities.compactMap(\.unit)
    if Set(units.map(\.text)).count > 1, let bare = quantities.firstIndex(where: { $0.unit == nil }) {
      reading.fail(
        "'\(quantities[bare].decimal ?? "\(quantities[bare].value)")' has no unit, and the others have different ones",
        at: items[bare].location, hint: "write its unit")
      return nil
    }
    guard let unit = units.last else {
      return NumberList(values: quantities.map(\.value), unit: nil, decimals: quantities.map(\.decimal))
    }
    var values: [Double] = []
    for (quantity, item) in zip(quantities, items) {
      guard let value = quantity.magnitude(in: unit) else {
        reading.fail("units that do not fit together", at: item.location, hint: "the others are in \(unit.text)")
        return nil
      }
      values.append(value)
    }
    return NumberList(
      values: values, unit: unit, decimals: quantities.map { $0.unit == nil || $0.unit == unit ? $0.decimal : nil })
  }

  private static func range(_ fragment: Fragment, _ reading: inout ArgumentReading) -> NumberList? {
    func part(_ separator: String, _ text: Fragment) -> (Fragment, Fragment)? {
      let pattern = Array(" \(separator) ".utf8)
      guard let start = text.bytes.indices.first(where: { text.bytes[$0...].starts(with: pattern) }) else { return nil }
      return (text.slice(0..<start).trimmed, text.slice(start + pattern.count..<text.bytes.count).trimmed)
    }
    guard let (first, rest) = part("to", fragment) else { return nil }
    let isLog = part("log", rest) != nil
    let step = part("by", rest) ?? part("log", rest)
    guard let low = reading.number(first, expected: "a number"),
      let high = reading.number(step?.0 ?? rest, expected: "a number")
    else { return nil }
    let isPower = step.map { $0.1.text == "halves" || $0.1.text == "doubles" } ?? false
    var size: Quantity?
    if let step, ["decades", "decade", "tenths", "octaves"].contains(step.1.text) {
      reading.fail(
        "'\(step.1.text)' is no step", at: step.1.location,
        hint: "for so many values at equal ratios write '\(first.text) to \(step.0.text) log 10'")
      return nil
    }
    if let step, !isPower {
      size = reading.number(step.1, expected: isLog ? "how many values" : "a step, 'halves' or 'doubles'")
      if size == nil { return nil }
    }
    // As in a list, the last unit holds for what has none: 12 to 96 by 12 h.
    let unit = high.unit ?? low.unit ?? (isLog ? nil : size?.unit)
    guard let a = low.magnitude(in: unit), let b = high.magnitude(in: unit) else {
      reading.fail("the two ends measure different things", at: fragment.location)
      return nil
    }
    guard let step else {
      // Two ends without a step: an interval.
      let decimals = [low, high].map { $0.unit == nil || $0.unit == unit ? $0.decimal : nil }
      return NumberList(values: [a, b], unit: unit, decimals: decimals)
    }
    guard let values = spread(a, b, step.1, size, isLog, unit, &reading) else { return nil }
    return NumberList(values: values, unit: unit, decimals: values.map { _ in nil })
  }

  private static func spread(
    _ a: Double, _ b: Double, _ step: Fragment, _ quantity: Quantity?, _ isLog: Bool, _ unit: Unit?,
    _ reading: inout ArgumentReading
  ) -> [Double]? {
    let ends = "\(Digits.shortest(a)) to \(Digits.shortest(b))" + (unit.map { " " + $0.text } ?? "")
    func fail(_ message: String, _ hint: String? = nil) -> [Double]? {
      reading.fail(message, at: step.location, hint: hint)
      return nil
    }
    guard let quantity else {
      guard a > 0, b > 0, (step.text == "halves") == (b <= a) else {
        return fail("'by \(step.text)' does not lead from \(ends)")
      }
      var values = [a]
      while values.count < 1100,
        step.text == "halves" ? values[values.count - 1] / 2 >= b * 0.999 : values[values.count - 1] * 2 <= b * 1.001
      {
        values.append(step.text == "halves" ? values[values.count - 1] / 2 : values[values.count - 1] * 2)
      }
      return values
    }
    if isLog, let unit = quantity.unit { return fail("'log' wants how many values, not a value in \(unit.text)") }
    guard let size = quantity.magnitude(in: unit) else {
      return fail("the step measures something else than the ends", unit.map { "the ends are in \($0.text)" })
    }
    if isLog {
      guard a > 0, b > 0, size >= 2, size == size.rounded(), size <= Double(limit) else {
        return fail("'log' wants positive ends and a whole number of values, at least 2")
      }
      let ratio = b / a
      return (0..<Int(size)).map { $0 == Int(size) - 1 ? b : a * Self.power(ratio, Double($0) / (size - 1)) }
    }
    guard size != 0, (b - a) / size >= 0 else {
      return fail("a step of \(step.text) does not lead from \(ends)", size == 0 ? nil : "change its sign")
    }
    guard (b - a) / size < Double(limit) else {
      return fail("that is more than a million values from \(ends)", "take a larger step")
    }
    let count = Int(((b - a) / size + 1e-9).rounded(.down))
    guard count > 0 || a == b else {
      let isBare = quantity.unit == nil && unit != nil
      return fail(
        "a step of \(step.text) is longer than the way from \(ends)",
        isBare ? "without a unit of its own it is in \(unit?.text ?? "")" : nil)
    }
    return (0...count).map { a + Double($0) * size }
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double { Operation.apply(.power, base, exponent, 0) }
}
