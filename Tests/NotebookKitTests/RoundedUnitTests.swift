import Testing

@testable import NotebookKit

/// Units that come back to what they were by roundings, and numbers that convert.
@Suite struct RoundedUnitTests {
  private func messages(_ equations: String, _ parameters: String, _ units: String) -> [String] {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations)
      parameters: \(parameters)
      initial: {N: 1}
      units: \(units)
      ```
      """
    ).messages.filter { !$0.contains("not used") }
  }

  @Test(arguments: [
    ("dN/dt = -m/w*N", "{m: 0.02 1/week, w: 7 day/week}", "{t: day}"),
    ("dN/dt = -m*w*N", "{m: 0.02 1/day, w: 365.25 day/year}", "{t: year}"),
    ("dN/dt = -m/w*N", "{m: 0.02 1/week, w: 168 h/week}", "{t: h}"),
    ("dN/dt = -m/w*N", "{m: 0.02 1/min, w: 60 s/min}", "{t: s}"),
    ("dN/dt = -m/w*N/u*u", "{m: 0.02 1/week, w: 7 day/week, u: 3 eV}", "{t: day}"),
    ("dN/dt = -m/1000*N", "{m: 2 1/s}", "{t: ms}"),
  ]) func whatIsTheSameIsTaken(equations: String, parameters: String, units: String) {
    #expect(messages(equations, parameters, units).isEmpty, "\(messages(equations, parameters, units))")
  }

  @Test(arguments: [
    ("dN/dt = -m*N", "{m: 0.02 1/week}", "{t: day}"), ("dN/dt = -m/w*N", "{m: 0.02 1/week, w: 24 h/week}", "{t: day}"),
  ]) func whatIsNotIsRefused(equations: String, parameters: String, units: String) {
    #expect(messages(equations, parameters, units).count == 1, "\(messages(equations, parameters, units))")
  }
}
