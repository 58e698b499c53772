import Diagnostics
import Dynamics
import Expressions
import Markup

/// The populations of a network.
extension NetworkReader {
  /// Words that have a meaning of their own where populations are named.
  private static let reserved = ["all", "poisson", "none"] + NetworkFacts.queryNames

  /// The model of a population before its values are put in.
  mutating func base(of text: LayeredArguments) -> ModelDefinition? {
    let name = text.name.text
    let isPlain =
      name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    if !isPlain {
      fail(
        "'\(name)' is no name for a population", at: text.name.location,
        hint: "a name is letters, digits and '_', not beginning with a digit")
    } else if Self.reserved.contains(name) {
      fail("'\(name)' has a meaning of its own and names no population", at: text.name.location)
    }
    guard let layer = text.last(mentioning: [PopulationKeys.model]) else {
      fail(
        "missing key 'model' in the population '\(name)'", at: text.name.location,
        hint: "'model' is \(PopulationKeys.model.meaning)")
      return nil
    }
    guard let choice = layer[PopulationKeys.model] else { return nil }
    // A preset is one of the model that it stands beside, or that stands below it.
    let first = text.layers.lastIndex { $0.isMentioned(PopulationKeys.model) } ?? 0
    let preset = text.layers[first...].last { $0.isMentioned(PopulationKeys.preset) }
    guard
      let layers = choice.layers(
        preset: preset.flatMap { layer in
          layer[PopulationKeys.preset].map { ($0, layer.location(of: PopulationKeys.preset)) }
        }, &planning)
    else { return nil }
    return ModelDefinition(layers: layers, parameters: planning.values, &planning.diagnostics)
  }

  /// The unit that all models measure time in.
  mutating func commonTimeUnit(
    _ populations: [LayeredArguments], _ models: [ModelDefinition?]
  ) -> (unit: Unit?, isKnown: Bool)? {
    let all = zip(populations, models).compactMap { text, model in
      model.map { (text, $0.timeUnit, $0.statesUnitOfTime) }
    }
    // A unit that is only that of the equations goes with a model that has none.
    let stated = all.filter { $0.1 != nil || $0.2 }.map { ($0.0, $0.1) }
    let known = all.contains { $0.2 } ? all.map { ($0.0, $0.1) } : stated
    guard let first = known.first else { return all.isEmpty ? nil : (nil, true) }
    for (text, unit) in known.dropFirst() where unit != first.1 {
      fail(
        "'\(text.name.text)' measures time in \(unit?.text ?? "no unit"), and '\(first.0.name.text)' in \(first.1?.text ?? "no unit")",
        at: text.location(of: PopulationKeys.model), hint: "the models of one network share the unit of time")
      return nil
    }
    return (first.1, true)
  }

  mutating func draft(_ text: LayeredArguments, _ base: ModelDefinition, _ control: Control) -> PopulationDraft? {
    let name = text.name.text
    if !text.isMentioned(PopulationKeys.size) {
      fail(
        "missing key 'size' in the population '\(name)'", at: text.name.location,
        hint: "'size' is \(PopulationKeys.size.meaning)")
    }
    var texts = PopulationModel.Texts()
    texts.draws = text.items(PopulationKeys.draws)
    texts.parameters = text.items(PopulationKeys.parameters)
    texts.initial = text.items(PopulationKeys.initial)
    texts.inputs = text.items(PopulationKeys.input)
    let place = text.location(of: PopulationKeys.model)
    if let stop = base.events.first(where: \.isTerminal) {
      fail("the event '\(stop.name)' ends a solve, and a network goes on", at: place, hint: "leave its 'stop' out")
      return nil
    }
    guard let spike = base.events.firstIndex(where: { $0.name == "spike" }) else {
      fail(
        "the model of '\(name)' has no event 'spike'", at: place,
        hint: "name the event that makes a neuron fire: 'events: {spike: {when: v >= 30}}'")
      return nil
    }
    guard
      let neurons = PopulationModel(
        base, texts, start: control.span.lowerBound, parameters: planning.values,
        &planning.diagnostics), let size = text[PopulationKeys.size],
      planning.covers(neurons.model, control.span, at: place)
    else { return nil }
    checkStops(neurons.model, text, control)
    return PopulationDraft(text, size: size, neurons, spike: spike)
  }

  /// Inputs that switch between two steps would be a step late.
  private mutating func checkStops(_ model: ModelDefinition, _ text: LayeredArguments, _ control: Control) {
    let (start, end) = (control.span.lowerBound, control.span.upperBound)
    for stop in model.problem(from: start, to: end, locatesSurfaces: false).stops {
      guard stop > start, Self.steps(stop - start, control.step) == nil else { continue }
      fail(
        "an input of '\(text.name.text)' switches at \(Digits.compact(stop, 6)), between two steps",
        at: text.location(of: PopulationKeys.input), hint: "take a step that divides that time")
      return
    }
  }

