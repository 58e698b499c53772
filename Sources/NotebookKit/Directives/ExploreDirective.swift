import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

private enum Key {
  static let model = Parameter("model", SolveKeys.model.kind, SolveKeys.model.meaning, required: true)
  static let methods = Parameter(
    "methods", .names(among: Method.words),
    "solvers to choose from: explicit Runge–Kutta methods; `[explicit-euler, rk4]` if not given")
  static let step = Parameter("step", .positiveTime, "the step size", required: true)
  static let sliders = Parameter(
    "sliders", .ranges,
    "parameters and constant inputs with their ranges: `{I: 0 to 200 by 5}`; if not given, `I: 0 to 200 by 5`, and C, k, a and b from a fifth to three times their value, where the model has them"
  )
  static let window = Parameter("window", .positiveTime, "how much time is seen at once; 1000 steps if not given")
  static let speed = Parameter(
    "speed", .positive, "how much of the model's time passes in a second; a fifth of the window if not given")
  static let animate = Parameter(
    "animate", .line,
    "the event at which a pulse runs along the drawn neuron, or `no`; `spike` if not given and the model has it")
  static let x = Parameter("x", .line, "the state on the horizontal axis of the phase plane; the first if not given")
  static let y = Parameter("y", .line, "the state on its vertical axis; the second if not given")
}

extension Directive {
  /// An interactive figure: the model runs in the reader's browser, with sliders for its parameters. On paper, and without
  /// scripts, the page shows a run with the values that the sliders begin with.
  static let explore = Directive(
    "explore", gives: .figure, "an interactive figure: the model runs on the page, with sliders and a drawn neuron",
    [
      Key.model, Key.methods, Key.step, Key.sliders, ModelKeys.parameters, ModelKeys.initial, ModelKeys.input,
      Key.window, Key.speed, Key.animate, Key.x, Key.y, Directive.alt,
    ]
  ) { arguments, planning in
    guard let reference = arguments[Key.model], let base = planning.facts[reference.label]?.model,
      let step = arguments[Key.step],
      let model = base.overridden(
        by: ModelKeys.layer(arguments, isOverride: true), parameters: planning.values,
        &planning.diagnostics)
    else { return nil }
    let methods = methods(arguments, &planning)
    guard let size = magnitude(step, model, arguments.location(of: Key.step), &planning) else { return nil }
    let window = arguments[Key.window].map { magnitude($0, model, arguments.location(of: Key.window), &planning) }
    guard let span = window ?? 1000 * size else { return nil }
    if span / size > 50_000 {
      planning.fail(
        "that is \(Digits.compact(span / size, 3)) steps in the window, and the limit is 50000",
        at: arguments.location(of: Key.window), hint: "take a larger step or a shorter window")
      return nil
    }
    if model.states.count > 6 {
      planning.fail("an interactive figure draws up to 6 states", at: reference.location)
      return nil
    }
    let sliders = SliderReader(model).read(
      arguments[Key.sliders], at: arguments.location(of: Key.sliders), &planning)
    for input in model.inputs where !(sliders ?? []).contains(where: { $0.name == input.name }) {
      guard let data = input.value.expression.recordings.first else { continue }
      planning.fail(
        "an interactive figure runs on and on, and '\(data.name)' ends", at: reference.location,
        hint: "give the input a formula: 'input: {\(input.name): ...}'")
      return nil
    }
    let names = model.stateNames
    func state(_ key: Parameter<Fragment>, _ position: Int) -> Int? {
      guard let name = arguments[key] else { return names.indices.contains(position) ? position : nil }
      let index = names.firstIndex(of: name.text)
      if index == nil {
        planning.fail(
          "there is no state '\(name.text)'", at: name.location, hint: Spelling.help(name.text, among: names))
      }
      return index
    }
    let (x, y) = (state(Key.x, 0), state(Key.y, 1))
    let pulse = pulse(arguments[Key.animate], model, &planning)
    guard let methods, let sliders,
      model.startsWithoutEvents(model.problem(from: 0, to: span), "an interactive figure", &planning)
    else { return nil }
    let speed = arguments[Key.speed] ?? span / 5
    let alt = arguments[Directive.alt]
    let location = arguments.location
    return Planned { _ in
      let explore = ExploreOutput(
        model: model, title: reference.label, methods: methods, step: size, window: span, speed: speed,
        sliders: sliders, phase: x.flatMap { x in y.map { (x, $0) } }, pulse: pulse, alt: alt,
        location: location)
      return Product(nil, [.explore(explore)])
    }
  }

  private static func magnitude(
    _ quantity: Quantity, _ model: ModelDefinition, _ location: Location, _ planning: inout Planning
  ) -> Double? {
    if let unit = quantity.unit, model.timeUnit == nil {
      planning.fail(
        "the model gives time no unit, so '\(unit.text)' has no meaning here", at: location,
        hint: "write the number alone")
      return nil
    }
    return quantity.magnitude(in: model.timeUnit)
  }

  private static func methods(_ arguments: Arguments, _ planning: inout Planning) -> [Method]? {
    guard let names = arguments[Key.methods] else {
      return [Method.named("explicit-euler"), .named("rk4")].compactMap(\.self)
    }
    let runnable = Method.catalogue.filter { $0.solver is ExplicitRungeKutta }
    let methods = names.compactMap { name -> Method? in
      guard let method = Method.named(name.text) else {
        planning.fail(
          "unknown method '\(name.text)'", at: name.location,
          hint: Spelling.hint(name.text, among: runnable.flatMap { [$0.name] + $0.aliases }))
        return nil
      }
      if method.solver is ExplicitRungeKutta { return method }
      planning.fail(
        "'\(method.name)' does not run on a page", at: name.location,
        hint: "explicit Runge–Kutta methods do, such as 'rk4'")
      return nil
    }
    return methods.count == names.count && !methods.isEmpty ? methods : nil
  }

  /// The event that the drawn neuron shows: its index among the events.
  private static func pulse(_ name: Fragment?, _ model: ModelDefinition, _ planning: inout Planning) -> Int? {
    let events = model.events.map(\.name)
    guard let name else { return events.firstIndex(of: "spike") }
    if name.text == "no" { return nil }
    let index = events.firstIndex(of: name.text)
    if index == nil {
      planning.fail(
        "the model has no event '\(name.text)'", at: name.location, hint: Spelling.hint(name.text, among: events))
    }
    return index
  }
}
