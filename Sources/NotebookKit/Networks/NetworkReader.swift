import Diagnostics
import Dynamics
import Expressions
import Markup

/// Turns the keys of a network into numbers; every mistake is told.
struct NetworkReader {
  let whole: LayeredArguments
  var planning: Planning
  var drafts: [PopulationDraft] = []
  var projections: [SpikingNetwork.Projection] = []
  var poissonInputs: [SpikingNetwork.PoissonInput] = []
  var parts: [Identity.Part] = []
  var timeUnit: Unit?
  var step = 0.0
  /// How many synapses there will be, about, and the bytes that they take.
  var synapseCount = 0.0
  var bytes = 0.0
  /// The first thing that acts for one step, whatever its length.
  var lastsAStep: String?

  init(_ whole: LayeredArguments, _ planning: Planning) {
    self.whole = whole
    self.planning = planning
  }

  mutating func fail(_ message: String, at location: Location, hint: String? = nil) {
    planning.fail(message, at: location, hint: hint)
  }

  mutating func request() -> NetworkRequest? {
    for (key, what) in [(NetworkKeys.populations, "population"), (NetworkKeys.synapses, "synapses")] {
      for (name, known) in LayeredArguments.missing(whole.layers.map { $0[key] ?? [] }) {
        fail(
          "there \(what == "synapses" ? "are no" : "is no") \(what) '\(name.text)' to leave out", at: name.location,
          hint: Spelling.help(name.text, among: known))
      }
    }
    let populations = LayeredArguments.stacked(whole.layers.map { $0[NetworkKeys.populations] ?? [] })
    guard !populations.isEmpty else {
      // What stood there and could not be read has had its message.
      if !whole.isMentioned(NetworkKeys.populations) {
        fail(
          "missing key 'populations' in 'network'", at: whole.location(of: NetworkKeys.populations),
          hint: "'populations' is \(NetworkKeys.populations.meaning)")
      } else if !planning.diagnostics.hasErrors {
        fail("the network has no population", at: whole.location(of: NetworkKeys.populations))
      }
      return nil
    }
    let models = populations.map { base(of: $0) }
    guard let time = commonTimeUnit(populations, models), let control = control(time.unit) else { return nil }
    timeUnit = time.unit
    step = control.step
    for (text, model) in zip(populations, models) {
      if let model, let draft = draft(text, model, control) { drafts.append(draft) }
    }
    for draft in drafts { warnOfDeadTime(draft) }
    guard drafts.count == populations.count else { return nil }
    readSubsteps(control.method)
    for index in drafts.indices {
      readNoise(index, control)
      readRecording(index, control)
    }
    for group in LayeredArguments.stacked(whole.layers.map { $0[NetworkKeys.synapses] ?? [] }) { read(group) }
    checkSize()
    guard !planning.diagnostics.hasErrors else { return nil }
    return request(control)
  }

  private func request(_ control: Control) -> NetworkRequest {
    let network = SpikingNetwork(
      populations: drafts.map(\.population), projections: projections, poissonInputs: poissonInputs,
      method: control.lanes, eventTimes: whole[NetworkKeys.eventTimes] ?? .grid, start: control.span.lowerBound,
      end: control.span.upperBound, step: control.step, steps: control.steps, seed: seed.number)
    let identity = Identity(
      "network",
      [
        SolveFrame.part(control.span), Identity.Part("method", control.method.name),
        Identity.Part("step", Digits.shortest(control.step)),
        Identity.Part("event times", network.eventTimes.rawValue), Identity.Part("seed", seed.text),
      ] + drafts.flatMap(\.identityParts) + drafts.map { Identity.Part("\($0.name): substeps", "\($0.parts)") } + parts)
    let recordings = drafts.compactMap { draft in
      draft.recording.map { recording in
        PopulationFacts.Recording(
          population: draft.name, neurons: recording.neurons,
          states: recording.states.map { .init(name: draft.model.states[$0].name, unit: draft.model.states[$0].unit) })
      }
    }
    let facts = NetworkFacts(
      populations: zip(drafts, network.ranges).map { SpikeRecord.Population(name: $0.name, neurons: $1) },
      stateNames: drafts.map(\.model.stateNames), replaced: drafts.map(\.replaced), recordings: recordings,
      span: control.span, timeUnit: timeUnit,
      methodTitle: control.method.title,
      method: control.method.name, step: control.step, eventTimes: network.eventTimes, seed: seed.number,
      seedText: seed.text, projections: projections.map(\.purpose), lastsAStep: lastsAStep)
    return NetworkRequest(
      network: network, facts: facts, identity: identity, bytes: bytes, neurons: LoneNeurons(drafts, control))
  }

  /// Where the draws begin.
  private var seed: (number: UInt64, text: String) {
    if let own = whole[NetworkKeys.seed] { return (UInt64(own), String(own)) }
    let label = whole.layers.last?.label ?? ""
    let common = UInt64(bitPattern: Int64(planning.seed))
    return (
      Random(seed: common, purpose: label).state, label.isEmpty ? "\(planning.seed)" : "\(planning.seed) of \(label)"
    )
  }

  // MARK: Time

  struct Control {
    let method: Method
    let lanes: LaneMethod
    let span: ClosedRange<Double>
    let step: Double
    let steps: Int
  }

  /// A time in the models' unit.
  mutating func time(_ quantity: Quantity, at location: Location) -> Double? {
    SolveKeys.checkUnit(quantity.unit, timeUnit, location, &planning) ? quantity.magnitude(in: timeUnit) : nil
  }