  // MARK: Noise

  mutating func readNoise(_ index: Int, _ control: Control) {
    for item in drafts[index].text.items(PopulationKeys.noise) {
      let (draft, name) = (drafts[index], item.name.text)
      guard draft.model.inputs.contains(where: { $0.name == name }) else {
        let isState = draft.model.stateNames.contains(name)
        fail(
          isState ? "noise is added to inputs, and '\(name)' is a state" : "the model has no input '\(name)'",
          at: item.name.location, hint: Spelling.help(name, among: draft.model.inputs.map(\.name)))
        continue
      }
      let (formula, every) = Self.splitEvery(item.value)
      var steps = 1
      if every == nil { lastsAStep = lastsAStep ?? "the noise of '\(draft.name).\(name)'" }
      if let every {
        guard let quantity = timeQuantity(every), let time = time(quantity, at: every.location) else { continue }
        guard let count = Self.steps(time, control.step) else {
          fail(
            "a draw that stays for \(Digits.compact(time, 6)) is no whole number of steps", at: every.location,
            hint: "a step is \(Digits.compact(control.step, 6))")
          continue
        }
        steps = count
      }
      guard
        let drawn = DrawnQuantity(
          reading: formula, "the noise", in: draft.model.unit(of: name), parameters: planning.values,
          &planning.diagnostics)
      else { continue }
      if drawn.isConstant {
        fail(
          "the noise of '\(name)' is one number and no noise", at: formula.location,
          hint: "write 'normal(0, \(formula.text))', or give '\(name)' the number under 'input'")
        continue
      }
      let purpose = "population \(draft.name)/noise \(name)"
      let addend = drafts[index].addend(name)
      drafts[index].noises.append(
        SpikingNetwork.Noise(addend: addend, values: drawn.values, steps: steps, purpose: purpose))
      parts.append(Identity.Part("\(draft.name): noise of \(name)", "\(drawn.text), a draw for \(steps) steps"))
    }
  }

  private mutating func timeQuantity(_ fragment: Fragment) -> Quantity? {
    var reading = ArgumentReading(directive: "network", parameters: planning.parameters, labels: planning.labels)
    let quantity = ArgumentKind<Quantity>.positiveTime.read(.text(fragment), &reading)
    planning.diagnostics += reading.diagnostics
    return quantity
  }

  /// `normal(0, 5) every 1 ms`
  private static func splitEvery(_ fragment: Fragment) -> (Fragment, Fragment?) {
    let word = Array(" every ".utf8)
    guard let start = fragment.bytes.indices.first(where: { fragment.bytes[$0...].starts(with: word) }) else {
      return (fragment, nil)
    }
    return (
      fragment.slice(0..<start).trimmed, fragment.slice(start + word.count..<fragment.bytes.count).trimmed
    )
  }

  // MARK: Recordings

  mutating func readRecording(_ index: Int, _ control: Control) {
    let draft = drafts[index]
    guard let record = draft.text[PopulationKeys.record], let list = record[RecordKeys.neurons] else { return }
    let place = record.location(of: RecordKeys.neurons)
    var neurons: [Int] = []
    for value in list.values {
      guard let neuron = Int(exactly: value), (0..<draft.size).contains(neuron) else {
        return fail(
          "'\(draft.name)' has no neuron \(Digits.compact(value, 6))", at: place,
          hint: "its \(draft.size) neurons are counted from 0")
      }
      if !neurons.contains(neuron) { neurons.append(neuron) }
    }
    var states: [Int] = []
    for name in record[RecordKeys.states] ?? [] {
      guard let state = draft.model.stateNames.firstIndex(of: name.text) else {
        fail(
          "there is no state '\(name.text)'", at: name.location,
          hint: Spelling.help(name.text, among: draft.model.stateNames))
        continue
      }
      if !states.contains(state) { states.append(state) }
    }
    if states.isEmpty { states = Array(draft.model.states.indices) }
    var steps = 1
    if let every = record[RecordKeys.every] {
      let place = record.location(of: RecordKeys.every)
      guard let time = time(every, at: place) else { return }
      guard let count = Self.steps(time, control.step) else {
        return fail(
          "the time between two samples is no whole number of steps", at: place,
          hint: "a step is \(Digits.compact(control.step, 6))")
      }
      steps = count
    }
    let numbers = Double(control.steps / steps + 1) * Double(neurons.count * states.count)
    guard numbers <= Double(SpikingLimits.recordedNumbers) else {
      return fail(
        "that is \(Digits.compact(numbers, 3)) recorded numbers, and the limit is \(SpikingLimits.recordedNumbers)",
        at: place, hint: "record fewer neurons, or give 'every'")
    }
    guard !neurons.isEmpty else { return fail("no neuron is recorded", at: place) }
    drafts[index].recording = SpikingNetwork.Recording(neurons: neurons, states: states, steps: steps)
  }
}
