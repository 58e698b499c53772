import Testing

/// Events whose condition holds all along, and so never becomes true.
@Suite struct StandingEventsTests {
  private static func messages(start: String, set: String = "{on: 0}", outcome: String = "") -> [String] {
    PageOf(
      """
      ```yaml {model #room}
      equations: |
        dT/dt = -(T - 5)/2 + 12*on
        don/dt = 0
      initial: {T: \(start), on: 1}
      events:
        off: {when: T >= 21, set: \(set)}
        start: {when: T <= 19, set: {on: 1}}
      ```

      ```yaml {solve #s}
      model: room
      method: dormand-prince
      tolerance: 1e-8
      until: 10
      \(outcome)
      ```
      """
    ).messages
  }

  @Test func aThermostatThatBeginsAboveItsThresholdIsTold() {
    #expect(
      Self.messages(start: "22") == [
        "t.md:13:9 'off' never comes: its condition holds from the beginning to the end, and an event comes when it becomes true"
      ])
    #expect(Self.messages(start: "22", outcome: "outcome: any") == [])
  }

  /// Cooling that is off stays off.
  @Test func whatIsAsTheEventWouldSetItIsNot() {
    #expect(Self.messages(start: "22", set: "{on: 1}") == [])
  }

  @Test func whatBecomesTrueLaterIsNot() {
    #expect(Self.messages(start: "20") == [])
    // At the threshold itself, and off at once.
    #expect(Self.messages(start: "21", set: "{T: 18}") == [])
  }
}
