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
    return ModelVariants(of: self, parameters: parameters).model(with: layer, &diagnostics)
  }
}

/// Reads layers, checks that they fit together, and puts them together.
struct ModelReader {
  let notebookParameters: [String: Expression]
  /// The same with what inputs may take from data, such as `wind.d`.
  let notebookValues: [String: Expression]
  var diagnostics: [Diagnostic] = []

  init(notebookParameters values: [String: Expression]) {
    notebookValues = values
    notebookParameters = values.filter { !$0.key.contains(".") }
  }

  var equations = Stack<Equation>()
  var functions = Stack<OwnFunction>()
  var parameters = Stack<ParameterText>()
  var initial = Stack<Written>()
  var rest: Fragment?
  var inputs = Stack<Written>()
  /// Names in what a solve, a sweep or a fit put something else in the place of.
  var replaced: Set<String> = []
  /// The parameters that the last of them gives.
  var lastParameters: Set<String> = []
  /// Inputs that come from what the model builds on, and from nowhere else.
  var inputsOfBase: Set<String> = []
  var units = Stack<Unit>()
  /// What has the unit of its value, since none is given for it.
  var measuredByValue: Set<String> = []
  var meanings = Stack<String>()
  var measured = Measured()
  var events = Stack<ModelLayer.EventText>()
  var lastLocation: Location?
  /// Whether an equation could not be read: then it is not known which names there are.
  var hasBrokenEquations = false
  /// Whether initial values, or the unit of time, were given in a form that could not be read.
  var lacksInitial = false
  var hasBrokenTimeUnit = false
  /// Whether events could not be read: then it is not known which parameters they use.
  var lacksEvents = false
  /// The parameters of which was told in which other unit they would fit: in however many equations, that is one mistake.
  var toldParameters: Set<String> = []

  struct ParameterText {
    var written: Written
    let quantity: Quantity?
    let isOverride: Bool
    let isBase: Bool
  }

  /// Values by name, in the order in which the names first came.
  struct Stack<Item> {
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
    /// Puts some entries, in the places that they have, into another order.
    mutating func reorder(_ names: [String]) {
      let found = names.compactMap { name in entries.firstIndex { $0.name == name } }
      let items = found.map { entries[$0] }
      for (place, item) in zip(Set(found).sorted(), items) { entries[place] = item }
    }
    mutating func map(_ transform: (Item) -> Item) {
      for index in entries.indices { entries[index].item = transform(entries[index].item) }
    }
    subscript(_ name: String) -> Item? { entries.first { $0.name == name }?.item }
    var names: [String] { entries.map(\.name) }
  }

  mutating func fail(
    _ message: String, _ location: Location?, hint: String? = nil, about subject: Diagnostic.Subject? = nil
  ) {
    diagnostics.append(.error(message, at: location, hint: hint, about: subject))
  }

  // MARK: Layers

  mutating func add(_ layer: ModelLayer) {
    lastLocation = layer.location ?? lastLocation
    lacksInitial = lacksInitial || layer.lacksInitial
    lacksEvents = lacksEvents || layer.lacksEvents
    addEquations(layer)
    if layer.isOverride { lastParameters = Set(layer.parameters.map(\.name.text)) }
    for item in unique(layer.units) { addUnit(item) }
    for item in unique(layer.parameters) { addParameter(item, layer) }
    for item in unique(layer.inputs) {
      guard let name = identifier(item.name) else { continue }
      if layer.isOverride, inputs[name] == nil {
        fail("the model has no input '\(name)'", item.name.location, hint: Spelling.help(name, among: inputs.names))
        continue
      }
      if layer.isOverride { replaced.formUnion(inputs[name]?.expression.symbols ?? []) }
      inputs.set(name, formula(item.value, notebookValues), item.name.location)
      takeUnit(of: item, for: name)
      if layer.isBase { inputsOfBase.insert(name) } else { inputsOfBase.remove(name) }
    }
    for item in unique(layer.initial) {
      guard let name = identifier(item.name) else { continue }
      if layer.isOverride { replaced.formUnion(initial[name]?.expression.symbols ?? []) }
      initial.set(name, formula(item.value), item.name.location)
      takeUnit(of: item, for: name)
    }
    if layer.rest != nil || !layer.initial.isEmpty { rest = layer.rest }
    for item in layer.meanings { meanings.set(item.name.text, item.value.text, item.name.location) }
    for event in layer.events { add(event) }
    // Events of one time come in the order of the list; that of a model like another counts where it names all.
    let listed = layer.events.filter { $0.removal == nil }.map(\.name.text)
    if listed.count == events.entries.count { events.reorder(listed) }
  }

  /// A formula of a layer, in which functions may be called that were defined up to it.
  mutating func formula(_ text: Fragment, _ values: [String: Expression]? = nil) -> Written {
    Written(parsing: text, parameters: values ?? notebookParameters, functions: signatures, &diagnostics)
  }

