import Diagnostics

/// What can be wrong with the parts of a model taken together: names, literals, circles, what is missing or unused.
extension ModelReader {
  /// - Parameter isValue: whether it is a value alone, in which a lone literal `0 m` is one also where the model has an `m`.
  mutating func check(_ written: Written, _ scope: ModelScope, isValue: Bool = false) {
    if written.expression.hasHole { return }
    checkLiterals(written, scope, isValue: isValue)
    for part in written.shown.parts(where: \.isRemainder) where part.children.last?.node == .number(0) {
      fail("there is no remainder of a division by 0", written.fragment.location(part.range))
    }
    for part in written.shown.parts(where: \.isEqualityInTime) {
      fail(
        "'\(part.text)' holds for no time at all, and the solver never sees it", written.fragment.location(part.range),
        hint:
          "'t >= 5' holds from a time on, and 'pulse(t, 5, 6)' is 1 between two; what comes in an instant is an event with 'at: [5]'"
      )
    }
    var found: [Diagnostic] = []
    if case .object? = written.shown.check(in: scope, written.fragment, &found) {
      fail("expected a number", written.location)
    }
    // What it calls may use names that it may not.
    if !written.shown.calls.isEmpty, found.isEmpty {
      _ = written.expression.check(in: scope, written.fragment, &found)
      found = naming(Array(found.prefix(1)), in: written)
    }
    diagnostics += found
  }

  /// `3 m` where the model has an `m`: a product was meant, not three metres.
  mutating func checkLiterals(_ written: Written, _ scope: ModelScope, isValue: Bool) {
    func visit(_ expression: Expression) {
      if case .quantity(let value, let unit) = expression.node {
        if scope.names.contains(unit.text), !(isValue && expression == written.shown) {
          fail(
            "missing operator before '\(unit.text)'",
            written.fragment.location(expression.range.upperBound - unit.text.utf8.count..<expression.range.upperBound),
            hint:
              "for a product write '\(Expression.number(value).text)*\(unit.text)'; '\(unit.text)' is a name of the model, and no unit in it"
          )
        } else if units["t"] == nil, !hasBrokenTimeUnit, let second = Unit.named("s"), unit.measuresSame(as: second) {
          fail(
            "the model gives time no unit, so '\(expression.text)' has no meaning here",
            written.fragment.location(expression.range), hint: "add 't: \(unit.text)' under 'units'")
        }
      }
      for child in expression.children { visit(child) }
    }
    visit(written.shown)
  }

  /// `dA = -k*A` and `A_dot = ...` where a value is given for A to begin with: a derivative was meant. One message for it.
  mutating func failsOnDerivatives(_ definitions: [String]) -> Bool {
    let starts = initial.names.filter { equations[$0] == nil }
    let meant = definitions.compactMap { name -> (definition: String, state: String)? in
      starts.first { ["d\($0)", "\($0)_dot", "\($0)dot", "\($0)_t", "d_\($0)", "D\($0)"].contains(name) }.map {
        (name, $0)
      }
    }
    for (definition, state) in meant {
      let entry = equations.entries.first { $0.name == definition }
      fail(
        "'\(definition)' is a name like any other, and no derivative", entry?.location,
        hint: "write 'd\(state)/dt = \(entry?.item.right.shown.text ?? "...")'")
    }
    return !meant.isEmpty
  }

  mutating func checkNames(_ states: [String], _ definitions: [String]) {
    var kinds: [String: String] = [:]
    for (names, kind) in [
      (states, "a state"), (definitions, "a named sub-expression"), (parameters.names, "a parameter"),
      (inputs.names, "an input"), (functions.names, "a function"),
    ] {
      for name in names {
        if let other = kinds[name] {
          let isRedefined = inputsOfBase.contains(name) && definitions.contains(name)
          let location =
            functions.entries.first { $0.name == name }?.location
            ?? (isRedefined ? equations.entries.first { $0.name == name }?.location : nil)
            ?? parameters.entries.first { $0.name == name }?.location
            ?? inputs.entries.first { $0.name == name }?.location
          fail(
            "'\(name)' is both \(other) and \(kind)", location,
            hint: isRedefined ? "an input is given anew under 'input': 'input: {\(name): ...}'" : nil)
        }
        if Self.reserved.contains(name) {
          fail(
            "'\(name)' has a meaning of its own and cannot be redefined",
            equations.entries.first { $0.name == name }?.location
              ?? functions.entries.first { $0.name == name }?.location)
        }
        kinds[name] = kind
      }
    }
    for entry in initial.entries where !states.contains(entry.name) {
      let what =
        kinds[entry.name].map { "'\(entry.name)' is \($0): it has no initial value" }
        ?? "there is no state '\(entry.name)' to begin with a value"
      fail(what, entry.location, hint: Spelling.help(entry.name, among: states))
    }
    for entry in units.entries where kinds[entry.name] == nil && entry.name != "t" {
      fail(
        "there is no '\(entry.name)' that could have a unit", entry.location,
        hint: Spelling.hint(entry.name, among: kinds.keys.sorted() + ["t"]))
    }
    for entry in meanings.entries where kinds[entry.name] == nil && entry.name != "t" {
      fail(
        "there is no '\(entry.name)' that could have a meaning", entry.location,
        hint: Spelling.hint(entry.name, among: kinds.keys.sorted()))
    }
  }

