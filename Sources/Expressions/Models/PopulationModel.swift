package import Diagnostics
package import Dynamics

/// A model whose parameters and initial values may differ from one neuron to the next.
package struct PopulationModel: Sendable {
  /// The model with the values that are the same for all neurons.
  package let model: ModelDefinition
  /// Of each neuron: the parameters, then the initial states.
  package let values: DrawnValues
  /// The formulas of those that differ, by name, for the digest of what a run is a function of.
  package let formulas: [(name: String, text: String)]

  /// What a population says about its neurons, as it was written.
  package struct Texts: Sendable {
    /// Names with a random draw each, which the values of one neuron share.
    package var draws: [ModelLayer.Item] = []
    package var parameters: [ModelLayer.Item] = []
    package var initial: [ModelLayer.Item] = []
    package var inputs: [ModelLayer.Item] = []

    package init() {}
  }

  /// Gives nothing where a mistake leaves no model; all mistakes are in `diagnostics`.
  ///
  /// - Parameters:
  ///   - start: the time at which the initial values hold.
  ///   - parameters: what `params.x` stands for.
  package init?(
    _ base: ModelDefinition, _ texts: Texts, start: Double, parameters: [String: Expression],
    _ diagnostics: inout [Diagnostic]
  ) {
    var reader = PopulationReader(base, parameters)
    let model = reader.read(texts)
    guard let model, !reader.diagnostics.hasErrors, let values = reader.values(model, start) else {
      diagnostics += reader.diagnostics
      return nil
    }
    diagnostics += reader.diagnostics
    self.model = model
    self.values = values
    formulas = reader.formulas
  }
}

/// Tells values that are alike for all neurons from those that are drawn, and checks the latter.
private struct PopulationReader {
  struct Drawn {
    let name: String
    let written: Written
    let isState: Bool
    var expression: Expression
  }

  let base: ModelDefinition
  let parameters: [String: Expression]
  var diagnostics: [Diagnostic] = []
  var drawn: [Drawn] = []
  private var draws: [(name: String, expression: Expression)] = []
  private var measures: [String: UnitChecker.Measure] = [:]

  init(_ base: ModelDefinition, _ parameters: [String: Expression]) {
    self.base = base
    self.parameters = parameters
  }

  mutating func fail(_ message: String, _ location: Location?, hint: String? = nil) {
    diagnostics.append(.error(message, at: location, hint: hint))
  }

  mutating func read(_ texts: PopulationModel.Texts) -> ModelDefinition? {
    for item in texts.draws { readDraw(item) }
    var layer = ModelLayer()
    layer.isOverride = true
    layer.inputs = texts.inputs
    let given = texts.parameters.map { (item: $0, isState: false) } + texts.initial.map { (item: $0, isState: true) }
    var written: [(item: ModelLayer.Item, isState: Bool, written: Written)] = []
    for (item, isState) in given {
      var found: [Diagnostic] = []
      let text = Written(parsing: item.value, parameters: parameters, mayDraw: true, &found)
      if found.hasErrors {
        diagnostics += found
      } else {
        written.append((item, isState, text))
      }
    }
    // What is computed from something drawn is drawn as well.
    var random = Set(draws.map(\.name))
    for _ in written {
      for (item, isState, text) in written where !isState && isRandom(text.expression, random) {
        random.insert(item.name.text)
      }
    }
    var seen: Set<String> = []
    for (item, isState, text) in written {
      if isRandom(text.expression, random) {
        if seen.insert("\(isState) \(item.name.text)").inserted {
          add(item, isState: isState, text)
        } else {
          fail("'\(item.name.text)' is given twice", item.name.location)
        }
      } else if isState {
        layer.initial.append(item)
      } else {
        layer.parameters.append(item)
      }
    }
    if diagnostics.hasErrors { return nil }
    return base.overridden(by: layer, parameters: parameters, &diagnostics)
  }

  private func isRandom(_ expression: Expression, _ names: Set<String>) -> Bool {
    expression.contains { part in
      switch part.node {
      case .function(let function, _): function.isDraw
      case .symbol(let name): names.contains(name)
      default: false
      }
    }
  }

