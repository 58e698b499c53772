import Diagnostics
import Expressions
import Markup

/// How large a measurement's noise is: `0.05 mg/L`, `8 %` of what is measured, or both as independent parts, `0.05 mg/L + 8 %`.
struct NoiseSize: Sendable, Equatable {
  var absolute = 0.0
  /// As a part of the value, 0.08 for 8 %.
  var relative = 0.0

  var isNegative: Bool { absolute < 0 || relative < 0 }

  /// The standard deviation at a value.
  func deviation(at value: Double) -> Double {
    relative == 0 ? absolute : (absolute * absolute + relative * relative * value * value).squareRoot()
  }

  func text(_ unit: Unit?) -> String {
    let percent = Digits.compact(100 * relative, 6) + "\u{A0}%"
    let amount = Digits.compact(absolute, 6) + (unit.map { " " + $0.symbol } ?? "")
    return relative == 0 ? amount : absolute == 0 ? percent : "\(amount) + \(percent)"
  }

  /// For the identity of what is computed with it.
  var identity: String {
    relative == 0 ? Digits.shortest(absolute) : "\(Digits.shortest(absolute)) \(Digits.shortest(relative))"
  }
}

extension [NoiseSize]? {
  /// Whether some noise is a part of what is measured.
  var hasSpreads: Bool { self?.contains { $0.relative > 0 } ?? false }
}

/// The noise of states: one size for all, or one by name.
struct StateNoise: Sendable {
  /// As it is written.
  struct Written {
    var amount: Quantity?
    var relative = 0.0
  }

  let common: Written?
  let byName: [(name: Fragment, value: Written)]
  let location: Location

  /// The noise of the states given, in their units; none for those that are not named.
  ///
  /// - Parameters:
  ///   - all: every state there is, to tell one that is unknown from one that was left out.
  ///   - what: what makes a state belong, as in `'w' is not kept`.
  func values(
    for states: [(name: String, unit: Unit?)], among all: [String], what: String, _ planning: inout Planning
  ) -> [NoiseSize] {
    for (name, _) in byName where !states.contains(where: { $0.name == name.text }) {
      let isKnown = all.contains(name.text)
      planning.fail(
        isKnown ? "'\(name.text)' is not \(what)" : "there is no state '\(name.text)'", at: name.location,
        hint: isKnown ? nil : Spelling.help(name.text, among: states.map(\.name)))
    }
    return states.map { state in
      let named = byName.first { $0.name.text == state.name }
      guard let written = named?.value ?? common else { return NoiseSize() }
      guard let quantity = written.amount else { return NoiseSize(relative: written.relative) }
      if let value = quantity.magnitude(in: state.unit), quantity.unit == nil || state.unit != nil {
        return NoiseSize(absolute: value, relative: written.relative)
      }
      planning.fail(
        "'\(quantity.unit?.text ?? "")' does not measure what '\(state.name)' does",
        at: named?.name.location ?? location,
        hint: state.unit.map { "'\(state.name)' is in \($0.text)" }
          ?? "'\(state.name)' has no unit: write the number alone")
      return NoiseSize()
    }
  }
}

extension ArgumentKind where Value == StateNoise {
  /// One size for every state, or `{v: 0.5 mV, C: 8 %}`.
  static let noise = ArgumentKind(
    "a number, or states with a number each", .either(.number, .mapping([], others: .number))
  ) { value, reading in
    guard let resolved = reading.resolved(value) else { return nil }
    if let fragment = resolved.fragment, !fragment.text.hasPrefix("{") {
      return StateNoise.Written(fragment, expected: "a number, or {v: 0.5}", &reading).map {
        StateNoise(common: $0, byName: [], location: value.location)
      }
    }
    guard let entries = reading.entries(resolved, expected: "states with a number each") else { return nil }
    var found: [(name: Fragment, value: StateNoise.Written)] = []
    for entry in entries {
      let expected = "a number for '\(entry.key.text)'"
      guard let fragment = reading.text(entry.value, expected: expected),
        let written = StateNoise.Written(fragment, expected: expected, &reading)
      else { return nil }
      found.append((entry.key, written))
    }
    return StateNoise(common: nil, byName: found, location: value.location)
  }
}

extension StateNoise.Written {
  fileprivate init?(_ fragment: Fragment, expected: String, _ reading: inout ArgumentReading) {
    let plus = Array(" + ".utf8)
    let cut = fragment.bytes.indices.first { fragment.bytes[$0...].starts(with: plus) }
    let parts =
      cut.map { [fragment.slice(0..<$0), fragment.slice($0 + plus.count..<fragment.bytes.count)] } ?? [fragment]
    guard parts.contains(where: { $0.trimmed.text.hasSuffix("%") }) else {
      guard let number = reading.number(fragment, expected: expected) else { return nil }
      amount = number
      return
    }
    for part in parts.map(\.trimmed) {
      let isPercentage = part.text.hasSuffix("%")
      let text = isPercentage ? part.slice(0..<part.bytes.count - 1).trimmed : part
      guard let number = reading.number(text, expected: expected) else { return nil }
      guard isPercentage ? relative == 0 && number.unit == nil : amount == nil && parts.count == 2 else {
        reading.fail(
          "'\(fragment.text)' is no size of noise", at: fragment.location,
          hint: "write '8 %', '0.1 mV' or '0.1 mV + 8 %'")
        return nil
      }
      if isPercentage { relative = number.value / 100 } else { amount = number }
    }
  }
}