  /// How many named lines may build on one another.
  private static let deepest = 400

  mutating func checkCircles(_ definitions: [Equation]) {
    let byName = Dictionary(definitions.map { ($0.subject.name, $0) }, uniquingKeysWith: { first, _ in first })
    var depths: [String: Int] = [:]
    var open: Set<String> = []
    var (isCircle, isDeep) = (false, false)
    func depth(_ name: String) -> Int {
      if let known = depths[name] { return known }
      guard !isCircle, !isDeep, let equation = byName[name] else { return 0 }
      isCircle = !open.insert(name).inserted
      isDeep = open.count > Self.deepest
      if isCircle || isDeep { return 0 }
      let found = 1 + (equation.right.expression.symbols.map(depth).max() ?? 0)
      open.remove(name)
      isDeep = isDeep || found > Self.deepest
      depths[name] = found
      return found
    }
    for definition in definitions {
      _ = depth(definition.subject.name)
      if isCircle { return fail("'\(definition.subject.name)' is defined by itself", definition.location) }
      if isDeep {
        return fail(
          "'\(definition.subject.name)' builds on more than \(Self.deepest) other lines, each on the one before",
          definition.location, hint: "write what repeats itself as a formula, or as a function")
      }
    }
  }

  /// A parameter that nothing uses is most often one with a wrong name.
  mutating func checkUnused(_ events: [ParsedEvent]) {
    var used = Set<String>()
    for entry in equations.entries { used.formUnion(entry.item.rate.symbols) }
    for entry in inputs.entries { used.formUnion(entry.item.expression.symbols) }
    for entry in initial.entries { used.formUnion(entry.item.expression.symbols) }
    for entry in parameters.entries { used.formUnion(entry.item.written.expression.symbols) }
    for event in events {
      for formula in [event.condition] + [event.refractory].compactMap({ $0 }) + event.assignments.map(\.value) {
        used.formUnion(formula.expression.symbols)
      }
    }
    let unneeded = replaced.subtracting(lastParameters)
    parameters.entries.removeAll { !used.contains($0.name) && ($0.item.isBase || unneeded.contains($0.name)) }
    for entry in parameters.entries where !used.contains(entry.name) {
      let hint = Spelling.hint(entry.name, among: parameters.names.filter { $0 != entry.name } + inputs.names)
      if entry.item.isOverride, replaced.contains(entry.name) {
        fail(
          "nothing uses the parameter '\(entry.name)': what did is replaced", entry.location, hint: "leave it out")
      } else if entry.item.isOverride {
        fail("the model has no parameter '\(entry.name)'", entry.location, hint: hint)
      } else {
        diagnostics.append(
          .warning(
            "parameter '\(entry.name)' is not used", at: entry.location, hint: hint, about: .unusedParameter(entry.name)
          ))
      }
    }
    inputs.entries.removeAll { inputsOfBase.contains($0.name) && !used.contains($0.name) }
    for entry in inputs.entries where !used.contains(entry.name) {
      fail(
        "the equations do not use the input '\(entry.name)'", entry.location,
        hint: Spelling.hint(entry.name, among: used.sorted()))
    }
  }

  /// A search for rest begins at zero where no value is given.
  mutating func beginAtZero(_ states: [String], _ rest: Fragment) {
    for name in states where initial[name] == nil { initial.set(name, Written(.zero, rest), rest.location) }
  }

  mutating func checkInitial(_ state: Stack<Equation>.Entry, _ scope: ModelScope) {
    let name = state.name
    guard let start = initial[name] else {
      if lacksInitial { return }
      return fail(
        "state '\(name)' has no initial value", initial.entries.last?.location ?? state.item.location,
        hint: "add it under 'initial': '\(name): 0'", about: .missingInitial(name))
    }
    check(start, scope, isValue: true)
  }
}

extension Expression {
  /// `t == 5` and `mod(t, 24) == 8`, which are true in an instant alone. The beginning is one that the solver sees.
  fileprivate var isEqualityInTime: Bool {
    guard case .binary(.equal, let left, let right) = node else { return false }
    func isTime(_ part: Expression) -> Bool {
      if case .function(.mod, let arguments) = part.node { return arguments[0].node == .symbol("t") }
      return part.node == .symbol("t")
    }
    func isLater(_ part: Expression) -> Bool {
      switch part.node {
      case .number(let value), .quantity(let value, _): value != 0
      default: false
      }
    }
    return isTime(left) && isLater(right) || isTime(right) && isLater(left)
  }
}
