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

  @Test("fast-spiking cells on the grid: the adaptation follows the overshoot, and half of the spikes are lost")
  func fastSpiking() {
    func messages(_ step: String) -> [String] {
      PageOf(
        "```yaml {model #fs}\nlike: izhikevich\npreset: fast-spiking\ninput: {I: 600 pA}\n```\n\n"
          + "```yaml {solve #run}\nmodel: fs\nmethod: rk4\nstep: \(step)\nuntil: 500 ms\nevent-times: grid\n```\n\n{{ run.count }}\n"
      ).messages
    }
    #expect(messages("0.25 ms").map { $0.contains("carries 'w' along") } == [true])
    #expect(messages("0.01 ms") == [])
  }

  @Test(
    "the same in a network, where sequential Euler takes the adaptation from behind the upstroke",
    arguments: [("sequential-euler", true), ("explicit-euler", false)])
  func network(method: String, isTold: Bool) {
    let text = Self.text("rk4", "")
    let model = text.prefix(upTo: text.ranges(of: "```yaml {solve")[0].lowerBound)
    let page = PageOf(
      model + """
        ```yaml {network #n}
        populations: {e: {size: 2, model: adex}}
        method: \(method)
        step: 0.1 ms
        until: 300 ms
        ```
        """)
    #expect(page.messages.map { $0.contains("steps to spikes of 'e' go far across") } == (isTold ? [true] : []))
  }

  @Test("explicit Euler takes the adaptation from before the step, and located events stop at the threshold")
  func fine() {
    #expect(PageOf(Self.text("explicit-euler", "event-times: grid")).messages.isEmpty)
    let located = PageOf(Self.text("rk4", ""))
    #expect(located.messages.isEmpty)
    #expect(located.text.contains("6"))
  }
}
