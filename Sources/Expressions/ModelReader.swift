package import Diagnostics

extension ModelDefinition {
  /// Stacks layers into a model. Gives nothing where a mistake leaves no model; all mistakes are in `diagnostics`.
  ///
  /// - Parameter parameters: what `params.x` stands for.
  package init?(layers: [ModelLayer], parameters: [String: Expression] = [:], _ diagnostics: inout [Diagnostic]) {
    var reader = ModelReader(notebookParameters: parameters)
    for layer in layers { reader.add(layer) }
    let model = reader.model(layers)
    diagnostics += reader.diagnostics
    guard let model, !reader.diagnostics.hasErrors else { return nil }
    self = model
  }

  /// The model with parameters, initial values and inputs of a solve put over its own.
  package func overridden(
    by layer: ModelLayer, parameters: [String: Expression], _ diagnostics: inout [Diagnostic]
  ) -> ModelDefinition? {
    if layer.parameters.isEmpty && layer.initial.isEmpty && layer.inputs.isEmpty && layer.rest == nil { return self }
    var found: [Diagnostic] = []
    let model = ModelDefinition(layers: layers + [layer], parameters: parameters, &found)
    // Warnings about the model itself were given where it is defined.
    diagnostics += found.filter { $0.severity == .error }
    return model
  }
}

/// Reads layers, checks that they fit together, and puts them together.
private struct ModelReader {
  let notebookParameters: [String: Expression]
  var diagnostics: [Diagnostic] = []

  init(notebookParameters: [String: Expression]) { self.notebookParameters = notebookParameters }

  private var equations = Stack<Equation>()
  private var parameters = Stack<ParameterText>()
  private var initial = Stack<Written>()
  private var rest: Fragment?
  private var inputs = Stack<Written>()
  private var units = Stack<Unit>()
  private var meanings = Stack<String>()
  private var events = Stack<ModelLayer.EventText>()
  private var lastLocation: Location?
  /// Whether an equation could not be read: then it is not known which names there are.
  private var hasBrokenEquations = false
  /// Whether initial values, or the unit of time, were given in a form that could not be read.
  private var lacksInitial = false
  private var hasBrokenTimeUnit = false

  private struct ParameterText {
    let written: Written
    let quantity: Quantity?
    let isOverride: Bool
    let isBuiltIn: Bool
  }

  /// Values by name, in the order in which the names first came.
  private struct Stack<Item> {
    struct Entry {
      let name: String
      var item: Item
      var location: Location
    }
    var entries: [Entry] = []
    mutating func set(_ name: String, _ item: Item, _ location: Location) {
      if let index = entries.firstIndex(where: { $0.name == name }) {
        entries[index].item = item
        entries[index].location = location
      } else {
        entries.append(Entry(name: name, item: item, location: location))
      }
    }
    subscript(_ name: String) -> Item? { entries.first { $0.name == name }?.item }
    var names: [String] { entries.map(\.name) }
  }

  private mutating func fail(_ message: String, _ location: Location?, hint: String? = nil) {
    diagnostics.append(.error(message, at: location, hint: hint))
  }

  // MARK: Layers

  mutating func add(_ layer: ModelLayer) {
    lastLocation = layer.location ?? lastLocation
    lacksInitial = lacksInitial || layer.lacksInitial
    addEquations(layer)
    for item in unique(layer.units) { addUnit(item) }
    for item in unique(layer.parameters) { addParameter(item, layer) }
    for item in unique(layer.inputs) {
      guard let name = identifier(item.name) else { continue }
      if layer.isOverride, inputs[name] == nil {
        fail("the model has no input '\(name)'", item.name.location, hint: Spelling.hint(name, among: inputs.names))
        continue
      }
      inputs.set(name, Written(parsing: item.value, parameters: notebookParameters, &diagnostics), item.name.location)
    }
    for item in unique(layer.initial) {
      guard let name = identifier(item.name) else { continue }
      initial.set(name, Written(parsing: item.value, parameters: notebookParameters, &diagnostics), item.name.location)
    }
    if layer.rest != nil || !layer.initial.isEmpty { rest = layer.rest }
    for item in layer.meanings { meanings.set(item.name.text, item.value.text, item.name.location) }
    for event in layer.events {
      guard let name = identifier(event.name) else { continue }
      events.set(name, event, event.name.location)
    }
  }

