import Diagnostics
import NotebookKit
import Testing

/// Events as Brian, MATLAB or a list would have them: one message each, with what to write.
@Suite struct EventHabitsTests {
  private static func messages(_ events: String) -> [String] {
    let text = """
      ```yaml {model #lif}
      equations: |
        dv/dt = (EL - v + R*I)/tau
      parameters: {EL: -65 mV, R: 100 MOhm, I: 0.2 nA, tau: 10 ms, vr: -70 mV, vth: -50 mV}
      initial: {v: -65 mV}
      \(events)
      ```
      """
    return PageOf(text).report.diagnostics.map { "\($0.location?.line ?? 0): \($0.message); \($0.hint ?? "")" }
  }

  @Test(arguments: [
    (
      "threshold: v > vth\nreset: v = vr",
      "6: unknown key 'threshold' in 'model'; what comes at a condition is an event: write 'events: {spike: {when: v > vth, set: {v: vr}}}'"
    ),
    (
      "threshold: -50 mV\nreset: -70 mV\nrefractory: 2 ms",
      "6: unknown key 'threshold' in 'model'; what comes at a condition is an event: write 'events: {spike: {when: v >= -50 mV, set: {v: -70 mV}, refractory: 2 ms}}'"
    ),
    (
      "spike:\n  when: v > vth\n  set: {v: vr}",
      "6: unknown key 'spike' in 'model'; events have their place below 'events': 'events: {spike: {...}}'"
    ),
    (
      "events: v > vth",
      "6: expected events by name, or 'none'; an event has a name: write '{spike: {when: v > vth}}'"
    ),
    (
      "events:\n  - when: v > vth\n    set: {v: vr}",
      "7: expected events by name, or 'none'; events have names in place of dashes: write 'spike:', and below it 'when' and 'set'"
    ),
    (
      "events:\n  when: v > vth\n  set: {v: vr}",
      "7: the event has no name; write 'spike: {when: v >= 30, set: {v: c}}' below it, with a name for the event"
    ),
    (
      "events:\n  spike: v > vth",
      "7: expected 'when' and 'set' for the event 'spike'; write '{when: v > vth}', and 'set: {v: ...}' in it for what jumps"
    ),
    (
      "events:\n  spike:\n    when: v > vth\n    set: v = vr",
      "9: expected a mapping of states to new values; write '{v: vr}'"
    ),
    (
      "events:\n  spike:\n    when: v > vth\n    set: [v <- vr]",
      "9: expected a mapping of states to new values; write '{v: vr}'"
    ),
    (
      "events:\n  spike:\n    when: v > vth\n    reset: v = vr",
      "9: unknown key 'reset' in an event; write 'set: {v: vr}'"
    ),
  ])
  func shapes(events: String, message: String) {
    #expect(Self.messages(events) == [message])
  }

  /// An event may be called so.
  @Test func anEventMayBeCalledWhen() {
    #expect(Self.messages("events:\n  when: {when: v > vth, set: {v: vr}}\n  other: {when: v > EL}") == [])
  }
}
