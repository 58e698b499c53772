package import Dynamics

extension ModelDefinition {
  /// The model as a problem on the span of time given, in numbers.
  ///
  /// - Parameter locatesSurfaces: whether conditions on states in the equations are held during a step and their surfaces
  ///   located; else they are evaluated wherever a method looks, as textbooks do.
  package func problem(from start: Double, to end: Double, locatesSurfaces: Bool = true) -> Problem {
    ModelCompiler(self, locatesSurfaces).problem(from: start, to: end)
  }
}

/// Turns the expressions of a model into programs, and finds where they jump.
struct ModelCompiler {
  let model: ModelDefinition
  private(set) var definitions: [String: Expression] = [:]
  let rates: [Expression]
  /// Of events, over what is named as it is written: they look at both sides of a jump.
  let margins: [Expression]
  /// Those that depend on time alone, with modes in them: events come where they change their sign.
  let timeMargins: [Expression?]
  /// Whether what jumps by time alone stands in the condition of an event that depends on states, too.
  let mixesTimes: Bool
  let jumps: [[Expression]]
  let switches: [Switches.Mode]
  /// How many of the switches are in the equations; the others are in conditions of events.
  let equationSwitches: Int
  /// Events with a dead time, each with a mode of its own behind the switches.
  let holds: [Int]
  let names: [String: UInt32]
  let layout: Program.Layout

  init(_ model: ModelDefinition, _ locatesSurfaces: Bool) {
    self.model = model
    let named = model.namedExpressions.mapValues(model.removingSingularities)
    let levels = Self.levels(model, named)
    var switches = Switches(locatesSurfaces: locatesSurfaces) { levels[$0] ?? 0 }
    let ratesGiven = model.states.map { model.removingSingularities($0.equation.rate) }
    let limited = Expression.namesInLimitedParts(ratesGiven, named)
    // In the order of their names, so that the modes have the same order in every run.
    for name in named.keys.sorted() {
      if let expression = named[name] {
        definitions[name] = switches.extract(expression, isLimited: limited.contains(name))
      }
    }
    let holds = model.events.indices.filter { model.events[$0].refractory != nil }
    rates = zip(model.states, ratesGiven).map { state, given in
      let rate = switches.extract(given)
      return holds.reduce(rate) { rate, event in
        model.events[event].held.contains(state.name) ? .choose(.symbol(Self.holdName(event)), .zero, rate) : rate
      }
    }
    let conditions = model.events.map {
      EventCondition.margin(of: model.removingSingularities($0.when.expression))?.folded ?? .number(.nan)
    }
    equationSwitches = switches.modes.count
    let written = WrittenNames(named, definitions)
    margins = conditions.map(written.expression)
    definitions.merge(written.definitions) { own, _ in own }
    var mixesTimes = false
    timeMargins = conditions.map { condition in
      let count = switches.modes.count
      let held = switches.noteTimes(in: condition)
      let level = condition.symbols.map { levels[$0] ?? 0 }.max()
      if level == 2 { mixesTimes = mixesTimes || switches.modes.count > count || held != condition }
      return level == 1 ? held : nil
    }
    self.mixesTimes = mixesTimes
    jumps = model.events.map { $0.assignments.map { model.removingSingularities($0.value.expression) } }
    self.switches = switches.modes
    self.holds = holds
    layout = Program.Layout(
      states: model.states.count, modes: switches.modes.count + holds.count, parameters: model.parameters.count)
    var names: [String: UInt32] = ["t": UInt32(layout.time)]
    for (index, state) in model.states.enumerated() { names[state.name] = UInt32(index) }
    let modeNames = switches.modes.map(\.name) + holds.map(Self.holdName)
    for (index, name) in modeNames.enumerated() { names[name] = UInt32(layout.firstMode + index) }
    for (index, parameter) in model.parameters.enumerated() {
      names[parameter.name] = UInt32(layout.firstParameter + index)
    }
    self.names = names
  }

  private static func holdName(_ event: Int) -> String { "hold \(event)" }

  /// For each name: 0 for constants, 1 for what depends on time alone, 2 for what depends on states.
  private static func levels(_ model: ModelDefinition, _ named: [String: Expression]) -> [String: Int] {
    var levels: [String: Int] = ["t": 1]
    for state in model.states { levels[state.name] = 2 }
    func level(_ name: String) -> Int {
      if let known = levels[name] { return known }
      let found = named[name]?.symbols.map(level).max() ?? 0
      levels[name] = found
      return found
    }
    for name in named.keys { _ = level(name) }
    return levels
  }

  func problem(from start: Double, to end: Double) -> Problem {
    problem(from: start, to: end, initial: initial(start))
  }

