import NotebookKit
import Testing

/// What networks, sweeps of them and measures of spike trains once took in silence.
@Suite struct PopulationTrapsTests {
  static let model = """
    ```yaml {model #l}
    equations: |
      tau*dv/dt = -v + R*I
    parameters: {tau: 20 ms, R: 1 Gohm, vth: 20 mV, vr: 10 mV}
    initial: {v: 0 mV}
    input: {I: 30 pA}
    units: {v: mV, t: ms, I: pA}
    events:
      spike: {when: v >= vth, set: {v: vr}, refractory: 10 ms, hold: [v]}
    ```

    """

  static func network(_ keys: String, _ rest: String = "") -> PageOf {
    PageOf(
      Self.model + """
        ```yaml {network #n}
        \(keys)
        method: rk4
        step: 0.1 ms
        until: 60 ms
        ```

        \(rest)
        """)
  }

  /// From 10 mV to 20 mV in 13.86 ms, after 10 ms of dead time in which a kick of 3 mV comes. A hold ends
  /// where a step begins.
  @Test func whatIsHeldIsNotKicked() {
    let page = Self.network(
      """
      populations:
        a: {size: 1, model: l, input: {I: 40 pA*(t <= 15 ms)}}
        b: {size: 1, model: l}
      synapses:
        ab: {from: a, to: b, pairs: [[0, 0]], weight: 3 mV, acts: v, delay: 10 ms}
      event-times: interpolated
      """, "Every {{ n.b.spikes(0).interval:.1f }}.")
    #expect(page.messages == [])
    #expect(page.text.contains("Every 23.9"), "\(page.text.suffix(200))")
  }

  @Test(arguments: [
    ("normal(1 ms, 5 ms)", "% of such delays are negative, and become one step"),
    ("-1.5 ms", "a delay is not negative"), ("0.01 ms", "the delay is shorter than a step of 0.1"),
  ])
  func delays(text: String, message: String) {
    let page = Self.network(
      """
      populations: {a: {size: 5, model: l}}
      synapses: {aa: {from: a, to: a, probability: 1, weight: 0.1 mV, acts: v, delay: \(text)}}
      """)
    #expect(page.messages.count == 1 && page.messages[0].contains(message), "\(page.messages)")
  }

