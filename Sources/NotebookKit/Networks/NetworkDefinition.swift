import Diagnostics
import Expressions

/// A network as it was written, from which others are made that differ in some of its numbers.
struct NetworkDefinition: Sendable {
  let whole: LayeredArguments
  let facts: NetworkFacts
  /// What may be another number.
  let numbers: [NetworkNumber]

  init(_ reader: NetworkReader, _ facts: NetworkFacts) {
    whole = reader.whole
    self.facts = facts
    let synapses = LayeredArguments.stacked(reader.whole.layers.map { $0[NetworkKeys.synapses] ?? [] })
    numbers = NetworkNumber.all(reader.drafts, synapses, timeUnit: facts.timeUnit)
  }

  /// The network with other numbers, read as if they had been written in its block.
  ///
  /// - Parameter values: numbers with their texts: `5 ms`.
  /// - Returns: nothing, with the reasons, where there is no such network.
  func request(
    with values: [(number: NetworkNumber, text: Fragment)], _ planning: Planning
  ) -> (request: NetworkRequest?, diagnostics: [Diagnostic]) {
    var reading = ArgumentReading(directive: "network", parameters: planning.parameters, labels: planning.labels)
    var layer = NetworkLayer(whole)
    for (number, text) in values { layer.set(number, text, &reading) }
    guard reading.diagnostics.isEmpty else { return (nil, reading.diagnostics) }
    var clean = planning
    clean.diagnostics = []
    var reader = NetworkReader(
      LayeredArguments(name: whole.name, layers: whole.layers + [layer.arguments]), clean)
    let request = reader.request()
    return (reader.planning.diagnostics.hasErrors ? nil : request, reader.planning.diagnostics)
  }
}

/// Keys that go over those of a network's block.
private struct NetworkLayer {
  private var whole: Arguments
  private var populations: [(name: Fragment, keys: Arguments)] = []
  private var synapses: [(name: Fragment, keys: Arguments)] = []
  private let place: Location

  init(_ network: LayeredArguments) {
    place = network.layers.last?.location ?? network.name.location
    whole = Arguments(label: network.layers.last?.label, location: place)
  }

  mutating func set(_ number: NetworkNumber, _ text: Fragment, _ reading: inout ArgumentReading) {
    switch number.place {
    case .whole(let key): Self.read(key, text, into: &whole, at: place, &reading)
    case .population(let name, let key):
      let index = Self.index(of: name, in: &populations, at: place)
      Self.read(key, text, into: &populations[index].keys, at: place, &reading)
    case .model(let name, let key, let item):
      let index = Self.index(of: name, in: &populations, at: place)
      let known = populations[index].keys[key] ?? []
      let added = ModelLayer.Item(name: Fragment(item, path: text.source.path), value: text)
      populations[index].keys.set(key, known + [added], at: place)
    case .synapses(let name, let key):
      let index = Self.index(of: name, in: &synapses, at: place)
      Self.read(key, text, into: &synapses[index].keys, at: place, &reading)
    }
  }

  private static func read(
    _ key: any AnyParameter, _ text: Fragment, into arguments: inout Arguments, at place: Location,
    _ reading: inout ArgumentReading
  ) {
    reading.currentKey = key.name
    if let value = key.read(.text(text), &reading) { arguments.set(key, value, at: place) }
  }

  private static func index(
    of name: String, in parts: inout [(name: Fragment, keys: Arguments)], at place: Location
  ) -> Int {
    if let known = parts.firstIndex(where: { $0.name.text == name }) { return known }
    parts.append((Fragment(name, path: place.source.path), Arguments(label: nil, location: place)))
    return parts.count - 1
  }

  var arguments: Arguments {
    var all = whole
    func named(_ parts: [(name: Fragment, keys: Arguments)]) -> [NamedArguments] {
      parts.map { NamedArguments(name: $0.name, arguments: $0.keys) }
    }
    if !populations.isEmpty { all.set(NetworkKeys.populations, named(populations), at: place) }
    if !synapses.isEmpty { all.set(NetworkKeys.synapses, named(synapses), at: place) }
    return all
  }
}
