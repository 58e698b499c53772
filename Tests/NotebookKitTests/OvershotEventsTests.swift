import NotebookKit
import Testing

struct OvershotEventsTests {
  private static func text(_ method: String, _ more: String) -> String {
    """
    # An adaptive exponential neuron

    ```yaml {model #adex}
    parameters: {C: 281 pF, gL: 30 nS, EL: -70.6 mV, DT: 2 mV, VT: -50.4 mV, tw: 144 ms, a: 4 nS, b: 80.5 pA, I: 800 pA}
    equations: |
      V' = (-gL*(V - EL) + gL*DT*exp((V - VT)/DT) - w + I)/C
      w' = (a*(V - EL) - w)/tw
    initial: {V: -70.6 mV, w: 0 pA}
    events:
      spike: {when: V >= 20 mV, set: {V: EL, w: w + b}}
    ```

    ```yaml {solve #run}
    model: adex
    method: \(method)
    step: 0.1 ms
    until: 300 ms
    \(more)
    ```

    {{ run.spikes.count }}
    """
  }

  @Test("a step across the upstroke that carries the adaptation along is told")
  func carried() {
    let page = PageOf(Self.text("rk4", "event-times: grid"))
    #expect(page.messages.count == 1)
    #expect(
      page.messages.first?.contains("t.md:15:9 the step to 'spike' at t = 17.8 ms goes far across") == true)
    #expect(page.messages.first?.contains("carries 'w' along") == true)
  }

  @Test("explicit Euler takes the adaptation from before the step, and located events stop at the threshold")
  func fine() {
    #expect(PageOf(Self.text("explicit-euler", "event-times: grid")).messages.isEmpty)
    let located = PageOf(Self.text("rk4", ""))
    #expect(located.messages.isEmpty)
    #expect(located.text.contains("6"))
  }
}
