import Diagnostics
import Expressions
import Markup

private enum Key {
  static let like = Parameter(
    "like", .modelChoice,
    "a built-in model, or another `model` of the notebook, to begin with; the other keys replace single parts of it")
  static let show = Parameter(
    "show", .flag, "whether the page shows the equations and the table of symbols", standard: true, "yes",
    presentsOnly: true)
  static let preset = Parameter("preset", .preset(of: "like"), "a named set of the built-in model's parameters")
}

extension Directive {
  /// Defines a system of differential equations with events, or takes a built-in one.
  static let model = Directive(
    "model", gives: .model, "defines differential equations with events, or takes a built-in model",
    [Key.like, Key.preset] + ModelKeys.all + [Key.show]
  ) { arguments, planning in
    var layers: [ModelLayer] = []
    if let like = arguments[Key.like] {
      let preset = arguments[Key.preset].map { ($0, arguments.location(of: Key.preset)) }
      guard let found = like.layers(preset: preset, &planning) else { return nil }
      layers = found
    } else if arguments.isMentioned(Key.like) {
      // What it says could not be read, and that was reported.
      return nil
    } else if arguments.isGiven(Key.preset) {
      planning.fail(
        "a preset belongs to a built-in model", at: arguments.location(of: Key.preset), hint: "add 'like: izhikevich'")
    } else if !arguments.isMentioned(ModelKeys.equations) {
      planning.fail(
        "the model has no equations", at: arguments.location,
        hint: "write 'equations: |', or take a built-in model by 'like: izhikevich'")
      return nil
    }
    if ModelKeys.hasUnreadNames(arguments) { return nil }
    layers.append(ModelKeys.layer(arguments))
    guard
      let model = ModelDefinition(layers: layers, parameters: planning.values, &planning.diagnostics)
    else { return nil }
    let definition = Definition(model)
    let isShown = arguments[Key.show] == true
    return Planned(Facts(shape: shape(of: model), model: model)) { _ in
      Product(ModelValues(model), isShown ? [.definition(definition)] : [])
    }
  }

  private static func shape(of model: ModelDefinition) -> Shape {
    Shape(
      "a model",
      model.parameters.map { Query($0.name, gives: .number, $0.meaning ?? "a parameter").measured(in: $0.unit) })
  }
}

/// A model's parameters as numbers that formulas may ask for: `rs.C`.
struct ModelValues: Queryable {
  let model: ModelDefinition
  init(_ model: ModelDefinition) { self.model = model }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    guard let parameter = model.parameters.first(where: { $0.name == query }) else {
      throw QueryFailure("the model has no parameter '\(query)'")
    }
    return .number(parameter.value)
  }
}

extension Definition {
  /// The model typeset, with a table of its parameters.
  init(_ model: ModelDefinition) {
    let writer = MathWriter(states: model.stateNames)
    func line(_ name: String, _ expression: Expression) -> Line {
      Line(left: writer.name(name), right: writer.math(expression))
    }
    equations =
      (model.functions.map(writer.math) + (model.definitions + model.states.map(\.equation)).map(writer.math)).map {
        Line(left: $0.left, right: $0.right)
      }
    events = model.events.map { event in
      Event(
        name: event.name,
        condition: event.schedule.map { times in
          // Without a unit they are in that of the model's time.
          let unit = times.contains { $0.isLetter } ? "" : model.timeUnit.map { "\u{A0}" + $0.symbol } ?? ""
          let set = ComputedSchedule.markup(times, writer) ?? .tag("mtext", [:], .text(times + unit))
          return .tag("mrow", [:], writer.name("t"), .tag("mo", [:], "="), set)
        } ?? writer.math(event.given.when.mixesUnits ? event.when.shown : event.given.when),
        assignments: zip(event.assignments, event.given.values).map { assignment, given in
          line(assignment.state, given.mixesUnits ? assignment.value.shown : given)
        },
        pause: event.comesOnce
          ? nil
          : event.refractory.map { refractory in
            let unit = model.timeUnit.map { Markup.tag("mtext", [:], .text("\u{A0}" + $0.symbol)) }
            return .tag("mrow", [:], [writer.math(refractory.shown)] + (unit.map { [$0] } ?? []))
          }, held: event.held.map(writer.name), isTerminal: event.isTerminal, comesOnce: event.comesOnce)
    }
    inputs = model.inputs.map { input in
      let markup = InputMarkup(unit: input.unit, timeUnit: model.timeUnit, writer: writer)
      return Line(
        left: writer.name(input.name),
        right: markup.markup(input.given.mixesUnits ? input.value.expression : input.given))
    }
    beginsAtRest = model.rest != nil
    initial = (beginsAtRest ? [] : model.states).map { state in
      Line(
        left: .tag(
          "mrow", [:], writer.name(state.name), .tag("mo", ["stretchy": "false"], "("), .tag("mn", [:], "0"),
          .tag("mo", ["stretchy": "false"], ")")),
        right: InputMarkup(unit: state.unit, timeUnit: nil, writer: writer).measured(
          state.initial.shown, state.unit))
    }
    source = model.source
    parameters = Self.parameterTable(model, writer)
  }

  private static func parameterTable(_ model: ModelDefinition, _ writer: MathWriter) -> Table? {
    let named =
      model.states.filter { $0.meaning != nil }.map { ($0.name, $0.unit, $0.meaning) }
      + model.definitions.map(\.subject.name).filter { model.definitionMeanings[$0] != nil }
      .map { ($0, model.unit(of: $0), model.definitionMeanings[$0]) }
      + model.inputs.filter { $0.meaning != nil }.map { ($0.name, $0.unit, $0.meaning) }
    guard !model.parameters.isEmpty || !named.isEmpty else { return nil }
    let hasMeanings = !named.isEmpty || model.parameters.contains { $0.meaning != nil }
    let hasUnits = named.contains { $0.1?.printed != nil } || model.parameters.contains { $0.unit?.printed != nil }
    var columns = [Table.Column("symbol", isNumeric: false), Table.Column("value")]
    if hasUnits { columns.append(Table.Column("unit", isNumeric: false)) }
    if hasMeanings { columns.append(Table.Column("meaning", isNumeric: false)) }
    let variables = named.map { name, unit, meaning -> [Table.Cell] in
      [.markup(.tag("math", [:], writer.name(name))), .text("")]
        + (hasUnits ? [.text(unit?.printed?.symbol ?? "")] : [])
        + [.text(meaning ?? "")]
    }
    let rows = model.parameters.map { parameter -> [Table.Cell] in
      var row: [Table.Cell] = [
        .markup(.tag("math", [:], writer.name(parameter.name))), .number(parameter.value, NumberFormat(.general, 10)),
      ]
      if hasUnits { row.append(.text(parameter.unit?.printed?.symbol ?? "")) }
      if hasMeanings { row.append(.text(parameter.meaning ?? "")) }
      return row
    }
    return Table(columns: columns, rows: variables + rows)
  }
}
