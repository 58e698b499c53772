import Diagnostics
import Dynamics
import Foundation
import NotebookKit
import Testing

/// Networks of spiking neurons, against small cases worked out by hand.
@Suite struct NetworkTests {
  static func result(_ body: String, _ before: String = "", after: String = "") throws -> NetworkResult {
    let text = before + "\n```yaml {network #net}\n" + body + "\n```\n" + after
    let report = Report(running: Plan(Notebook(parsing: Source(path: "net.md", text: text))))
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { "\($0.location?.line ?? 0) \($0.message)" })")
    let results = report.products.compactMap { $0?.result as? NetworkResult }
    return try #require(results.first)
  }

  static func spikes(_ result: NetworkResult, _ name: String) throws -> [Double] {
    let population = try #require(result.record.populations.first { $0.name == name })
    return result.record.spikes(of: population.neurons).times
  }

  /// Counts up its input: an integrator without a leak.
  static let counter = """
    ```yaml {model #counter}
    equations: dv/dt = I
    events: {spike: {when: v >= 1, set: {v: 0}}}
    initial: {v: 0}
    input: {I: 0}
    units: {t: ms}
    ```
    """

  /// The first population fires at 4, 8, 12 ... and what follows is chosen.
  static func pair(_ synapse: String, _ more: String = "", to: String = "b") -> String {
    """
    populations:
      a: {size: 1, model: counter, input: {I: 0.25}}
      b: {size: 1, model: counter\(more)}
    synapses:
      s: {from: a, to: \(to), probability: 1, \(synapse)}
    method: explicit-euler
    step: 1 ms
    until: 40 ms
    """
  }

  @Test func aPulseActsForOneStepAfterItsDelay() throws {
    let net = try Self.result(Self.pair("weight: 0.5, delay: 3 ms", ", record: {neurons: [0]}"), Self.counter)
    #expect(try Self.spikes(net, "a") == [4, 8, 12, 16, 20, 24, 28, 32, 36])
    // Pulses begin at 7, 11, 15 ... and two of them bring v to 1.
    #expect(try Self.spikes(net, "b") == [12, 20, 28, 36])
    let v = net.activity.traces[1].values[0]
    #expect(Array(v[0...13]) == [0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0, 0])
    #expect(v.count == 41)
  }

  @Test func withoutADelayASpikeActsInTheStepThatItBegins() throws {
    let net = try Self.result(Self.pair("weight: 0.5"), Self.counter)
    #expect(try Self.spikes(net, "b") == [9, 17, 25, 33])
  }

  @Test func aSpikeMakesAStateJump() throws {
    let net = try Self.result(Self.pair("weight: 0.5, acts: v, delay: 1 ms", ", record: {neurons: [0]}"), Self.counter)
    // Arrivals at 5, 9, 13 ...; the second of each two brings v to the threshold, and the neuron spikes at once.
    #expect(try Self.spikes(net, "b") == [9, 17, 25, 33])
    #expect(Array(net.activity.traces[1].values[0][4...10]) == [0, 0.5, 0.5, 0.5, 0.5, 0, 0])
  }

  @Test func pairsHaveWeightsOfTheirOwn() throws {
    let net = try Self.result(
      """
      populations:
        a: {size: 2, model: counter, parameters: {}, input: {I: 0.25}}
        b: {size: 3, model: counter, record: {neurons: [0, 1, 2]}}
      synapses:
        s: {from: a, to: b, pairs: [[0, 0], [1, 0, 0.125], [1, 2, -0.5]], weight: 0.25, delay: 2 ms}
      method: explicit-euler
      step: 1 ms
      until: 8 ms
      """, Self.counter)
    #expect(net.activity.traces[1].values.map { $0[7] } == [0.375, 0, -0.5])
    #expect(net.synapseCount == 3)
  }

  @Test func drawnDelaysAreWholeSteps() throws {
    let net = try Self.result(
      """
      populations:
        a: {size: 1, model: counter, input: {I: 0.0625}}
        b: {size: 4000, model: counter, record: {neurons: 0 to 3999 by 1}}
      synapses:
        s: {from: a, to: b, probability: 1, weight: 0.5, delay: uniform(0, 5)}
      method: explicit-euler
      step: 1 ms
      until: 30 ms
      """, Self.counter)
    let last = net.activity.traces[1]
    // The one spike comes at 16. Delays below half a step are a step, as those up to one and a half.
    let counts = (16...23).map { time in last.values.filter { $0[time] > 0 }.count }
    #expect(counts[0] == 0 && counts[1] == 0 && counts[6] == 4000)
    for (index, share) in [0.3, 0.5, 0.7, 0.9].enumerated() {
      let bound = 5 * (4000 * share * (1 - share)).squareRoot()
      let expected = 4000 * share
      #expect(abs(Double(counts[index + 2]) - expected) < bound)
    }
  }

  /// dv/dt = −v/10 + s e^(−t/5) from the arrival on.
  @Test(arguments: ["rk4", "midpoint", "heun", "ralston"])
  func exponentialCurrentsAreExactInTime(method: String) throws {
    func error(_ step: Double) throws -> Double {
      let net = try Self.result(
        """
        populations:
          a: {size: 1, model: counter, input: {I: 0.25}}
          b: {size: 1, model: leak, record: {neurons: [0], every: 2 ms}}
        synapses:
          s: {from: a, to: b, probability: 1, weight: 3, decay: 5 ms, delay: 2 ms}
        method: \(method)
        step: \(step) ms
        until: 8 ms
        """,
        Self.counter + """

          ```yaml {model #leak}
          equations: dv/dt = -v/10 + I
          events: {spike: {when: v >= 1000, set: {v: 0}}}
          initial: {v: 0}
          input: {I: 0}
          units: {t: ms}
          ```
          """)
      let (slow, fast) = (exp(-0.2), exp(-0.4))
      let exact = 3 * (slow - fast) / 0.1
      return abs(net.activity.traces[1].values[0][4] - exact)
    }
    let (coarse, fine) = (try error(0.25), try error(0.125))
    let order = method == "rk4" ? 4.0 : 2.0
    let bound = method == "rk4" ? 1e-7 : 4e-3
    #expect(coarse < bound)
    let observed = log2(coarse / fine)
    #expect(abs(observed - order) < 0.3, "\(coarse) \(fine)")
  }

  /// dv/dt = g e^(−t/5) (E − v) from the arrival on.
  @Test func conductancesAreExactInTime() throws {
    let net = try Self.result(
      """
      populations:
        a: {size: 1, model: counter, input: {I: 0.25}}
        b: {size: 1, model: counter, record: {neurons: [0], every: 4 ms}}
      synapses:
        s: {from: a, to: b, probability: 1, weight: 0.1, decay: 5 ms, reversal: 0.8}
        t: {from: a, to: b, probability: 1, weight: 0.2, decay: 5 ms, reversal: -0.4, potential: v}
      method: rk4
      step: 0.125 ms
      until: 8 ms
      """, Self.counter)
    let left = exp(-1.5 * (1 - exp(-0.8)))
    // The two reversal potentials balance: 0.1·0.8 − 0.2·0.4 = 0.
    #expect(abs(net.activity.traces[1].values[0][2]) < 1e-12)
    let alone = try Self.result(
      """
      populations:
        a: {size: 1, model: counter, input: {I: 0.25}}
        b: {size: 1, model: counter, record: {neurons: [0], every: 4 ms}}
      synapses:
        s: {from: a, to: b, probability: 1, weight: 0.3, decay: 5 ms, reversal: 0.8}
      method: rk4
      step: 0.125 ms
      until: 8 ms
      """, Self.counter)
    let exact = 0.8 * (1 - left)
    #expect(abs(alone.activity.traces[1].values[0][2] - exact) < 1e-8)
  }

  @Test(arguments: [100.0, 2500]) func poissonInputHasItsMeanAndVariance(rate: Double) throws {
    let net = try Self.result(
      """
      populations:
        b: {size: 2000, model: sum, record: {neurons: 0 to 1999 by 1, states: [v], every: 1000 ms}}
      synapses:
        p: {from: poisson, to: b, rate: \(rate) Hz, weight: 1, acts: v}
      method: explicit-euler
      step: 1 ms
      until: 1000 ms
      """,
      """
      ```yaml {model #sum}
      equations: dv/dt = 0
      events: {spike: {when: v >= 1e9}}
      initial: {v: 0}
      units: {t: ms}
      ```
      """)
    let counts = net.activity.traces[0].values.map { $0[1] }
    let n = Double(counts.count)
    let mean = counts.reduce(0, +) / n
    let variance = counts.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (n - 1)
    #expect(counts.allSatisfy { $0 == $0.rounded() })
    let bounds = (mean: 5 * (rate / n).squareRoot(), variance: 5 * ((2 + 1 / rate) / n).squareRoot())
    #expect(abs(mean - rate) < bounds.mean)
    #expect(abs(variance / rate - 1) < bounds.variance)
  }

  @Test func valuesAreDrawnForEachNeuronAndShared() throws {
    let net = try Self.result(
      """
      populations:
        b:
          size: 5000
          model: izhikevich-2003
          draws: {r: uniform(0, 1)}
          parameters: {c: -65 + 15*r^2, d: 8 - 6*r^2, b: normal(0.2, 0.01)}
          initial: {v: uniform(-70 mV, -50 mV), u: b*v + r}
          record: {neurons: 0 to 4999 by 1, every: 1 ms}
      method: explicit-euler
      step: 1 ms
      until: 1 ms
      """)
    let rows = net.activity.traces[0].values
    let v = rows.indices.filter { $0 % 2 == 0 }.map { rows[$0][0] }
    #expect(v.allSatisfy { (-70 ... -50).contains($0) })
    let middle = v.reduce(0, +) / 5000
    #expect(abs(middle + 60) < 0.41)
    // u − b v = r for b within its spread.
    let ratios = rows.indices.filter { $0 % 2 == 1 }.map { index -> Double in
      (rows[index][0] - 0.5) / rows[index - 1][0]
    }
    let mean = ratios.reduce(0, +) / 5000
    #expect(abs(mean - 0.2) < 1e-3)
    let deviation = (ratios.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 5000).squareRoot()
    #expect(deviation > 0.0099 && deviation < 0.013)
  }

  // MARK: One neuron as a solve has it

  @Test(arguments: ["explicit-euler", "midpoint", "heun", "rk4", "ralston", "sequential-euler"])
  func aNeuronAloneIsASolveToTheLastBit(method: String) throws {
    let substeps = method == "sequential-euler" ? "substeps: {v: 2}" : ""
    let text = """
      ```yaml {model #cell}
      like: izhikevich-2003
      input: {I: 10*(t >= 20) + 0.5*sin(t/(2 ms))}
      ```
      ```yaml {solve #one}
      model: cell
      method: \(method)
      step: 0.25 ms
      until: 300 ms
      event-times: grid
      \(substeps)
      ```
      ```yaml {network #net}
      populations: {x: {size: 130, model: cell, record: {neurons: [0, 129], states: [v, u]}}}
      method: \(method)
      step: 0.25 ms
      until: 300 ms
      \(substeps)
      ```
      """
    let report = Report(running: Plan(Notebook(parsing: Source(path: "net.md", text: text))))
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    let solve = try #require(report.products[1]?.result as? any TrajectoryResult)
    let net = try #require(report.products[2]?.result as? NetworkResult)
    let times = net.record.spikes(of: 129..<130).times
    #expect(times.count > 3 && times == solve.eventTimes("spike"))
    let rows = solve.states(at: [299.75])
    let last = net.activity.traces[0].times.count - 2
    #expect(net.activity.traces[0].values.map { $0[last] } == rows + rows)
  }

  /// The leaky cell under a constant current: first spike and interval are known.
  @Test func spikesInsideStepsHaveOrderTwo() throws {
    func times(_ step: Double) throws -> [Double] {
      let net = try Self.result(
        """
        populations: {x: {size: 2, model: lif, input: {I: 0.2}}}
        method: rk4
        step: \(step) ms
        until: 200 ms
        event-times: interpolated
        """)
      return net.record.spikes(of: 0..<1).times
    }
    let first = 20 * log(4.0)
    let errors = try [1, 0.5, 0.25].map { abs(try times($0)[0] - first) }
    #expect(errors[0] < 0.02)
    #expect(errors[0] / errors[2] > 10, "\(errors)")
    // A dead time ends at the next step.
    let all = try times(0.25)
    let interval = (all[all.count - 1] - all[0]) / Double(all.count - 1)
    let expected = (first + 1.99)...(first + 2.25)
    #expect(expected.contains(interval))
  }

  @Test func severalSpikesOfAStepAreAllFound() throws {
    let net = try Self.result(
      """
      populations: {x: {size: 1, model: counter, input: {I: 2.5}, record: {neurons: [0]}}}
      method: explicit-euler
      step: 1 ms
      until: 3 ms
      event-times: interpolated
      """, Self.counter)
    for (time, exact) in zip(net.record.times, [0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8]) {
      #expect(abs(time - exact) < 1e-12)
    }
    #expect(net.record.times.count == 7)
  }

  /// Events that set nothing come once each time their condition becomes true.
  @Test func eventsWithoutAJumpAreCountedAtEdges() throws {
    for times in ["grid", "interpolated"] {
      let net = try Self.result(
        """
        populations: {x: {size: 3, model: wave}}
        method: rk4
        step: 0.125
        until: 20
        event-times: \(times)
        """,
        """
        ```yaml {model #wave}
        equations: |
          dx/dt = y
          dy/dt = -x
        events: {spike: {when: x > 0.5}}
        initial: {x: 1, y: 0}
        ```
        """)
      let spikes = net.record.spikes(of: 2..<3).times
      #expect(spikes.count == 3)
      for (index, time) in spikes.enumerated() {
        let exact = 2 * Double.pi * Double(index + 1) - Double.pi / 3
        let bound = times == "grid" ? 0.13 : 0.002
        #expect(abs(time - exact) < bound)
      }
    }
  }

  @Test func aNetworkThatGrowsWithoutBoundsIsAFailure() throws {
    let text = """
      ```yaml {model #m}
      equations: dv/dt = v*v
      events: {spike: {when: v >= 1e300}}
      initial: {v: 1}
      ```
      ```yaml {network #net}
      populations: {x: {size: 1, model: m}}
      method: rk4
      step: 1
      until: 50
      ```
      """
    let report = Report(running: Plan(Notebook(parsing: Source(path: "net.md", text: text))))
    #expect(report.status == .failed)
    let message = try #require(report.failures.first?.message)
    #expect(message.hasPrefix("the network diverged at t = "))
    #expect(message.hasSuffix(": 'v' of 'x' has no finite value"))
  }
}
