package import Diagnostics

/// Reads a body into typed arguments: the one place that finds unknown, missing and doubled keys and wrong types.
package struct ArgumentChecker: Sendable {
  /// As messages call it: `'solve'`.
  package let what: String
  package let parameters: [any AnyParameter]
  /// The key that a body which is a plain list belongs to.
  package var listKey: String?
  /// The key that takes all entries with names of the author's own.
  package var restKey: String?

  package init(what: String, parameters: [any AnyParameter], listKey: String? = nil, restKey: String? = nil) {
    self.what = what
    self.parameters = parameters
    self.listKey = listKey
    self.restKey = restKey
  }

  package func read(
    _ body: BodyValue, label: String?, location: Location, _ reading: inout ArgumentReading
  ) -> Arguments {
    var arguments = Arguments(label: label, location: location)
    let all = gatheringRest(entries(body, &reading), body.location)
    let events = parameters.first { $0.name == ModelKeys.events.name }
    for entry in all {
      let key = entry.key.text
      guard let parameter = parameters.first(where: { $0.name == key }) else {
        if let events, let hint = EventAdvice.key(entry, beside: all) {
          // One message for the parts of one event.
          if !arguments.isMentioned(events) { fail(entry, hint: hint, &reading) }
          arguments.markWrong(events)
          continue
        }
        let names = parameters.map(\.name)
        let near = OtherNames.own(key, among: names) ?? Spelling.nearest(key, among: names)
        fail(
          entry,
          hint: OtherNames.hint(key, among: names) ?? (near == nil ? parameterHint(entry) : nil)
            ?? Spelling.help(key, among: names),
          &reading)
        // What was meant is not missing as well.
        if let meant = parameters.first(where: { $0.name == near }) { arguments.markWrong(meant) }
        continue
      }
      reading.currentKey = key
      let place = entry.value.fragment == nil && !entry.value.isBlock ? entry.key.location : entry.value.location
      if let value = parameter.read(entry.value, &reading) {
        arguments.set(parameter, value, at: place)
      } else {
        // Present but wrong: it is not missing as well.
        arguments.markWrong(parameter)
      }
    }
    for parameter in parameters where parameter.isRequired && !arguments.isMentioned(parameter) {
      reading.fail(
        "missing key '\(parameter.name)' in \(what)", at: location, hint: "'\(parameter.name)' is \(parameter.gist)")
    }
    return arguments
  }

  private func fail(_ entry: Entry, hint: String?, _ reading: inout ArgumentReading) {
    reading.fail("unknown key '\(entry.key.text)' in \(what)", at: entry.key.location, hint: hint)
  }

  /// `alpha: 1` where parameters have a place of their own.
  private func parameterHint(_ entry: Entry) -> String? {
    if entry.key.text == "refractory", what.contains("population") {
      return
        "a dead time belongs to an event of the model: 'spike: {when: ..., set: ..., refractory: \(entry.value.fragment?.text ?? "2 ms")}'"
    }
    guard parameters.contains(where: { $0.name == "parameters" }), let value = entry.value.fragment?.text,
      value.first.map({ $0.isNumber || "+-.".contains($0) }) ?? false
    else { return nil }
    return "a parameter has its place below 'parameters': 'parameters: {\(entry.key.text): \(value)}'"
  }

  /// The entries with those of no known key put together under the rest key.
  private func gatheringRest(_ entries: [Entry], _ location: Location) -> [Entry] {
    guard let restKey else { return entries }
    let rest = entries.filter { entry in !parameters.contains { $0.name == entry.key.text } }
    let known = entries.filter { entry in parameters.contains { $0.name == entry.key.text } }
    if rest.isEmpty { return known }
    return [Entry(key: Fragment(restKey, path: location.source.path), value: .mapping(rest, location))] + known
  }

  private func entries(_ body: BodyValue, _ reading: inout ArgumentReading) -> [Entry] {
    switch body {
    case .mapping(let entries, _): return entries
    case .nothing: return []
    case .list(_, let location):
      if let listKey { return [Entry(key: Fragment(listKey, path: location.source.path), value: body)] }
      reading.fail("a list where \(what) wants 'key: value' lines", at: location)
    case .text(let fragment), .block(let fragment):
      reading.fail("expected 'key: value' lines", at: fragment.location)
    }
    return []
  }
}

extension BodyValue {
  fileprivate var isBlock: Bool {
    switch self {
    case .mapping, .list: true
    default: false
    }
  }
}