  @Test func aSweepSaysThatItHoldsAnInput() {
    let page = Self.network(
      "populations: {a: {size: 2, model: l, input: {I: 30 pA*(t >= 20 ms)}}}",
      "```yaml {sweep}\nnetwork: n\nvary: {a.I: [0, 30 pA]}\nmeasure: [rate]\n```")
    #expect(
      page.messages == ["t.md:20:8 the input 'a.I' changes with time, and a sweep holds it at each value"],
      "\(page.messages)")
  }

  /// A window that is longer than the run, in a sweep and in the text.
  @Test func windowsFitIntoTheSpan() {
    let page = Self.network(
      "populations: {a: {size: 2, model: l}}",
      "```yaml {sweep}\nnetwork: n\nvary: {seed: [1, 2]}\nmeasure: [fano]\nwindow: 400 ms\n```\n\n{{ n.fano(window = 90 ms) }}"
    )
    #expect(
      page.messages.map { $0.contains("'window' is longer than the span of 60 that is looked at") } == [true, true])
  }

  /// Explicit Euler with 50 ms on a time constant of 20 ms, where nothing can fire.
  @Test func stepsThatAreTooLongAreTold() {
    func page(_ step: String, _ more: String = "") -> PageOf {
      PageOf(
        Self.model
          + "```yaml {network #n}\npopulations: {e: {size: 2, model: l, input: {I: 15 pA}\(more)}}\nmethod: explicit-euler\nstep: \(step)\nuntil: 1000 ms\n```\n"
      )
    }
    #expect(page("1 ms").messages == [])
    // What is drawn counts, and not what the model has.
    #expect(!page("50 ms", ", parameters: {tau: uniform(60 ms, 90 ms)}").messages.contains { $0.contains("by itself") })
    #expect(page("5 ms", ", parameters: {tau: uniform(1 ms, 1.5 ms)}").messages.count == 1)
    let long = page("50 ms").messages
    #expect(
      long.contains { $0.contains("for a neuron of 'e' by itself, steps of 50 ms are outside of where") }, "\(long)")
  }

  /// Distances between spike trains of different spans.
  @Test func spansOfSpikeTrainsAreAlike() {
    let solves = [("a", 100), ("b", 200)].map {
      "```yaml {solve #\($0.0)}\nmodel: l\nmethod: rk4\nstep: 0.1 ms\nuntil: \($0.1) ms\n```\n\n"
    }.joined()
    let page = PageOf(
      Self.model + solves + "```yaml {compare}\nof: b\nagainst: a\nmeasure: [victor-purpura]\n```\n")
    #expect(
      page.messages.count == 1 && page.messages[0].contains("'b' and 'a' have different spans"), "\(page.messages)")
  }

  @Test func aMeasureIsNamedOnce() {
    let solve = "```yaml {solve #s}\nmodel: l\nmethod: rk4\nstep: 0.1 ms\nuntil: 50 ms\n```\n"
    let page = Self.network(
      "populations: {a: {size: 2, model: l}}",
      "```yaml {sweep}\nnetwork: n\nvary: {seed: [1, 2]}\nmeasure: [rate, a.rate, rate]\n```\n\n" + solve
        + "```yaml {compare}\nof: s\nmeasure: [count, count]\n```\n")
    #expect(page.messages.map { $0.contains("is measured twice") } == [true, true], "\(page.messages)")
  }

  @Test func intervalsOfOneNeuronVary() {
    let page = Self.network(
      "populations: {a: {size: 2, model: l, input: {I: 100 pA}}}",
      "```yaml {expect}\n- n.a.spikes(0).count > 3\n- n.a.spikes(0).cv < 0.05\n- n.a.spikes(1).cv2 < 0.05\n```")
    #expect(page.messages == [], "\(page.messages)")
  }

  /// A jump to a value behind its own threshold, in a network and in a solve on the grid.
  @Test func firingAtEveryStepIsTold() {
    let model = """
      ```yaml {model #m}
      equations: dv/dt = 1
      initial: {v: 0}
      events:
        spike: {when: v >= 1, set: {v: 1.5}}
      ```

      """
    let network = PageOf(
      model
        + "```yaml {network}\npopulations: {e: {size: 2, model: m}}\nmethod: explicit-euler\nstep: 0.1\nuntil: 8\n```\n"
    )
    #expect(network.messages == ["t.md:10:7 a neuron of 'e' spikes at every step, 20 steps in a row and more"])
    let solve = PageOf(
      model + "```yaml {solve #s}\nmodel: m\nmethod: explicit-euler\nevent-times: grid\nstep: 0.1\nuntil: 10\n```\n")
    #expect(solve.messages == ["t.md:9:9 'spike' comes at every step, 20 steps in a row and more"])
  }

  /// A cost per time in any unit of such, and in no other.
  @Test func costsHaveTheirUnit() {
    func page(_ keys: String, _ rest: String = "") -> PageOf {
      PageOf(
        Self.model
          + ["a": 30, "b": 33].sorted { $0.key < $1.key }.map {
            "```yaml {solve #\($0.key)}\nmodel: l\ninput: {I: \($0.value) pA}\nmethod: rk4\nstep: 0.1 ms\nuntil: 200 ms\n```\n\n"
          }.joined()
          + "```yaml {compare}\nof: b\nagainst: a\nmeasure: [victor-purpura]\n\(keys)\n```\n\n\(rest)")
    }
    let plain = page("cost: 0.1", "{{ b.victor-purpura(a, cost = 0.1) }}")
    let rates = page("cost: 100 Hz", "{{ b.victor-purpura(a, cost = 100 Hz) }}")
    let inverse = page("cost: 0.1 1/ms", "{{ b.victor-purpura(a, cost = 0.1 1/ms) }}")
    #expect(plain.messages == [] && rates.messages == [] && inverse.messages == [], "\(rates.messages)")
    func value(_ page: PageOf) -> Substring? { page.text.split(separator: "\n").last }
    #expect(value(plain) != nil && value(rates) == value(plain) && value(inverse) == value(plain))
    #expect(page("cost: 0.1 mV").messages == ["t.md:31:7 expected a rate, not a value in mV"])
    #expect(page("digits: 4 mV").messages == ["t.md:31:9 expected a whole number, not a value in mV"])
    #expect(page("", "{{ b.victor-purpura(a, cost = 0.1 s) }}").messages.count == 1)
  }
}