  mutating func addEquations(_ layer: ModelLayer) {
    guard let text = layer.equations else { return }
    var found: [Diagnostic] = []
    let known = Set((layer.parameters + layer.inputs + layer.initial).map(\.name.text) + parameters.names)
    let read = EquationParser.parse(
      text, parameters: notebookParameters, known: known, functions: signatures, &found)
    diagnostics += found
    hasBrokenEquations = hasBrokenEquations || found.hasErrors
    var seen: [String: Location] = [:]
    func isFirst(_ name: String, _ location: Location) -> Bool {
      if let first = seen[name] {
        diagnostics.append(
          .error(
            "a second equation for '\(name)'", at: location,
            notes: [Diagnostic.Note("the first one is here", at: first)]))
        return false
      }
      seen[name] = location
      return true
    }
    for equation in read.equations where isFirst(equation.subject.name, equation.location) {
      equations.set(equation.subject.name, equation, equation.location)
    }
    for function in read.functions where isFirst(function.name, function.location) {
      functions.set(function.name, function, function.location)
    }
  }

  mutating func addUnit(_ item: ModelLayer.Item) {
    guard let unit = Unit(parsing: item.value.text) else {
      return fail(
        "'\(item.value.text)' is not a unit", item.value.location,
        hint: Unit.hint(item.value.text))
    }
    if item.name.text == "t", let second = Unit.named("s"), !unit.measuresSame(as: second) {
      hasBrokenTimeUnit = true
      return fail("time is measured in s or ms, not in \(unit.text)", item.value.location)
    }
    units.set(item.name.text, unit, item.name.location)
  }

  /// What nobody gave a unit is in that of its first value.
  mutating func takeUnit(of item: ModelLayer.Item, for name: String) {
    guard units[name] == nil, let unit = Quantity(parsing: item.value.text)?.unit else { return }
    units.set(name, unit, item.value.location)
    measuredByValue.insert(name)
  }

  mutating func addParameter(_ item: ModelLayer.Item, _ layer: ModelLayer) {
    guard let name = identifier(item.name) else { return }
    let quantity = Quantity(parsing: item.value.text)
    let written =
      quantity.map { Written(.number($0.value), item.value) }
      ?? formula(item.value)
    if let base = parameters[name], let unit = quantity?.unit, let known = units[name] ?? base.quantity?.unit,
      !known.measuresSame(as: unit)
    {
      fail(
        "'\(unit.text)' does not measure what '\(name)' does", item.value.location,
        hint: unit.adviceApart(known, of: quantity?.value) ?? "'\(name)' is in \(known.text)")
    }
    // The unit stays that of the layer which brought the parameter in; later values are converted to it.
    if units[name] == nil, let unit = parameters[name]?.quantity?.unit ?? quantity?.unit {
      units.set(name, unit, item.value.location)
    }
    if layer.isOverride { replaced.formUnion(parameters[name]?.written.expression.symbols ?? []) }
    parameters.set(
      name,
      ParameterText(
        written: written, quantity: quantity,
        // Of inherited equations none can use a parameter that they do not have.
        isOverride: layer.isOverride || layer.equations == nil && !layer.isBase, isBase: layer.isBase),
      item.name.location)
  }

  // MARK: The whole

  /// Puts others in the place of all formulas but those of functions and of events.
  mutating func mapFormulas(_ transform: (Written) -> Written) {
    equations.map { $0.mapped(transform) }
    inputs.map(transform)
    initial.map(transform)
    parameters.map { parameter in
      var parameter = parameter
      parameter.written = transform(parameter.written)
      return parameter
    }
  }

  mutating func model(_ layers: [ModelLayer]) -> ModelDefinition? {
    if hasBrokenEquations { return nil }
    joinUnits()
    let stateNames = equations.entries.filter(\.item.isDerivative).map(\.name)
    let definitionNames = equations.names.filter { !stateNames.contains($0) }
    if failsOnDerivatives(definitionNames) { return nil }
    if stateNames.isEmpty {
      if !diagnostics.hasErrors {
        fail(
          "the model has no differential equation", lastLocation,
          hint: "write 'equations: |' and below it 'dv/dt = ...'")
      }
      return nil
    }
    checkNames(stateNames, definitionNames)
    let scope = ModelScope(
      names: stateNames + definitionNames + parameters.names + inputs.names + ["t"], others: functions.names,
      reason: "it is a function: write its arguments in parentheses behind it")
    insertFunctions(scope)
    let states = equations.entries.filter(\.item.isDerivative)
    findUnitOfTime(states.map(\.item))
    let definitions = equations.entries.map(\.item).filter { !$0.isDerivative }
    for entry in equations.entries {
      check(entry.item.right, scope)
      if let factor = entry.item.factor { check(Written(factor, entry.item.right.fragment), scope) }
    }
    let inputScope = ModelScope(
      names: parameters.names + ["t"], others: stateNames,
      reason: "an input depends on time and parameters, not on states")
    for entry in inputs.entries { check(entry.item, inputScope, isValue: true) }
    let fixed = ModelScope(
      names: parameters.names, others: stateNames + ["t"], reason: "a parameter is a number that stays")
    for entry in parameters.entries where entry.item.quantity == nil { check(entry.item.written, fixed) }
    if let rest { beginAtZero(stateNames, rest) }
    for state in states { checkInitial(state, scope) }
    let parsed = events.entries.compactMap { parse($0.item, $0.location, stateNames, scope) }
    checkCircles(definitions)
    if !diagnostics.hasErrors, !lacksEvents { checkUnused(parsed) }
    if diagnostics.hasErrors { return nil }
    return built(layers, states.map(\.item), definitions, parsed)
  }
}