  private mutating func addEquations(_ layer: ModelLayer) {
    guard let text = layer.equations else { return }
    var found: [Diagnostic] = []
    let read = EquationParser.parse(text, parameters: notebookParameters, &found)
    diagnostics += found
    hasBrokenEquations = hasBrokenEquations || found.hasErrors
    var seen: [String: Location] = [:]
    for equation in read {
      let name = equation.subject.name
      if let first = seen[name] {
        diagnostics.append(
          .error(
            "a second equation for '\(name)'", at: equation.location,
            notes: [Diagnostic.Note("the first one is here", at: first)]))
        continue
      }
      seen[name] = equation.location
      equations.set(name, equation, equation.location)
    }
  }

  private mutating func addUnit(_ item: ModelLayer.Item) {
    guard let unit = Unit(parsing: item.value.text) else {
      return fail(
        "'\(item.value.text)' is not a unit", item.value.location,
        hint: Spelling.hint(item.value.text, among: Unit.commonNames))
    }
    if item.name.text == "t", let second = Unit.named("s"), !unit.measuresSame(as: second) {
      hasBrokenTimeUnit = true
      return fail("time is measured in s or ms, not in \(unit.text)", item.value.location)
    }
    units.set(item.name.text, unit, item.name.location)
  }

  private mutating func addParameter(_ item: ModelLayer.Item, _ layer: ModelLayer) {
    guard let name = identifier(item.name) else { return }
    let quantity = Quantity(parsing: item.value.text)
    let written =
      quantity.map { Written(.number($0.value), item.value) }
      ?? Written(parsing: item.value, parameters: notebookParameters, &diagnostics)
    if let base = parameters[name], let unit = quantity?.unit, let known = units[name] ?? base.quantity?.unit,
      !known.measuresSame(as: unit)
    {
      fail(
        "'\(unit.text)' does not measure what '\(name)' does", item.value.location,
        hint: "'\(name)' is in \(known.text)")
    }
    // The unit stays that of the layer which brought the parameter in; later values are converted to it.
    if units[name] == nil, let unit = parameters[name]?.quantity?.unit ?? quantity?.unit {
      units.set(name, unit, item.value.location)
    }
    parameters.set(
      name,
      ParameterText(
        written: written, quantity: quantity,
        isOverride: layer.isOverride, isBuiltIn: layer.isBuiltIn),
      item.name.location)
  }

  private mutating func unique(_ items: [ModelLayer.Item]) -> [ModelLayer.Item] {
    var seen: [String: Location] = [:]
    return items.filter { item in
      if let first = seen[item.name.text] {
        diagnostics.append(
          .error(
            "'\(item.name.text)' is given twice", at: item.name.location,
            notes: [Diagnostic.Note("first here", at: first)]))
        return false
      }
      seen[item.name.text] = item.name.location
      return true
    }
  }

  private static let reserved: Set<String> = Set(
    ["t", "pi", "dt", "and", "or", "not", "within", "params", "true", "false"] + Function.allCases.map(\.rawValue))

  /// A name for a symbol, or a message.
  private mutating func identifier(_ fragment: Fragment) -> String? {
    let name = fragment.text
    let (tokens, found) = Lexer.tokens(of: fragment)
    guard found.isEmpty, tokens.count == 2, case .name(name) = tokens[0].kind else {
      fail(
        "'\(name)' is not a name", fragment.location,
        hint: "a name is letters, digits and '_', not beginning with a digit")
      return nil
    }
    if Self.reserved.contains(name) {
      fail("'\(name)' has a meaning of its own and cannot be redefined", fragment.location)
      return nil
    }
    return name
  }

  // MARK: The whole

  mutating func model(_ layers: [ModelLayer]) -> ModelDefinition? {
    if hasBrokenEquations { return nil }
    let states = equations.entries.filter { if case .derivative = $0.item.subject { true } else { false } }
    let definitions = equations.entries.filter { if case .definition = $0.item.subject { true } else { false } }
    if states.isEmpty {
      if !diagnostics.hasErrors {
        fail(
          "the model has no differential equation", lastLocation,
          hint: "write 'equations: |' and below it 'dv/dt = ...'")
      }
      return nil
    }
    let stateNames = states.map(\.name)
    checkNames(stateNames, definitions.map(\.name))
    let scope = ModelScope(names: stateNames + definitions.map(\.name) + parameters.names + inputs.names + ["t"])
    for entry in equations.entries {
      check(entry.item.right, scope)
      if let factor = entry.item.factor { check(Written(factor, entry.item.right.fragment), scope) }
    }
    let inputScope = ModelScope(
      names: parameters.names + ["t"], others: stateNames,
      reason: "an input depends on time and parameters, not on states")
    for entry in inputs.entries { check(entry.item, inputScope) }
    let fixed = ModelScope(
      names: parameters.names, others: stateNames + ["t"], reason: "a parameter is a number that stays")
    for entry in parameters.entries where entry.item.quantity == nil { check(entry.item.written, fixed) }
    if let rest { beginAtZero(stateNames, rest) }
    for state in states { checkInitial(state.name, state.item, scope) }
    let parsed = events.entries.compactMap { parse($0.item, $0.location, stateNames, scope) }
    checkCircles(definitions.map(\.item))
    if !diagnostics.hasErrors { checkUnused(scope) }
    if diagnostics.hasErrors { return nil }
    return built(layers, states.map(\.item), definitions.map(\.item), parsed)
  }