  func problem(from start: Double, to end: Double, initial: [Double]) -> Problem {
    let parameters = model.parameters.map(\.value)
    let surfaces = switches.filter(\.isSurface)
    var surfaceCount = 0
    let kinds = switches.map { mode -> Modes.Kind in
      guard mode.isSurface else { return .time }
      surfaceCount += 1
      return .surface(surfaceCount - 1)
    }
    let holdValues = holds.map { Expression.symbol(Self.holdName($0)) }
    let modes = Modes(
      values: program(switches.map(\.value) + holdValues), kinds: kinds + holds.map { .hold(event: $0) })
    let times = timetable(start, end, parameters)
    return Problem(
      layout: layout, parameters: parameters, field: field, jacobian: jacobian(),
      margins: program(margins + surfaces.map(\.exit)),
      bending: bending(margins + surfaces.map(\.margin)),
      cornered: (margins + surfaces.map(\.margin)).map(hasCorners), events: events(parameters, times.ticks),
      modes: modes,
      initial: initial, start: start, end: end, stops: times.stops,
      onsets: times.onsets, lastKnownStop: times.cut, hasRoots: hasRoots)
  }

  private var hasRoots: Bool {
    (rates + definitions.values).contains { $0.contains { $0.limitedPart != nil } }
  }

  /// The right-hand side alone.
  var field: Program { program(rates) }

  /// Whether the expression has corners, by itself or by what it names.
  private func hasCorners(_ expression: Expression) -> Bool {
    let parts = [expression] + names(behind: expression).compactMap { definitions[$0] }
    return parts.contains { $0.contains(where: \.hasCorner) }
  }

  /// Whether each is anything but a sum of multiples of states and the time.
  private func bending(_ expressions: [Expression]) -> [Bool] {
    var known = Dictionary(uniqueKeysWithValues: (["t"] + model.stateNames).map { ($0, 1) })
    func degree(_ name: String) -> Int {
      if let degree = known[name] { return degree }
      let found = definitions[name]?.degree(of: degree) ?? 0
      known[name] = found
      return found
    }
    return expressions.map { $0.degree(of: degree) > 1 }
  }

  private func events(_ parameters: [Double], _ ticks: [[Double]]) -> [Event] {
    let deadTimes = Machine(model.deadTimes, parameters: parameters).results(0, [])
    return model.events.enumerated().map { index, event in
      let condition = statesBehind(event.when.expression)
      return Event(
        targets: event.assignments.compactMap { name in model.states.firstIndex { $0.name == name.state } },
        jump: program(jumps[index]), isStrict: EventCondition.isStrict(event.when.expression),
        isTerminal: event.isTerminal,
        resetsCondition: event.assignments.contains { condition.contains($0.state) }, refractoryTime: deadTimes[index],
        dependsOnTimeAlone: condition.isEmpty,
        ticks: ticks[index])
    }
  }

  /// The states that an expression depends on, by itself or by named sub-expressions.
  func statesBehind(_ expression: Expression) -> Set<String> {
    names(behind: expression, in: model.namedExpressions).intersection(model.stateNames)
  }

  func program(_ outputs: [Expression], and others: [String: Expression] = [:]) -> Program {
    let all = definitions.merging(others) { own, _ in own }
    return ProgramBuilder.program(outputs, layout: layout, names: names, definitions: all)
  }

  /// ∂f/∂y row by row, then ∂f/∂t. Named sub-expressions are differentiated once for each variable, and their derivatives have names
  /// of their own: written out they would grow with every name that names others.
  private func jacobian() -> Program {
    var named: [String: Expression] = [:]
    let variables = model.stateNames + ["t"]
    var slopes: [String: [String: Expression]] = [:]
    func slope(_ name: String, _ variable: String) -> Expression? {
      if let known = slopes[variable]?[name] { return known }
      guard let definition = definitions[name] else { return nil }
      var result = definition.derivative(variable) { slope($0, variable) }
      if result.constant == nil {
        let ownName = "slope of \(name) by \(variable)"
        named[ownName] = result
        result = .symbol(ownName)
      }
      slopes[variable, default: [:]][name] = result
      return result
    }
    let columns = variables.map { variable in rates.map { rate in rate.derivative(variable) { slope($0, variable) } } }
    var result: [Expression] = []
    for index in rates.indices { for column in model.stateNames.indices { result.append(columns[column][index]) } }
    return program(result + (columns.last ?? []), and: named)
  }

  /// The initial values as they were written.
  func givenInitial(_ start: Double) -> [Double] { model.givenInitial(start) }

  /// Whether the equations change with the time other than by switches.
  var movesWithTime: Bool { rates.contains { names(behind: $0).contains("t") } }

  /// The names in an expression, and in what they name.
  func names(behind expression: Expression) -> Set<String> { names(behind: expression, in: definitions) }

  private func names(behind expression: Expression, in definitions: [String: Expression]) -> Set<String> {
    var found: Set<String> = []
    func visit(_ expression: Expression) {
      for name in expression.symbols where found.insert(name).inserted {
        if let definition = definitions[name] { visit(definition) }
      }
    }
    visit(expression)
    return found
  }
}

extension ModelDefinition {
  /// The formula as it is computed: removable singularities are removed.
  func removingSingularities(_ expression: Expression) -> Expression {
    let named = namedExpressions
    return expression.removingSingularities { named[$0] }
  }
}
