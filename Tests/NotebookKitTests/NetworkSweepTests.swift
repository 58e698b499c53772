import Diagnostics
import Dynamics
import Foundation
import NotebookKit
import TestSupport
import Testing

/// A network run again and again, over its seed and over numbers of its parts.
@Suite struct NetworkSweepTests {
  /// A small network; `seed` and the decay of `ie` are written as given.
  static func network(_ label: String, seed: Int = 1, decay: String = "5 ms", degree: Int = 4) -> String {
    """
    ```yaml {network #\(label)}
    populations:
      e: {size: 40, model: izhikevich-2003, noise: {I: normal(5, 5) every 1 ms}}
      i: {size: 10, model: izhikevich-2003, initial: {v: uniform(-70, -50)}, noise: {I: normal(3, 3) every 1 ms}}
    synapses:
      ei: {from: e, to: i, probability: 0.3, weight: 2, decay: 3 ms, delay: 1 ms}
      ie: {from: i, to: e, in-degree: \(degree), weight: -4, decay: \(decay)}
    method: rk4
    step: 0.5 ms
    until: 300 ms
    seed: \(seed)
    ```

    """
  }

  static let measures = "[rate, count, synapses, e.rate, e.cv, i.rate, i.peak-rate, peak-frequency, fano]"

  private func expectGood(_ text: String) {
    let page = PageOf(text)
    #expect(page.messages == [], "\(page.hints)")
  }

  @Test func aPointIsTheNetworkOfThatSeed() {
    let names = ["rate", "count", "synapses", "peak-frequency", "fano"]
    let parts = ["e.rate", "e.cv", "i.rate", "i.peak-rate"]
    let equal = (1...3).flatMap { seed in
      (names + parts).map { "- seeds.\($0)(seed = \(seed)) == net-\(seed).\($0)" }
    }
    expectGood(
      Self.network("net") + (1...3).map { Self.network("net-\($0)", seed: $0) }.joined()
        + """
        ```yaml {sweep #seeds}
        network: net
        vary: {seed: 1 to 3 by 1}
        measure: \(Self.measures)
        ```

        ```yaml {expect}
        \(equal.joined(separator: "\n"))
        - seeds.points == 3
        - seeds.outcome(seed = 2) == finished
        - seeds.e.rate(seed = 1) != seeds.e.rate(seed = 2)
        ```
        """)
  }

  /// What measures take besides is what the queries of one run take.
  @Test func aTransientIsLeftOutAndBinsAreChosen() {
    expectGood(
      Self.network("net") + """
        ```yaml {sweep #seeds}
        network: net
        vary: {seed: [1, 2]}
        measure: [rate, count, e.rate, e.cv, fano, i.fano, peak-rate, e.peak-rate]
        after: 100 ms
        window: 0.05 s
        bin: 10 ms
        ```

        ```yaml {expect}
        - seeds.count(seed = 1) == net.after(100).count and seeds.count(seed = 1) < net.count
        - seeds.count(seed = 1) == net.after(0.1 s).count
        - seeds.rate(seed = 1) == net.after(100).rate within 1e-9
        - net.after(100).rate == net.after(100).count/50/0.2 within 1e-9
        - seeds.e.rate(seed = 1) == net.after(100).e.rate
        - seeds.e.cv(seed = 1) == net.after(100).e.cv
        - seeds.fano(seed = 1) == net.after(100).fano(window = 50)
        - seeds.i.fano(seed = 1) == net.after(100).i.fano(window = 50 ms)
        - seeds.peak-rate(seed = 1) == net.after(100).peak-rate(bin = 10)
        - seeds.e.peak-rate(seed = 1) == net.after(100).e.peak-rate(bin = 0.01 s)
        - seeds.peak-rate(seed = 1) != net.peak-rate
        ```
        """)
  }