  /// Puts the parts together, now that every name is known: values, and units.
  private mutating func built(
    _ layers: [ModelLayer], _ states: [Equation], _ definitions: [Equation], _ events: [ParsedEvent]
  ) -> ModelDefinition? {
    let builtParameters = builtParameters()
    let builtInputs = inputs.entries.map { entry in
      let value = resolved(entry.item, for: "'\(entry.name)'", in: units[entry.name])
      return ModelDefinition.Input(
        name: entry.name, value: value, unit: units[entry.name], meaning: meanings[entry.name])
    }
    let builtDefinitions = definitions.map { resolved($0) }
    let builtEvents = events.map { event in
      ModelDefinition.Event(
        name: event.name, when: resolved(event.condition, for: "", in: nil),
        assignments: event.assignments.map {
          ($0.state, resolved($0.value, for: "'\($0.state)'", in: units[$0.state]))
        },
        isTerminal: event.isTerminal,
        refractory: event.refractory.map { resolved($0, for: "time", in: units["t"]) }, held: event.held)
    }
    let builtStates = states.compactMap { equation -> ModelDefinition.State? in
      let name = equation.subject.name
      guard let start = initial[name] else { return nil }
      return ModelDefinition.State(
        name: name, unit: units[name], equation: resolved(equation),
        initial: resolved(start, for: "'\(name)'", in: units[name]), meaning: meanings[name])
    }
    if diagnostics.hasErrors { return nil }
    return ModelDefinition(
      states: builtStates, definitions: builtDefinitions, parameters: builtParameters, inputs: builtInputs,
      events: builtEvents, timeUnit: units["t"], rest: rest, layers: layers)
  }

  private mutating func check(_ written: Written, _ scope: ModelScope) {
    if written.expression.hasHole { return }
    checkLiterals(written, scope)
    if case .object? = written.expression.check(in: scope, written.fragment, &diagnostics) {
      fail("expected a number", written.location)
    }
  }

  /// `3 m` where the model has an `m`: a product was meant, not three metres.
  private mutating func checkLiterals(_ written: Written, _ scope: ModelScope) {
    func visit(_ expression: Expression) {
      if case .quantity(let value, let unit) = expression.node {
        if scope.names.contains(unit.text) {
          fail(
            "missing operator before '\(unit.text)'",
            written.fragment.location(expression.range.upperBound - unit.text.utf8.count..<expression.range.upperBound),
            hint: "for a product write '\(Expression.number(value).text)*\(unit.text)'")
        } else if units["t"] == nil, !hasBrokenTimeUnit, let second = Unit.named("s"), unit.measuresSame(as: second) {
          fail(
            "the model gives time no unit, so '\(expression.text)' has no meaning here",
            written.fragment.location(expression.range), hint: "add 't: \(unit.text)' under 'units'")
        }
      }
      for child in expression.children { visit(child) }
    }
    visit(written.expression)
  }

