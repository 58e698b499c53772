import Diagnostics
package import Expressions

extension ArgumentKind where Value == [ModelLayer.EventText] {
  /// Events by name, each with `when`, `set` and `stop`.
  package static let events = ArgumentKind(
    "events by name, each with 'when' and 'set'",
    .either(
      .word([.init("none", "no event of the model that this one is like")]),
      .mapping(
        [],
        others: .either(
          .word([.init("none", "not this event of the model that this one is like")]),
          .mapping(
            [
              .init("when", .text, "the condition, such as `v >= 30`"),
              .init(
                "at", .numbers,
                "in place of a condition, the times at which it comes: `[8, 20, 32 h]`, `0 to 96 by 12 h`, or formulas over parameters, `0 to 300 by 2*pi/w`"
              ),
              .init("set", .mapping([], others: .text), "new values of states: `{v: c, w: w + d}`"),
              .init("stop", .flag, "whether the event ends the solve"),
              .init("once", .flag, "whether the event comes a single time"),
              .init("refractory", .number, "a dead time after the event"),
              .init("hold", .list(.text), "the states that rest during the dead time"),
            ], others: nil))))
  ) { value, reading in
    if let word = none(value, &reading) { return [ModelLayer.EventText(removing: .all, at: word)] }
    guard
      let entries = reading.entries(value, expected: "events by name, or 'none'", hint: EventAdvice.events(value))
    else { return nil }
    if EventAdvice.isNameless(entries) {
      reading.fail("the event has no name", at: entries[0].key.location, hint: EventAdvice.example)
      return nil
    }
    let events = entries.enumerated().compactMap { place, entry -> ModelLayer.EventText? in
      if place > 0, EventAdvice.keys.contains(entry.key.text), !EventAdvice.hasCondition(entry.value) {
        reading.fail(
          "'\(entry.key.text)' belongs to an event", at: entry.key.location,
          hint: "indent it further, to stand below the 'when' of '\(entries[place - 1].key.text)'")
        return nil
      }
      if none(entry.value, &reading) != nil { return ModelLayer.EventText(removing: .one, at: entry.key) }
      guard
        let parts = reading.entries(
          entry.value, expected: "'when' and 'set' for the event '\(entry.key.text)'",
          hint: EventAdvice.event(entry.value))
      else { return nil }
      var when: Fragment?
      var assignments: [ModelLayer.Item] = []
      var stops = false
      var isComplete = true
      var comesOnce = false
      var refractory: Fragment?
      var held: [Fragment] = []
      var clock: (condition: String, shown: String)?
      for part in parts {
        switch part.key.text {
        case "when": when = reading.text(part.value, expected: "a condition, such as 'v >= 30'")
        case "at":
          if let computed = ComputedSchedule(part.value) {
            clock = (computed.condition, computed.shown)
            continue
          }
          guard let list = NumberList.values(part.value, &reading),
            let read = EventSchedule(list, at: part.value.location, &reading)
          else { return nil }
          clock = (read.condition, read.shown)
        case "set":
          assignments =
            ArgumentKind<[ModelLayer.Item]>.items("a mapping of states to new values").read(part.value, &reading) ?? []
        case "refractory": refractory = reading.text(part.value, expected: "a time, such as '2 ms'")
        case "once": comesOnce = ArgumentKind<Bool>.flag.read(part.value, &reading) ?? false
        case "hold": held = ArgumentKind<[Fragment]>.names.read(part.value, &reading) ?? []
        case "stop": stops = ArgumentKind<Bool>.flag.read(part.value, &reading) ?? false
        default:
          let (key, keys) = (part.key.text, EventAdvice.keys)
          let meant = OtherNames.own(key, among: keys) ?? Spelling.nearest(key, among: keys)
          let isRepeated: Bool = ["every", "period", "interval"].contains(key)
          if isRepeated || meant == "when" || meant == "at" { isComplete = false }
          reading.fail(
            "unknown key '\(key)' in an event", at: part.key.location,
            hint: isRepeated
              ? "for one that comes again and again write 'at: 0 to 100 by \(period(part.value))'"
              : meant == "set"
                ? EventAdvice.set(part.value) : OtherNames.hint(key, among: keys) ?? Spelling.help(key, among: keys))
        }
      }
      if comesOnce, let other = parts.first(where: { ["refractory", "hold"].contains($0.key.text) }) {
        reading.fail(
          "what comes once has no dead time", at: other.key.location, hint: "leave '\(other.key.text)' out, or 'once'")
        return nil
      }
      if comesOnce { refractory = Fragment(ModelDefinition.Event.forEver, path: "the event '\(entry.key.text)'") }
      if let clock {
        if let when {
          reading.fail(
            "give 'when' or 'at', not both", at: when.location, hint: "an event comes by a condition, or by the clock")
          return nil
        }
        when = Fragment(clock.condition, path: "the times of '\(entry.key.text)'")
      }
      // A misspelt 'when' is not missing as well.
      if when == nil, !isComplete { return nil }
      return ModelLayer.EventText(
        name: entry.key, when: when, assignments: assignments, isTerminal: stops, refractory: refractory, held: held,
        schedule: clock?.shown)
    }
    // What an event uses that could not be read is not known.
    return events.count == entries.count ? events : nil
  }

  /// What stands where a time between two events may.
  private static func period(_ value: BodyValue) -> String {
    if case .text(let text) = value, text.text.first?.isNumber == true { text.text } else { "10" }
  }

  private static func none(_ value: BodyValue, _ reading: inout ArgumentReading) -> Fragment? {
    guard case .text(let word)? = reading.resolved(value), word.text == "none" else { return nil }
    return word
  }
}
