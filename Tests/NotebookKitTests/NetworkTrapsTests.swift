import NotebookKit
import Testing

/// What spikes that arrive, connections, steps and draws of networks once did in silence.
@Suite struct NetworkTrapsTests {
  /// A kick that lifts a neuron just across its threshold: it would decay below that before the next test.
  @Test(arguments: ["grid", "interpolated"]) func aKickAcrossTheThresholdIsASpike(eventTimes: String) {
    let page = PageOf(
      """
      ```yaml {model #d}
      equations: tau*dv/dt = -v
      events: {spike: {when: v >= theta, set: {v: 0 mV}}}
      initial: {v: 0 mV}
      parameters: {tau: 20 ms, theta: 20 mV}
      units: {v: mV, t: ms}
      ```

      ```yaml {network #n}
      populations: {e: {size: 50, model: d}, f: {size: 50, model: d}}
      synapses:
        x: {from: poisson, rate: 10 Hz, to: e, weight: 20.05 mV, acts: v}
        y: {from: e, to: f, pairs: [[0, 0], [1, 1]], weight: 20.05 mV, acts: v}
      method: rk4
      step: 0.1 ms
      until: 2 s
      seed: 1
      event-times: \(eventTimes)
      ```

      ```yaml {expect}
      - abs(n.e.rate - 9.9) < 0.9
      - n.f.count == n.e.spikes(0).count + n.e.spikes(1).count
      - n.f.spikes(0).first > n.e.spikes(0).first
      ```
      """)
    #expect(page.messages == [], "\(page.messages)")
  }

  /// Noise that is drawn for each step, and pulses of a step, are others with another step.
  @Test(
    arguments: [
      ("noise: {I: normal(0 pA, 5 pA)}", "", "the noise of 'a.I'"),
      (
        "noise: {I: normal(0 pA, 5 pA) every 0.2 ms}",
        "\nsynapses: {x: {from: a, to: a, probability: 1, weight: 1 pA}}", "a spike of the synapses 'x'"
      ),
      ("noise: {I: normal(0 pA, 5 pA) every 0.2 ms}", "", nil),
    ] as [(String, String, String?)])
  func aSweepOverStepsOfAnotherNetworkIsTold(noise: String, synapses: String, what: String?) {
    let page = PopulationTrapsTests.network(
      "populations: {a: {size: 2, model: l, \(noise)}}\(synapses)",
      "```yaml {sweep}\nnetwork: n\nvary: {step: [0.1, 0.2 ms]}\nmeasure: [rate]\n```")
    #expect(
      page.messages.map { $0.contains("\(what ?? "") lasts for one step, and does less in a shorter one") }
        == (what == nil ? [] : [true]), "\(page.messages)")
  }

  @Test func drawsAndDeadTimesThatCannotBeAreTold() {
    let negative = PopulationTrapsTests.network(
      "populations: {a: {size: 2, model: l}}\nsynapses: {x: {from: a, to: a, probability: 1, weight: normal(1 nS, 1 nS), decay: 5 ms, reversal: 0 mV}}"
    )
    #expect(
      negative.messages.map { $0.contains("% of such conductances are negative") } == [true], "\(negative.messages)")
    let dead = PageOf(
      PopulationTrapsTests.model
        + "```yaml {network #n}\npopulations: {e: {size: 2, model: l}}\nmethod: rk4\nstep: 12 ms\nuntil: 60 ms\n```\n")
    #expect(
      dead.messages == ["t.md:14:7 a dead time ends with a step: that of 'e', 10, becomes a step of 12"],
      "\(dead.messages)")
  }

  /// A spike that sets nothing, in a neuron that arrivals act on: it comes once, and not once more as the condition goes on.
  @Test(arguments: ["grid", "interpolated"]) func aConditionThatGoesOnIsOneSpike(eventTimes: String) {
    let page = PageOf(
      """
      ```yaml {model #o}
      equations: |
        dx/dt = y
        dy/dt = -w^2*x
        dg/dt = -g/(5 ms)
      parameters: {w: 0.2 1/ms}
      events: {spike: {when: x >= 0.5}}
      initial: {x: 1, y: 0 1/ms, g: 0}
      units: {t: ms}
      ```

      ```yaml {network #n}
      populations: {e: {size: 2, model: o}}
      synapses:
        x: {from: poisson, rate: 500 Hz, to: e, weight: 0.1, acts: g}
        y: {from: e, to: e, probability: 1, weight: 0.1, acts: g}
      method: rk4
      step: 0.1 ms
      until: 200 ms
      event-times: \(eventTimes)
      ```

      ```yaml {expect}
      - n.e.spikes(0).count == 6
      ```
      """)
    #expect(page.messages == [], "\(page.messages)")
  }

  /// A warning about the delay leaves the synapses where they are.
  @Test func negativeDelaysAreOneStep() {
    let page = PopulationTrapsTests.network(
      "populations: {a: {size: 10, model: l}}\nsynapses: {x: {from: a, to: a, probability: 1, weight: 1 pA, delay: normal(1 ms, 5 ms)}}",
      "```yaml {expect}\n- n.synapses == 100\n```")
    #expect(page.messages.count == 1, "\(page.messages)")
  }

  /// Ten of two hundred, and not ten of each hundred.
  @Test func anInDegreeIsDrawnFromAllItsSources() {
    let page = PopulationTrapsTests.network(
      """
      populations: {a: {size: 100, model: l}, b: {size: 100, model: l}}
      synapses: {x: {from: all, to: all, self: no, in-degree: 10, weight: 1 pA}}
      """, "```yaml {expect}\n- n.synapses == 2000\n```")
    #expect(page.messages == [], "\(page.messages)")
  }

  /// Excitation that fires everybody at every step: found in the first hundred such steps, and not when the memory is full.
  @Test func aNetworkThatRunsAwayIsTold() {
    func messages(_ eventTimes: String) -> [String] {
      let model = PopulationTrapsTests.model.replacing(", refractory: 10 ms, hold: [v]", with: "")
      return PageOf(
        model
          + """
          ```yaml {network #n}
          populations: {e: {size: 200, model: l, input: {I: 30 pA}}}
          synapses: {ee: {from: e, to: e, acts: v, weight: 30 mV, probability: 0.5}}
          method: explicit-euler
          step: 0.1 ms
          until: 100000 ms
          event-times: \(eventTimes)
          ```
          """
      ).messages
    }
    let grid = messages("grid"), inside = messages("interpolated")
    #expect(grid.contains { $0.contains("the network runs away: before t = ") }, "\(grid)")
    #expect(inside.contains { $0.contains("the network runs away: before t = ") }, "\(inside)")
  }
}
