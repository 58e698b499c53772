import Diagnostics
import Expressions

/// What to say where events are written in another shape than theirs, as other tools have it.
enum EventAdvice {
  static let keys = ["when", "at", "set", "stop", "once", "refractory", "hold"]
  static let example = "write 'spike: {when: v >= 30, set: {v: c}}' below it, with a name for the event"

  /// Whether it is a mapping with `when` or `at`.
  static func hasCondition(_ value: BodyValue) -> Bool {
    switch value {
    case .mapping(let entries, _): entries.contains { ["when", "at"].contains($0.key.text) }
    case .text(let text), .block(let text): text.text.contains("when:") || text.text.contains("at:")
    case .list, .nothing: false
    }
  }

  /// For `events: v > vth`, and for a list of events without names.
  static func events(_ value: BodyValue) -> String {
    switch value {
    case .text(let text) where isCondition(text.text): "an event has a name: write '{spike: {when: \(text.text)}}'"
    case .list(let items, _) where items.allSatisfy({ isEvent($0) }):
      "events have names in place of dashes: write 'spike:', and below it 'when' and 'set'"
    default: example
    }
  }

  /// For `spike: v > vth`.
  static func event(_ value: BodyValue) -> String {
    guard let text = value.fragment?.text, isCondition(text), !text.hasPrefix("when ") else {
      return "write '{when: v >= 30, set: {v: c}}', or 'when' and 'set' on lines below the name"
    }
    return "write '{when: \(text)}', and 'set: {v: ...}' in it for what jumps"
  }

  /// For `reset: v = vr` and the like, in an event.
  static func set(_ value: BodyValue) -> String {
    BodyAdvice.entries(value).map { "write 'set: \($0)'" } ?? "here that is 'set'"
  }

  /// Whether it is what belongs below the name of an event.
  static func isEvent(_ value: BodyValue) -> Bool {
    guard case .mapping(let entries, _) = value else {
      return value.fragment.map { $0.text.hasPrefix("{") && $0.text.contains("when:") } ?? false
    }
    return entries.contains { ["when", "set", "at"].contains($0.key.text) }
  }

  /// `when` and `set` where the names of events stand: what was written is one event without a name.
  static func isNameless(_ entries: [Entry]) -> Bool {
    entries.contains { $0.key.text == "when" && isText($0.value) } && entries.contains { $0.key.text != "when" }
      || entries.count == 1 && entries[0].key.text == "when" && isText(entries[0].value)
  }

  /// For a key of a model that belongs to an event: `threshold: v > vth`, `spike: {when: ...}`.
  ///
  /// - Parameter others: the entries beside it.
  static func key(_ entry: Entry, beside others: [Entry]) -> String? {
    if isEvent(entry.value) { return "events have their place below 'events': 'events: {\(entry.key.text): {...}}'" }
    guard isPart(entry) else { return nil }
    func value(_ names: [String]) -> String? {
      others.first { names.contains($0.key.text.lowercased()) }?.value.fragment?.text
    }
    let when = value(conditions).map { isCondition($0) ? $0 : "v >= \($0)" } ?? "v >= 30"
    let set = value(jumps).map { BodyAdvice.assignment($0) ?? "v: \($0)" } ?? "v: c"
    let rest = value(deadTimes).map { ", refractory: \($0)" } ?? ""
    return "what comes at a condition is an event: write 'events: {spike: {when: \(when), set: {\(set)}\(rest)}}'"
  }

  /// Whether it is a part of an event, which stands in a model.
  static func isPart(_ entry: Entry) -> Bool {
    let key = entry.key.text.lowercased()
    return (conditions + jumps + deadTimes + ["when", "set"]).contains(key)
  }

  private static let conditions = ["threshold", "thresh", "when"]
  private static let jumps = ["reset", "set"]
  private static let deadTimes = ["refractory", "refractory-period", "refractory_period"]

  private static func isCondition(_ text: String) -> Bool { text.contains { "<>".contains($0) } }

  private static func isText(_ value: BodyValue) -> Bool {
    if case .text(let text) = value { !text.text.hasPrefix("{") } else { false }
  }
}