  private mutating func control(_ unit: Unit?) -> Control? {
    timeUnit = unit
    for key in [NetworkKeys.method as any AnyParameter, NetworkKeys.step] where !whole.isMentioned(key) {
      fail(
        "missing key '\(key.name)' in 'network'", at: whole.location(of: key), hint: "'\(key.name)' is \(key.meaning)")
    }
    guard let spanLayer = whole.last(mentioning: [SolveKeys.until, SolveKeys.time]) else {
      fail(
        "missing key 'until' in 'network'", at: whole.location(of: SolveKeys.until),
        hint: "'until' is where to stop: 'until: 1000 ms'")
      return nil
    }
    let span = SolveKeys.span(spanLayer, unit, &planning)
    guard let method = whole[NetworkKeys.method], let given = whole[NetworkKeys.step], let span else { return nil }
    guard let lanes = LaneMethod(method) else {
      fail(
        "'\(method.name)' cannot step whole populations", at: whole.location(of: NetworkKeys.method),
        hint: "take an explicit one-step method with fixed steps, such as 'rk4' or 'explicit-euler'")
      return nil
    }
    let place = whole.location(of: NetworkKeys.step)
    guard let step = time(given, at: place) else { return nil }
    let length = span.upperBound - span.lowerBound
    let (limit, count) = (Limits.Name.steps, length / step)
    guard count <= Double(planning.limits[limit]) else {
      fail(
        "that is \(limit.text(count)) steps, and the limit is \(limit.text(Double(planning.limits[limit])))", at: place,
        hint: "take a larger step or a shorter span, or \(limit.raising(to: count))")
      return nil
    }
    guard let steps = Self.steps(length, step) else {
      fail(
        "the span of \(Digits.compact(length, 6)) is no whole number of steps", at: place,
        hint: "take a step that divides it")
      return nil
    }
    return Control(method: method, lanes: lanes, span: span, step: step, steps: steps)
  }

  /// How many steps a time is, where it is a whole number of them, and at least one.
  static func steps(_ time: Double, _ step: Double) -> Int? {
    let count = time / step
    guard count >= 0.5, count < 1e15, abs(count - count.rounded()) <= 1e-9 * count else { return nil }
    return Int(count.rounded())
  }

  /// A dead time ends with a step: one that is shorter becomes a step.
  private mutating func warnOfDeadTime(_ draft: PopulationDraft) {
    // What is drawn is taken in the middle of its distribution.
    let middle = draft.neurons.values.middle
    let values = Dictionary(zip(draft.model.parameters.map(\.name), middle)) { first, _ in first }
    guard let written = draft.model.events[draft.spike].refractory,
      let time = try? written.expression.number({ values[$0].map(Value.number) }), time > 0, time < step * (1 - 1e-9)
    else { return }
    planning.warn(
      "a dead time ends with a step: that of '\(draft.name)', \(Digits.compact(time, 4)), becomes a step of \(Digits.compact(step, 4))",
      at: whole.location(of: NetworkKeys.step), hint: "take a step that divides it")
  }

  private mutating func readSubsteps(_ method: Method) {
    let items = whole.items(NetworkKeys.substeps)
    if !items.isEmpty, !(LaneMethod(method)?.isSequential ?? false) {
      // What comes with a published network is for its own method.
      if whole.layers.last?.isMentioned(NetworkKeys.substeps) == true {
        fail(
          "'\(method.name)' takes no substeps", at: whole.location(of: NetworkKeys.substeps),
          hint: "they are for 'sequential-euler'")
      }
      return
    }
    for item in items {
      guard let count = Int(item.value.text), (1...1000).contains(count) else {
        fail("expected a whole number from 1 to 1000", at: item.value.location)
        continue
      }
      var isKnown = false
      for index in drafts.indices {
        guard let state = drafts[index].model.stateNames.firstIndex(of: item.name.text) else { continue }
        drafts[index].parts[state] = count
        isKnown = true
      }
      if !isKnown {
        fail(
          "no population has a state '\(item.name.text)'", at: item.name.location,
          hint: Spelling.help(item.name.text, among: drafts.flatMap(\.model.stateNames)))
      }
    }
  }

  // MARK: Size

  private mutating func checkSize() {
    let place = whole.location(of: NetworkKeys.populations)
    let neurons = drafts.reduce(0) { $0 + $1.size }
    if neurons > SpikingLimits.neurons {
      fail("that is \(neurons) neurons, and the limit is \(SpikingLimits.neurons)", at: place)
    }
    if synapseCount > Double(SpikingLimits.synapses) {
      fail(
        "that is about \(Digits.compact(synapseCount, 3)) synapses, and the limit is \(SpikingLimits.synapses)",
        at: whole.location(of: NetworkKeys.synapses), hint: "connect fewer pairs, or take smaller populations")
    }
    guard !planning.diagnostics.hasErrors else { return }
    for draft in drafts {
      let population = draft.population
      bytes += Double(population.size) * Double(population.model.bytesPerNeuron)
    }
    if bytes > Double(SpikingLimits.bytes) {
      fail(
        "the network takes about \(Digits.compact(bytes / 1e9, 2)) GB of memory, and the limit is \(SpikingLimits.bytes / 1_000_000_000) GB",
        at: place, hint: "take smaller populations, fewer synapses or shorter delays")
    }
  }
}

extension LaneMethod {
  fileprivate var isSequential: Bool { if case .sequential = self { true } else { false } }
}