  /// Lines through the means over seeds, in bands of the deviations.
  @Test func curvesGoThroughMeans() {
    let sweep = """
      ```yaml {sweep #s}
      network: net
      vary: {ie.decay: [2, 8 ms], seed: [1, 2, 3]}
      measure: [e.rate]
      show: no
      ```


      """
    func plot(_ lines: String) -> PageOf {
      PageOf(
        Self.network("net") + sweep
          + "```yaml {plot}\nof: s\n\(lines)\n```\n\nmean {{ s.e.rate(ie.decay = 2).mean:.4f }}\n")
    }
    let page = plot("kind: curves\nx: ie.decay\nover: seed")
    #expect(page.messages == [])
    #expect(page.html.contains("class=\"area "))
    #expect(page.html.contains("mean ± deviation over 3 values of seed"))
    let mean = page.html.firstMatch(of: #/mean ([0-9.]+)/#).map { String($0.output.1) } ?? ""
    #expect(mean.count > 4 && page.html.contains("1,,2,\(mean.dropLast())"), "\(mean)")
    #expect(
      plot("kind: curves\nx: seed\nover: seed").messages.first?.hasSuffix(
        "'seed' is averaged over, and stands across as well") == true)
    #expect(
      plot("kind: curves\nx: ie.decay\nover: sede").messages.first?.hasSuffix("the sweep does not vary 'sede'") == true)
    #expect(
      plot("kind: convergence\nover: seed").messages.first?.hasSuffix("'over' has no place in 'convergence'") == true)
  }

  /// Numbers of the parts, alone and together, are those that an author would write into the block.
  @Test func aPointIsTheNetworkWithItsNumbers() {
    expectGood(
      Self.network("net") + Self.network("slow", seed: 2, decay: "0.02 s")
        + Self.network("full", seed: 2, decay: "20 ms", degree: 10)
        + Self.network("large", seed: 2).replacing("size: 40", with: "size: 60")
        + Self.network("fast", seed: 1).replacing(
          "initial: {v: uniform(-70, -50)}", with: "parameters: {a: 0.1}, initial: {v: -60, u: -14}")
          + """
          ```yaml {sweep #decays}
          network: net
          vary: {seed: [1, 2], ie.decay: [5, 20 ms]}
          measure: [rate, e.rate]
          ```

          ```yaml {sweep #listed}
          network: net
          vary: {seed: [1, 2], ie.decay: [0.005, 0.02 s], ie.in-degree: [4, 10]}
          together: [seed, ie.decay, ie.in-degree]
          measure: [rate, e.rate]
          ```

          ```yaml {sweep #sizes}
          network: net
          vary: {e.size: [40, 60], seed: 2}
          measure: [rate, neurons, e.neurons]
          ```

          ```yaml {sweep #cells}
          network: net
          vary: {i.a: [0.02, 0.1], i.v: -60, i.u: -14}
          measure: [i.rate]
          ```

          ```yaml {expect}
          - decays.points == 4
          - decays.rate(seed = 1, ie.decay = 5) == net.rate
          - decays.e.rate(seed = 2, ie.decay = 20) == slow.e.rate
          - listed.points == 2
          - listed.rate(ie.decay = 5) == net.rate
          - listed.rate(seed = 2) == full.rate
          - listed.rate(ie.in-degree = 10) == full.rate
          - sizes.rate(e.size = 60) == large.rate
          - sizes.neurons(e.size = 60) == 70 and sizes.e.neurons(e.size = 40) == 40
          - cells.i.rate(i.a = 0.1) == fast.i.rate
          ```
          """)
  }

  /// What sums up the points, against the same from networks of their own.
  @Test func severalPointsAreSummedUp() {
    let nets = (1...4).map { "net-\($0).e.rate" }
    let mean = "(" + nets.joined(separator: " + ") + ")/4"
    let squares = nets.map { "(\($0) - \(mean))^2" }.joined(separator: " + ")
    expectGood(
      Self.network("net") + (1...4).map { Self.network("net-\($0)", seed: $0) }.joined()
        + """
        ```yaml {sweep #seeds}
        network: net
        vary: {seed: [4, 2, 1, 3]}
        measure: [e.rate]
        ```

        ```yaml {expect}
        - seeds.e.rate.min == min(\(nets.joined(separator: ", ")))
        - seeds.e.rate.max == max(\(nets.joined(separator: ", ")))
        - seeds.e.rate.mean == \(mean) within 1e-12
        - seeds.e.rate.deviation == sqrt((\(squares))/3) within 1e-12
        - seeds.e.rate(seed = 3).median == net-3.e.rate
        - seeds.e.rate.min <= seeds.e.rate.median and seeds.e.rate.median <= seeds.e.rate.max
        ```

        Between {{ seeds.e.rate.min:.1f }} and {{ seeds.e.rate.max:.1f }} Hz, {{ seeds.e.rate(seed = 3):.1f }} for one.
        """)
    let page = PageOf(
      Self.network("net")
        + "```yaml {sweep #seeds}\nnetwork: net\nvary: {seed: [1, 2]}\nmeasure: [e.rate, i.cv]\n```\n\n{{ seeds.e.rate }}\n"
    )
    #expect(page.messages.map { String($0.drop { $0 != " " }) } == [" 'e.rate' has 2 values"])
    #expect(
      page.hints == ["say which 'seed', or ask for the 'min', 'max', 'mean', 'median' or 'deviation' of all"])
  }

  @Test func thePageIsTheSameForAnyNumberOfWorkers() async {
    let text =
      Self.network("net") + """
        ```yaml {sweep #tbl-seeds}
        network: net
        vary: {seed: 1 to 12 by 1}
        measure: \(Self.measures)
        ```

        ```yaml {plot #fig-seeds}
        of: tbl-seeds
        kind: curves
        y: [e.rate, i.rate]
        ```

        {{ tbl-seeds.rate.mean }}, {{ tbl-seeds.i.rate.deviation }}
        """
    let plan = Plan(Notebook(parsing: Source(path: "s.md", text: text)))
    let alone = Report(running: plan)
    #expect(alone.diagnostics.isEmpty, "\(alone.diagnostics.map(\.message))")
    let html = Page(alone).html
    #expect(html.contains("rate of e") && html.contains(">12</td>"))
    for workers in [2, 5] {
      let report = await Report.running(plan, workers: Workers(workers), store: .none) { _ in }
      #expect(Page(report).html == html)
    }
  }

  /// A network that did not finish has no rate that could be taken for one.
  @Test func anUnfinishedNetworkSaysSo() {
    let page = PageOf(
      """
      ```yaml {network #net}
      populations: {e: {size: 4, model: izhikevich-2003, input: {I: 10}}}
      method: rk4
      step: 0.5 ms
      until: 300 ms
      ```

      ```yaml {sweep #tbl-steps}
      network: net
      vary: {step: [0.5, 100 ms]}
      measure: [rate]
      ```

      ```yaml {expect}
      - tbl-steps.rate(step = 0.5) == net.rate
      - tbl-steps.outcome(step = 100) == diverged
      ```

      {{ tbl-steps.rate.max }}
      """)
    #expect(page.messages.count == 1)
    #expect(page.messages.first?.contains("'rate' has no value at step = 100 ms: diverged at t = ") == true)
    #expect(page.html.contains("<td class=\"n word\">diverged</td>"))
  }

  static let wrong: [(lines: String, message: String)] = [
    ("vary: {⟦sede⟧: [1, 2]}\nmeasure: rate", "the network has no number 'sede' to vary"),
    ("vary: {⟦ie.decya⟧: [1, 2]}\nmeasure: rate", "the network has no number 'ie.decya' to vary"),
    ("vary: {⟦e.z⟧: [1, 2]}\nmeasure: rate", "the network has no number 'e.z' to vary"),
    ("vary: {⟦method⟧: [rk4]}\nmeasure: rate", "the network has no number 'method' to vary"),
    ("vary: {seed: ⟦[1, 2.5]⟧}\nmeasure: rate", "a seed is a whole number of at least 0, not 2.5"),
    ("vary: {seed: ⟦-2 to 5 by 1⟧}\nmeasure: rate", "a seed is a whole number of at least 0, not -2"),
    ("vary: {⟦seed⟧: [1, 2 ms]}\nmeasure: rate", "'seed' is not in ms"),
    ("vary: {seed: ⟦1 to 20⟧}\nmeasure: rate", "the range has no step"),
    ("vary: {⟦ie.decay⟧: [1, 2 mV]}\nmeasure: rate", "'ie.decay' is not in mV"),
    ("vary: {ie.decay: ⟦[5, -1 ms]⟧}\nmeasure: rate", "at ie.decay = -1 ms: expected a positive time"),
    (
      "vary: {seed: [1, 2], ei.delay: ⟦[1, 0.2 ms]⟧}\nmeasure: rate",
      "at seed = 1, ei.delay = 0.2 ms: the delay is shorter than a step of 0.5"
    ),
    (
      "vary: {ei.probability: ⟦[0.5, 1.5]⟧}\nmeasure: rate",
      "at ei.probability = 1.5: a probability is between 0 and 1, not 1.5"
    ),
    ("vary: {seed: [1]}\nmeasure: ⟦rates⟧", "unknown measure 'rates' of a network"),
    ("vary: {seed: [1]}\nmeasure: [rate, ⟦x.rate⟧]", "unknown measure 'x.rate' of a network"),
    ("vary: {seed: [1]}\nmeasure: ⟦e.synapses⟧", "unknown measure 'e.synapses' of a network"),
    ("vary: {seed: [1]}\nmeasure: ⟦latency⟧", "'latency' is measured of solves, and this is a network"),
    ("vary: {seed: [1]}\nmeasure: rate\nmethod: ⟦rk4⟧", "'method' has no place in the sweep of a network"),
    ("vary: {seed: [1]}\nmeasure: rate\nuntil: ⟦10 ms⟧", "'until' has no place in the sweep of a network"),
    ("vary: {seed: [1]}\nmeasure: rate\ntau: ⟦10 ms⟧", "'tau' has no place in the sweep of a network"),
    ("vary: {seed: [1]}\nmeasure: rate\nwindow: ⟦10 ms⟧", "'window' belongs to 'fano', which is not measured"),
    (
      "vary: {seed: [1]}\nmeasure: rate\nbin: ⟦10 ms⟧",
      "'bin' belongs to 'peak-rate' and 'peak-frequency', which is not measured"
    ),
    ("vary: {seed: [1]}\nmeasure: rate\nafter: ⟦300 ms⟧", "nothing comes after 300"),
    ("vary: {seed: [1]}\nmeasure: rate\ntogether: [⟦step⟧, seed]", "'step' does not vary"),
    ("measure: rate", "missing key 'vary' in 'sweep'"),
  ]

  @Test(arguments: wrong.indices) func everyMistakeIsToldInItsPlace(index: Int) throws {
    let (lines, message) = Self.wrong[index]
    let marked = MarkedText(Self.network("net") + "```yaml {sweep #s}\nnetwork: net\n\(lines)\n```\n")
    let found = Plan(Notebook(parsing: marked.source())).diagnostics
    #expect(found.map(\.message) == [message], "\(lines)")
    if let range = marked.ranges.first, let one = found.first {
      #expect(one.location?.range == range, "\(lines): \(one.location?.text ?? "")")
      #expect(one.hint != nil, "\(lines)")
    }
  }

  @Test func modelsAndNetworksDoNotMix() {
    let model = "```yaml {model #m}\nlike: izhikevich-2003\n```\n\n"
    func messages(_ lines: String) -> [String] {
      PageOf(model + Self.network("net") + "```yaml {sweep #s}\n\(lines)\n```\n").messages
        .map { String($0.drop { $0 != " " }.dropFirst()) }
    }
    #expect(
      messages("model: m\nnetwork: net\nvary: {seed: [1]}\nmeasure: rate") == ["give 'model' or 'network', not both"])
    #expect(messages("vary: {seed: [1]}\nmeasure: rate") == ["missing key 'model' in 'sweep'"])
    #expect(
      messages("model: m\nmethod: rk4\nstep: 1\nuntil: 5\nvary: {seed: [1, 2]}\nmeasure: rate")
        == ["a model draws nothing, so that no seed changes it"])
    #expect(messages("network: m\nvary: {seed: [1]}\nmeasure: rate") == ["'m' is a model, not a network"])
  }
}