  private mutating func readDraw(_ item: ModelLayer.Item) {
    var reader = ModelReader(notebookParameters: parameters)
    let name = reader.identifier(item.name)
    diagnostics += reader.diagnostics
    guard let name else { return }
    if base.parameterNames.contains(name) || base.stateNames.contains(name) || base.namedExpressions[name] != nil {
      return fail("'\(name)' is a name of the model already", item.name.location, hint: "choose another, such as 'r'")
    }
    if draws.contains(where: { $0.name == name }) { return fail("'\(name)' is given twice", item.name.location) }
    let written = Written(parsing: item.value, parameters: parameters, mayDraw: true, &diagnostics)
    if written.expression.hasHole { return }
    guard written.expression.check(in: DrawScope(names: []), item.value, &diagnostics) != nil else { return }
    guard isRandom(written.expression, []) else {
      return fail(
        "'\(name)' draws nothing", item.value.location,
        hint: "a draw is 'uniform(low, high)' or 'normal(mean, deviation)'")
    }
    var checker = UnitChecker(item.value) { _ in .unknown }
    let (expression, measure) = checker.resolve(written.expression)
    diagnostics += checker.diagnostics
    measures[name] = measure
    draws.append((name, expression))
  }

  private mutating func add(_ item: ModelLayer.Item, isState: Bool, _ written: Written) {
    let name = item.name.text
    let known = isState ? base.stateNames : base.parameterNames
    guard known.contains(name) else {
      return fail(
        isState ? "there is no state '\(name)'" : "the model has no parameter '\(name)'", item.name.location,
        hint: Spelling.hint(name, among: known))
    }
    let others = draws.map(\.name) + base.parameterNames
    let scope = DrawScope(names: isState ? others + base.stateNames + Array(base.namedExpressions.keys) : others)
    guard written.expression.check(in: scope, item.value, &diagnostics) != nil else { return }
    var measures = measures
    for other in base.parameterNames + base.stateNames { measures[other] = base.unit(of: other).map { .unit($0) } }
    guard let expression = written.resolved(for: "'\(name)'", in: base.unit(of: name), measures, &diagnostics) else {
      return
    }
    drawn.append(Drawn(name: name, written: written, isState: isState, expression: expression))
  }

  var formulas: [(name: String, text: String)] {
    draws.map { ("draw \($0.name)", $0.expression.text) }
      + drawn.map { ("\($0.isState ? "initial value of" : "parameter") \($0.name), drawn", $0.expression.text) }
  }

  /// The values of every neuron.
  mutating func values(_ model: ModelDefinition, _ start: Double) -> DrawnValues? {
    var formulas = DrawnFormulas()
    for (name, expression) in draws { formulas.define(name, expression) }
    func own(_ name: String, isState: Bool) -> Expression? {
      drawn.first { $0.name == name && $0.isState == isState }?.expression
    }
    for parameter in model.parameters {
      formulas.define(
        parameter.name, own(parameter.name, isState: false) ?? parameter.formula ?? .number(parameter.value))
    }
    let named = model.namedExpressions
    for name in named.keys.sorted() {
      if let expression = named[name] { formulas.define(name, expression.removingSingularities { named[$0] }) }
    }
    formulas.define("t", .number(start))
    if let rest = model.rest {
      guard drawn.isEmpty else {
        fail(
          "the model begins at its equilibrium, which is another for each neuron where values are drawn",
          drawn[0].written.location,
          hint: "give initial values: 'initial: {\(model.stateNames.map { $0 + ": ..." }.joined(separator: ", "))}'")
        return nil
      }
      let initial = ModelCompiler(model, false).problem(from: start, to: start).initial
      guard initial.allSatisfy(\.isFinite) else {
        fail("the equations come to no rest from the values given", rest.location)
        return nil
      }
      for (state, value) in zip(model.states, initial) { formulas.define(state.name, .number(value)) }
    } else {
      for state in model.states {
        let given = state.initial.expression.removingSingularities { named[$0] }
        formulas.define(state.name, own(state.name, isState: true) ?? given)
      }
    }
    if let circle = formulas.circle {
      let place = drawn.first { $0.name == circle } ?? drawn.first
      fail(
        "'\(circle)' is defined by itself",
        place?.written.location ?? model.states.first { $0.name == circle }?.initial.location)
      return nil
    }
    let names = model.parameterNames + model.stateNames
    let values = formulas.values(of: names)
    if let wrong = zip(names, values.middle).first(where: { !$0.1.isFinite }) {
      let place = drawn.first { $0.name == wrong.0 }?.written.location
      fail(
        "'\(wrong.0)' is not a finite number", place ?? model.states.first { $0.name == wrong.0 }?.initial.location)
      return nil
    }
    return values
  }
}