  private mutating func checkNames(_ states: [String], _ definitions: [String]) {
    var kinds: [String: String] = [:]
    for (names, kind) in [
      (states, "a state"), (definitions, "a named sub-expression"), (parameters.names, "a parameter"),
      (inputs.names, "an input"),
    ] {
      for name in names {
        if let other = kinds[name] {
          let location =
            (parameters.entries.first { $0.name == name }.map(\.location))
            ?? inputs.entries.first { $0.name == name }?.location
          fail("'\(name)' is both \(other) and \(kind)", location)
        }
        if Self.reserved.contains(name) {
          fail(
            "'\(name)' has a meaning of its own and cannot be redefined",
            equations.entries.first { $0.name == name }?.location)
        }
        kinds[name] = kind
      }
    }
    for entry in initial.entries where !states.contains(entry.name) {
      let what = kinds[entry.name].map { "'\(entry.name)' is \($0)" } ?? "there is no state '\(entry.name)'"
      fail("\(what): it has no initial value", entry.location, hint: Spelling.hint(entry.name, among: states))
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

  private mutating func checkCircles(_ definitions: [Equation]) {
    let byName = Dictionary(definitions.map { ($0.subject.name, $0) }, uniquingKeysWith: { first, _ in first })
    var state: [String: Int] = [:]
    func visit(_ name: String) -> Bool {
      if state[name] == 1 { return false }
      guard state[name] == nil, let equation = byName[name] else { return true }
      state[name] = 1
      for symbol in equation.right.expression.symbols where !visit(symbol) { return false }
      state[name] = 2
      return true
    }
    for definition in definitions where state[definition.subject.name] == nil && !visit(definition.subject.name) {
      fail("'\(definition.subject.name)' is defined by itself", definition.location)
      return
    }
  }

  /// A parameter that nothing uses is most often one with a wrong name.
  private mutating func checkUnused(_ scope: ModelScope) {
    var used = Set<String>()
    for entry in equations.entries { used.formUnion(entry.item.rate.symbols) }
    for entry in inputs.entries { used.formUnion(entry.item.expression.symbols) }
    for entry in initial.entries { used.formUnion(entry.item.expression.symbols) }
    for entry in parameters.entries { used.formUnion(entry.item.written.expression.symbols) }
    for entry in events.entries {
      for text in [entry.item.when, entry.item.refractory].compactMap({ $0 }) + entry.item.assignments.map(\.value) {
        used.formUnion(ExpressionParser.parse(text).expression.symbols)
      }
    }
    parameters.entries.removeAll { $0.item.isBuiltIn && !used.contains($0.name) }
    for entry in parameters.entries where !used.contains(entry.name) {
      let hint = Spelling.hint(entry.name, among: parameters.names.filter { $0 != entry.name } + inputs.names)
      if entry.item.isOverride {
        fail("the model has no parameter '\(entry.name)'", entry.location, hint: hint)
      } else {
        diagnostics.append(.warning("parameter '\(entry.name)' is not used", at: entry.location, hint: hint))
      }
    }
    for entry in inputs.entries where !used.contains(entry.name) {
      fail(
        "the equations do not use the input '\(entry.name)'", entry.location,
        hint: Spelling.hint(entry.name, among: used.sorted()))
    }
  }

  private mutating func builtParameters() -> [ModelDefinition.Parameter] {
    var values: [String: Double] = [:]
    var pending = parameters.entries
    // Parameters may be made of one another: as many rounds as there are parameters find all values.
    for _ in parameters.entries.indices {
      pending = pending.filter { entry in
        if let quantity = entry.item.quantity {
          guard let value = quantity.magnitude(in: units[entry.name]) else {
            fail(
              "'\(quantity.unit?.text ?? "")' does not measure what '\(entry.name)' does",
              entry.item.written.fragment.location,
              hint: units[entry.name].map { "'\(entry.name)' is in \($0.text)" })
            return false
          }
          values[entry.name] = value
          return false
        }
        let expression = resolved(entry.item.written, for: "'\(entry.name)'", in: units[entry.name]).expression
        guard expression.symbols.allSatisfy({ values[$0] != nil || $0 == "pi" }) else { return true }
        do throws(EvaluationFailure) {
          let value = try expression.number { values[$0].map(Value.number) }
          if !value.isFinite { fail("parameter '\(entry.name)' is not a finite number", entry.item.written.location) }
          values[entry.name] = value
        } catch {
          fail(error.message, entry.item.written.location)
        }
        return false
      }
    }
    for entry in pending { fail("parameter '\(entry.name)' is defined by itself", entry.location) }
    return parameters.entries.map {
      ModelDefinition.Parameter(
        name: $0.name, value: values[$0.name] ?? .nan, unit: units[$0.name], meaning: meanings[$0.name])
    }
  }

  /// A search for rest begins at zero where no value is given.
  private mutating func beginAtZero(_ states: [String], _ rest: Fragment) {
    for name in states where initial[name] == nil { initial.set(name, Written(.zero, rest), rest.location) }
  }

  private mutating func checkInitial(_ name: String, _ equation: Equation, _ scope: ModelScope) {
    guard let start = initial[name] else {
      if lacksInitial { return }
      return fail(
        "state '\(name)' has no initial value", initial.entries.last?.location ?? equation.location,
        hint: "add it under 'initial': '\(name): 0'")
    }
    check(start, scope)
  }

  /// An event whose names are known.
  private struct ParsedEvent {
    let name: String
    let condition: Written
    let assignments: [(state: String, value: Written)]
    let isTerminal: Bool
    let refractory: Written?
    let held: [String]
  }

  private mutating func parse(
    _ text: ModelLayer.EventText, _ location: Location, _ states: [String], _ scope: ModelScope
  ) -> ParsedEvent? {
    guard let when = text.when else {
      fail("event '\(text.name.text)' has no condition", location, hint: "add 'when: v >= 30'")
      return nil
    }
    let condition = Written(parsing: when, parameters: notebookParameters, &diagnostics)
    check(condition, scope)
    if !condition.expression.hasHole, EventCondition.margin(of: condition.expression) == nil {
      fail(
        "an event's condition is a comparison such as 'v >= 30'", condition.location,
        hint: "use <, <=, > or >=, joined by 'and' and 'or'")
    }
    let assignments = unique(text.assignments).compactMap { assignment($0, states, scope) }
    var refractory: Written?
    if let time = text.refractory {
      let written = Written(parsing: time, parameters: notebookParameters, &diagnostics)
      check(written, ModelScope(names: parameters.names))
      refractory = written
    }
    for name in text.held where !states.contains(name.text) {
      fail("there is no state '\(name.text)' to hold", name.location, hint: Spelling.hint(name.text, among: states))
    }
    if !text.held.isEmpty, refractory == nil {
      fail("a hold needs a time", location, hint: "add 'refractory: 2 ms'")
    }
    return ParsedEvent(
      name: text.name.text, condition: condition, assignments: assignments, isTerminal: text.isTerminal,
      refractory: refractory, held: text.held.map(\.text))
  }

  private mutating func assignment(
    _ item: ModelLayer.Item, _ states: [String], _ scope: ModelScope
  ) -> (state: String, value: Written)? {
    let name = item.name.text
    let value = Written(parsing: item.value, parameters: notebookParameters, &diagnostics)
    check(value, scope)
    if states.contains(name) { return (name, value) }
    let isKnown = scope.names.contains(name)
    let near = Spelling.hint(name, among: states)
    fail(
      isKnown ? "an event sets states, and '\(name)' is not one" : "unknown state '\(name)'", item.name.location,
      hint: isKnown ? "to change '\(name)' make it a state: 'd\(name)/dt = 0'" : near)
    return nil
  }

  // MARK: Units

  /// What a name measures: its unit, or what its definition measures.
  private func measure(_ name: String, _ depth: Int = 0) -> UnitChecker.Measure {
    if let unit = units[name] { return .unit(unit) }
    if let definition = equations[name], case .definition = definition.subject, depth < 64 {
      var checker = UnitChecker(definition.right.fragment) { measure($0, depth + 1) }
      return checker.resolve(definition.right.expression).1
    }
    return .unknown
  }

  /// The formula in plain numbers, for something called `what` that is in `target`.
  private mutating func resolved(_ written: Written, for what: String, in target: Unit?) -> Written {
    var checker = UnitChecker(written.fragment) { [self] in measure($0) }
    let (expression, _) = checker.resolve(written.expression, for: what, in: target)
    diagnostics += checker.diagnostics
    return written.with(expression)
  }

  /// The equation in plain numbers; both sides of it must measure the same.
  private mutating func resolved(_ equation: Equation) -> Equation {
    var checker = UnitChecker(equation.right.fragment) { [self] in measure($0) }
    var factor: Expression?
    var left = units[equation.subject.name]
    if case .derivative = equation.subject {
      left = left.flatMap { state in units["t"].map { state / $0 } }
      if let written = equation.factor {
        let (expression, measure) = checker.resolve(written)
        factor = expression
        left = left.flatMap { rate in measure.unit.map { $0 * rate } }
      }
    }
    let what = factor == nil && left != nil ? "the left side" : "the left side '\(equation.location.text)'"
    let (right, _) = checker.resolve(equation.right.expression, for: what, in: left)
    diagnostics += checker.diagnostics
    return Equation(
      subject: equation.subject, factor: factor, right: equation.right.with(right), location: equation.location)
  }
}

/// The names a model's formulas may use.
private struct ModelScope: Scope {
  let names: [String]
  /// Names that the model has, but that may not stand here, and why.
  var others: [String] = []
  var reason = ""
  var kindOfName: String { "name" }
  func type(of name: String) -> ValueType? { names.contains(name) ? .number : nil }
  func reason(against name: String) -> String? { others.contains(name) ? reason : nil }
  var generalHint: String? { "give it a value under 'parameters' or 'input', or define it by 'name = ...'" }
}
