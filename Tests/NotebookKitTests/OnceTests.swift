import Diagnostics
import Dynamics
import Testing

@testable import NotebookKit

/// Events that come a single time, and events that cost nothing.
@Suite struct OnceTests {
  private static func rocket(_ more: String, method: String = "method: dormand-prince\ntolerance: 1e-9") -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        dm/dt = -b
        dv/dt = b*ve/m
      parameters: {b: 100 kg/s, ve: 3000 m/s, empty: 2000 kg}
      initial: {m: 12000 kg, v: 0 m/s}
      events:
        staging: {when: m <= 8000 kg, set: {m: m - empty}\(more)}
      ```

      ```yaml {solve #s}
      model: m
      \(method)
      until: 50 s
      ```

      It is {{ s.events.staging.count }}, {{ s.final(m):.6f }}, {{ s.final(v):.3f }}.
      """)
  }

  @Test(arguments: [
    "method: dormand-prince\ntolerance: 1e-9", "method: rk4\nstep: 0.3", "method: taylor",
    "method: rodas\ntolerance: 1e-9",
  ])
  func stagingComesOnce(method: String) {
    let page = Self.rocket(", once: yes", method: method)
    #expect(page.messages == [])
    // 12000 kg to 8000 kg in 40 s, then 6000 kg to 5000 kg: 3000 (log(12/8) + log(6/5)) m/s.
    #expect(page.html.contains("It is 1, 5000.000000, 1763.360."), "\(method)")
    #expect(page.text.contains("staging, the first time that m≤8000 kg: m←m−empty"))
  }

  @Test func withoutItTheJumpComesAgain() {
    let page = Self.rocket("")
    #expect(page.messages.count == 1 && page.messages[0].contains("too many events"))
    #expect(page.report.failures.first?.hint?.contains("or let it come a single time by 'once: yes'") == true)
  }

  @Test func onceHoldsNothing() {
    let messages = Self.rocket(", once: yes, hold: [v]").messages
    #expect(messages == ["t.md:8:65 what comes once has no dead time"], "\(messages)")
  }

  @Test func onceHasNoDeadTimeAsWell() {
    #expect(Self.rocket(", once: yes, refractory: 2 s").messages == ["t.md:8:65 what comes once has no dead time"])
  }

  @Test(arguments: ["symplectic-euler", "stormer-verlet", "rk4"]) func countingCostsNoEvaluations(method: String) {
    func cost(_ events: String) -> Int? {
      PageOf(
        """
        ```yaml {model #m}
        equations: |
          dx/dt = v
          dv/dt = -sin(x)
        initial: {x: 1, v: 0}
        \(events)
        ```

        ```yaml {solve #s}
        model: m
        method: \(method)
        step: 0.01
        until: 50
        ```
        """
      ).report.products.compactMap { ($0?.result as? SolveResult)?.solution.cost.evaluations }.first
    }
    #expect(cost("") != nil && cost("") == cost("events: {turn: {when: x*v >= 0}}"))
  }

  @Test func cellsOfNetworksAndSweepsFireOnce() {
    let model = """
      ```yaml {model #m}
      equations: dv/dt = (I - v)/tau
      parameters: {tau: 10 ms}
      units: {v: mV, I: mV}
      initial: {v: 0}
      input: {I: 30}
      events:
        spike: {when: v >= 20 mV, set: {v: 0}, once: yes}
      ```


      """
    let control = "method: rk4\nstep: 0.1 ms\nuntil: 200 ms"
    let nets = ["grid", "interpolated"].map {
      "```yaml {network #\($0)}\npopulations:\n  e: {size: 5, model: m}\n\(control)\nevent-times: \($0)\n```\n\n"
    }
    let sweep = "```yaml {sweep #w}\nmodel: m\n\(control)\nvary: {tau: [5, 10 ms]}\nmeasure: [count]\n```\n\n"
    let page = PageOf(
      model + nets.joined() + sweep
        + "It is {{ grid.e.spikes.count }}, {{ interpolated.e.spikes.count }}, {{ w.count(tau = 5 ms) }}.")
    #expect(page.messages == [])
    #expect(page.html.contains("It is 5, 5, 1."))
  }
}
