import Diagnostics

/// Events as text to events whose names are known.
extension ModelReader {
  /// An event whose names are known.
  struct ParsedEvent {
    let name: String
    let condition: Written
    let assignments: [(state: String, value: Written)]
    let isTerminal: Bool
    let refractory: Written?
    let held: [String]
    let schedule: String?
    /// Where an event by the clock is named: its condition is not the author's text.
    let place: Location?
  }

  /// What is found in the condition of an event by the clock has its place where the event has.
  static func place(_ diagnostics: inout [Diagnostic], from first: Int, of schedule: String?, at place: Location?) {
    guard schedule != nil else { return }
    // What is wrong with one of its times is so with all.
    if let mistake = diagnostics.dropFirst(first).first(where: { $0.severity == .error }) {
      diagnostics.removeSubrange(first...)
      diagnostics.append(mistake)
    }
    for index in first..<max(first, diagnostics.count) { diagnostics[index].location = place }
  }

  mutating func parse(
    _ text: ModelLayer.EventText, _ location: Location, _ states: [String], _ scope: ModelScope
  ) -> ParsedEvent? {
    guard let when = text.when else {
      fail(
        "event '\(text.name.text)' has no condition", location,
        hint: "add 'when: \(states.first ?? "v") >= 30', or 'at: [30]' for times of the clock")
      return nil
    }
    let found = diagnostics.count
    let condition = written(when, scope)
    check(condition, scope)
    Self.place(&diagnostics, from: found, of: text.schedule, at: text.name.location)
    // What holds at no time at all was told as that.
    let isTold = diagnostics[found...].contains { $0.severity == .error && $0.location == condition.location }
    if !condition.expression.hasHole, !isTold, EventCondition.margin(of: condition.expression) == nil {
      fail(
        "an event's condition is a comparison such as 'v >= 30'", condition.location,
        hint:
          "use <, <=, > or >=, joined by 'and' and 'or'; 't >= 3' comes once, when it becomes true, and needs no ==")
    }
    let assignments = unique(text.assignments).compactMap { assignment($0, states, scope) }
    var refractory: Written?
    if let time = text.refractory {
      let written = written(time, scope)
      check(written, ModelScope(names: parameters.names))
      refractory = written
    }
    for name in text.held where !states.contains(name.text) {
      fail("there is no state '\(name.text)' to hold", name.location, hint: Spelling.help(name.text, among: states))
    }
    if !text.held.isEmpty, refractory == nil {
      fail("a hold needs a time", location, hint: "add 'refractory: 2 ms'")
    }
    return ParsedEvent(
      name: text.name.text, condition: condition, assignments: assignments, isTerminal: text.isTerminal,
      refractory: refractory, held: text.held.map(\.text), schedule: text.schedule, place: text.name.location)
  }

  private mutating func written(_ text: Fragment, _ scope: ModelScope) -> Written {
    let written = Written(parsing: text, parameters: notebookParameters, functions: signatures, &diagnostics)
    return written.joiningUnits(besides: Set(scope.names), &diagnostics)
      .replacingCalls(ownFunctions, &diagnostics)
  }

  mutating func assignment(
    _ item: ModelLayer.Item, _ states: [String], _ scope: ModelScope
  ) -> (state: String, value: Written)? {
    let name = item.name.text
    if let sign = item.value.text.first, "+-*/".contains(sign), item.value.text.dropFirst().hasPrefix("=") {
      let rest = item.value.text.dropFirst(2).drop { $0 == " " }
      fail("an event says what a state becomes", item.value.location, hint: "write '\(name): \(name) \(sign) \(rest)'")
      return nil
    }
    let value = written(item.value, scope)
    check(value, scope, isValue: true)
    // Where the state is there already, or the text cannot be read, it was no slip of this kind.
    if item.value.text.hasPrefix("+"), !value.expression.hasHole, !value.expression.symbols.contains(name) {
      let amount = item.value.text.dropFirst().drop { $0 == " " }
      diagnostics.append(
        .warning(
          "a sign adds nothing: '\(name)' becomes \(item.value.text)", at: item.value.location,
          hint: "to add it, write '\(name): \(name) + \(amount)'"))
    }
    if states.contains(name) { return (name, value) }
    let isKnown = scope.names.contains(name)
    let near = Spelling.hint(name, among: states)
    fail(
      isKnown ? "an event sets states, and '\(name)' is not one" : "unknown state '\(name)'", item.name.location,
      hint: name == "t"
        ? "time goes on by itself; for a clock that is set back, add the state 'dclock/dt = 1'"
        : isKnown ? "to change '\(name)' make it a state: 'd\(name)/dt = 0'" : near)
    return nil
  }
  /// Takes an event of a layer in: a new one, in the place of one of its name, or away.
  mutating func add(_ event: ModelLayer.EventText) {
    if event.removal == .all { return events.entries = [] }
    guard let name = identifier(event.name) else { return }
    let old = events[name]
    if event.removal == .one {
      if old == nil {
        fail(
          "there is no event '\(name)' to leave out", event.name.location,
          hint: Spelling.help(name, among: events.names))
      }
      return events.entries.removeAll { $0.name == name }
    }
    if let old, !old.assignments.isEmpty, event.assignments.isEmpty, !event.isTerminal {
      diagnostics.append(
        .warning(
          "'\(name)' sets nothing any more: an event takes the place of the one of its name as a whole",
          at: event.name.location, hint: "repeat what it sets: 'set: {\(old.assignments[0].name.text): ...}'"))
    }
    events.set(name, event, event.name.location)
  }
}
