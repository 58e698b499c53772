package import Diagnostics
package import Expressions

extension ArgumentReading {
  /// A formula over parameters and results; the results that it names become needs of the directive.
  ///
  /// - Parameter own: names of the block's own, which are no labels in it.
  mutating func formula(_ fragment: Fragment, own: [String] = []) -> Written? {
    var found: [Diagnostic] = []
    let written = Written(parsing: fragment, names: LabelNames.all(labels), &found)
    diagnostics += found
    naming.formulas.append((written, own))
    guard !written.expression.hasHole else { return nil }
    let named = written.expression.symbols
    // A block may be labelled like a state, `s.final(v)` in one called v.
    let shadowed = ownLabel.map { !written.expression.isAsked($0) ? [$0] : [] } ?? []
    for symbol in named where labels[symbol] != nil && !shadowed.contains(symbol) {
      references.append(LabelReference(label: symbol, location: written.location))
    }
    return written
  }
}

extension Expression {
  /// Whether something is asked of the name, or it stands for a number: anywhere but alone among the arguments of a query.
  fileprivate func isAsked(_ name: String) -> Bool {
    switch node {
    case .symbol(let own): own == name
    case .query(let base, _, let arguments):
      base.isAsked(name)
        || (arguments ?? []).contains { argument in
          if case .symbol = argument.value.node { false } else { argument.value.isAsked(name) }
        }
    default: children.contains { $0.isAsked(name) }
    }
  }
}

/// A condition of `expect`, with what to say when it does not hold.
package struct Expectation: Sendable {
  package let condition: Written
  package let hint: String?
}

extension ArgumentKind where Value == [Expectation] {
  /// A list of conditions: `- euler.spikes.count == 6` or `- {that: ..., hint: ...}`.
  package static let expectations = ArgumentKind(
    "a list of conditions",
    .list(
      .either(
        .formula,
        .mapping(
          [
            .init("that", .formula, "the condition"),
            .init("hint", .text, "what to say where it does not hold"),
          ], others: nil)))
  ) { value, reading in
    guard let items = reading.items(value) else { return nil }
    return items.compactMap { item in
      if let fragment = item.fragment, FlowText.entry(fragment)?.key.text != "that", !fragment.text.hasPrefix("{") {
        return reading.formula(fragment).map { Expectation(condition: $0, hint: nil) }
      }
      let entries: [Entry]?
      if let fragment = item.fragment, let (key, text) = FlowText.entry(fragment), !fragment.text.hasPrefix("{") {
        entries = [Entry(key: key, value: .text(text))]
      } else {
        entries = reading.entries(item, expected: "a condition")
      }
      guard let entries else { return nil }
      for entry in entries where entry.key.text != "that" && entry.key.text != "hint" {
        reading.fail(
          "unknown key '\(entry.key.text)' in a condition", at: entry.key.location,
          hint: Spelling.hint(entry.key.text, among: ["that", "hint"]))
      }
      guard let that = entries.first(where: { $0.key.text == "that" }),
        let fragment = reading.text(that.value, expected: "a condition")
      else {
        reading.fail("a condition has no 'that'", at: item.location, hint: "write {that: condition, hint: text}")
        return nil
      }
      let hint = entries.first { $0.key.text == "hint" }.flatMap { reading.text($0.value, expected: "a text")?.text }
      return reading.formula(fragment).map { Expectation(condition: $0, hint: hint) }
    }
  }
}

/// Where a solve begins.
package enum InitialValues: Sendable {
  case values([ModelLayer.Item])
  /// The word itself, for messages.
  case equilibrium(Fragment)
}

extension ArgumentKind where Value == InitialValues {
  package static let initialValues = ArgumentKind(
    "states with their initial values, or 'equilibrium'",
    .either(
      .word([.init("equilibrium", "the rest that the equations come to from the values given before")]),
      .mapping([], others: .text))
  ) { value, reading in
    if case .text(let fragment)? = reading.resolved(value), fragment.text == "equilibrium" {
      return .equilibrium(fragment)
    }
    if case .text(let fragment)? = reading.resolved(value), !fragment.text.hasPrefix("{"),
      let hint = Spelling.hint(fragment.text, among: ["equilibrium"])
    {
      reading.fail("expected states with their initial values, or 'equilibrium'", at: fragment.location, hint: hint)
      return nil
    }
    return ArgumentKind<[ModelLayer.Item]>.items("states with their initial values").read(value, &reading)
      .map(InitialValues.values)
  }
}

/// A name and a formula for its value.
package struct NamedFormula: Sendable {
  package let name: Fragment
  package let formula: Written
}

extension ArgumentKind where Value == [NamedFormula] {
  package static let namedFormulas = ArgumentKind("names with a formula each", .mapping([], others: .formula)) {
    value, reading in
    guard let entries = reading.entries(value, expected: "names with a formula each") else { return nil }
    return entries.enumerated().compactMap { index, entry in
      guard let fragment = reading.text(entry.value, expected: "a formula for '\(entry.key.text)'"),
        let formula = reading.formula(fragment, own: entries.prefix(index).map(\.key.text))
      else { return nil }
      return NamedFormula(name: entry.key, formula: formula)
    }
  }
}
