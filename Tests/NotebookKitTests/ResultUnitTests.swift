import Expressions
import Testing

@testable import NotebookKit

/// Products of results in other scales, and what is left of units where parts of them cancel.
@Suite struct ResultUnitTests {
  private static let neuron = """
    ```yaml {model #m}
    like: izhikevich
    input: {I: 100*(t >= 100 ms)}
    ```
    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.1 ms
    until: 1000 ms
    ```

    """

  private func text(_ formulas: String...) -> String {
    let found = PageOf(Self.neuron + formulas.map { "{{ \($0) }}" }.joined(separator: "; "))
    #expect(found.messages.isEmpty, "\(found.messages)")
    return found.html
  }

  @Test(arguments: [
    ("s.rate*1000 ms == s.spikes.count", "true"), ("2*s.rate*500 ms == s.spikes.count", "true"), ("0.01 V/(2 mV)", "5"),
    ("round(s.rate*1 s)/s.spikes.count", "1"), ("(0.05 L)*(3 g/mL)", "150"), ("(1/(10 ms))*(2 s)", "200"),
    ("(9.81 m/s^2)*(200 ms)^2", "0.3924"), ("(0.5 1/h)^2*(30 min)*(1 h)", "0.125"),
    ("(2 mg/L)^2*(10 mL)^2", "0.0004"), ("(20 mg)^2/((2 g/L)*(2 mg/mL))/(1 mL)^2", "100"),
    ("(3 mm)^2/(2 cm^2/s)", "0.045"), ("(3 g/cm^3)*(2 L):.1f kg", "6.0"),
    ("(1 mol/L)*(2 mL):.1f mmol", "2.0"),
  ]) func valuesAreReduced(formula: String, expected: String) {
    #expect(text("1", formula).contains("1; \(expected)"), "\(text("1", formula).suffix(400))")
  }

  @Test func namedValuesAreReduced() {
    let found = PageOf(
      Self.neuron
        + "```yaml {values #v}\na: 1/(10 ms)*2 s\nb: s.rate*1 s\n```\n\n{{ v.a }}; {{ v.b == s.spikes.count }}")
    #expect(found.messages.isEmpty && found.html.contains("200; true</p>"), "\(found.messages)")
  }

  /// A part behind the jump is measured from the jump.
  @Test func latencyIsFromTheJump() {
    let found = text(
      "s.latency == s.spikes.at(1) - 100", "s.after(500).latency == s.latency", "s.after(50).latency == s.latency")
    #expect(found.contains("true; true; true</p>"))
  }
}
