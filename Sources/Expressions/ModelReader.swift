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
    if layer.parameters.isEmpty && layer.initial.isEmpty && layer.inputs.isEmpty { return self }
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
  private var inputs = Stack<Written>()
  private var units = Stack<Unit>()
  private var meanings = Stack<String>()
  private var events = Stack<ModelLayer.EventText>()
  private var lastLocation: Location?

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
    for item in layer.meanings { meanings.set(item.name.text, item.value.text, item.name.location) }
    for event in layer.events {
      guard let name = identifier(event.name) else { continue }
      events.set(name, event, event.name.location)
    }
  }

  private mutating func addEquations(_ layer: ModelLayer) {
    guard let text = layer.equations else { return }
    let read = EquationParser.parse(text, parameters: notebookParameters, &diagnostics)
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
    checkNames(states.map(\.name), definitions.map(\.name))
    let scope = ModelScope(
      names: states.map(\.name) + definitions.map(\.name) + parameters.names + inputs.names + ["t"])
    for entry in equations.entries { check(entry.item.right, scope) }
    for entry in equations.entries {
      if let factor = entry.item.factor { check(Written(factor, entry.item.right.fragment), scope) }
    }
    let fixed = ModelScope(names: parameters.names)
    let inputScope = ModelScope(
      names: parameters.names + ["t"], forbidden: states.map(\.name),
      reason: "an input depends on time and parameters, not on states")
    for entry in inputs.entries { check(entry.item, inputScope) }
    for entry in parameters.entries where entry.item.quantity == nil { check(entry.item.written, fixed) }
    checkCircles(definitions.map(\.item))
    checkUnused(scope)
    if diagnostics.hasErrors { return nil }
    let builtParameters = builtParameters()
    let builtEvents = events.entries.compactMap { event($0.item, $0.location, states.map(\.name), scope) }
    let builtStates = states.compactMap { state($0.name, $0.item, scope) }
    if diagnostics.hasErrors { return nil }
    return ModelDefinition(
      states: builtStates, definitions: definitions.map { converted($0.item) }, parameters: builtParameters,
      inputs: inputs.entries.map {
        ModelDefinition.Input(
          name: $0.name, value: converted($0.item), unit: units[$0.name], meaning: meanings[$0.name])
      }, events: builtEvents, timeUnit: units["t"], layers: layers)
  }

  private mutating func check(_ written: Written, _ scope: ModelScope) {
    if written.expression.hasHole { return }
    if case .object? = written.expression.check(in: scope, written.fragment, &diagnostics) {
      fail("expected a number", written.location)
    }
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
        let expression = converted(entry.item.written).expression
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

  private mutating func state(_ name: String, _ equation: Equation, _ scope: ModelScope) -> ModelDefinition.State? {
    guard let start = initial[name] else {
      fail(
        "state '\(name)' has no initial value", initial.entries.last?.location ?? equation.location,
        hint: "add it under 'initial': '\(name): 0'")
      return nil
    }
    check(start, scope)
    return ModelDefinition.State(
      name: name, unit: units[name], equation: converted(equation), initial: converted(start), meaning: meanings[name])
  }

  private mutating func event(
    _ text: ModelLayer.EventText, _ location: Location, _ states: [String], _ scope: ModelScope
  ) -> ModelDefinition.Event? {
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
    var assignments: [(state: String, value: Written)] = []
    for item in unique(text.assignments) {
      let name = item.name.text
      guard states.contains(name) else {
        let isKnown = scope.names.contains(name)
        fail(
          isKnown ? "an event sets states, and '\(name)' is not one" : "unknown state '\(name)'", item.name.location,
          hint: Spelling.hint(name, among: states)
            ?? (isKnown ? "to change '\(name)' make it a state with 'd\(name)/dt = 0'" : nil))
        continue
      }
      let value = Written(parsing: item.value, parameters: notebookParameters, &diagnostics)
      check(value, scope)
      assignments.append((name, converted(value)))
    }
    var refractory: Written?
    if let time = text.refractory {
      let written = Written(parsing: time, parameters: notebookParameters, &diagnostics)
      check(written, ModelScope(names: parameters.names))
      refractory = converted(written)
    }
    for name in text.held where !states.contains(name.text) {
      fail("there is no state '\(name.text)' to hold", name.location, hint: Spelling.hint(name.text, among: states))
    }
    if !text.held.isEmpty, refractory == nil {
      fail("a hold needs a time", location, hint: "add 'refractory: 2 ms'")
    }
    return ModelDefinition.Event(
      name: text.name.text, when: converted(condition), assignments: assignments, isTerminal: text.isTerminal,
      refractory: refractory, held: text.held.map(\.text))
  }

  // MARK: Units of literals

  /// The expression with each `100 ms` as a plain number in the model's own unit for such quantities.
  private mutating func converted(_ written: Written) -> Written {
    written.with(converted(written.expression, written.fragment))
  }

  private mutating func converted(_ equation: Equation) -> Equation {
    Equation(
      subject: equation.subject, factor: equation.factor.map { converted($0, equation.right.fragment) },
      right: converted(equation.right), location: equation.location)
  }

  private mutating func converted(_ expression: Expression, _ fragment: Fragment) -> Expression {
    guard expression.contains(where: { if case .quantity = $0.node { true } else { false } }) else { return expression }
    if case .quantity(let value, let unit) = expression.node {
      let same = units.entries.map(\.item).filter { $0.measuresSame(as: unit) }
      guard let target = same.first else { return .number(value) }
      if same.contains(where: { $0 != target }) {
        fail(
          "the model measures this in several units (\(Set(same.map(\.text)).sorted().joined(separator: ", ")))",
          fragment.location(expression.range), hint: "write the number without a unit")
      }
      let decimal = fragment.slice(expression.range).text.split(separator: " ").first.map(String.init)
      return Expression(
        .number(
          target.magnitude(of: value, decimal: decimal.flatMap { Double($0) == value ? $0 : nil }, in: unit) ?? value),
        at: expression.range)
    }
    var result = expression
    var children = expression.children.map { converted($0, fragment) }
    result = expression.mapChildren { _ in children.removeFirst() }
    return result
  }
}

/// The names a model's formulas may use.
private struct ModelScope: Scope {
  let names: [String]
  var forbidden: [String] = []
  var reason = ""
  var kindOfName: String { "name" }
  func type(of name: String) -> ValueType? { names.contains(name) ? .number : nil }
}
