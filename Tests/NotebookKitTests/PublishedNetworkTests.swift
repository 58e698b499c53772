import Diagnostics
import Dynamics
import Foundation
import NotebookKit
import Testing

/// Izhikevich's network of 2003, and what keeps its draws apart.
@Suite struct PublishedNetworkTests {
  static func result(_ keys: String) throws -> NetworkResult {
    try NetworkTests.result("like: izhikevich-2003\n" + keys)
  }

  @Test func everyPublishedNetworkReads() throws {
    let net = try Self.result("until: 10 ms")
    #expect(net.record.neuronCount == 1000 && net.synapseCount == 1_000_000)
    #expect(net.record.populations.map(\.neurons) == [0..<800, 800..<1000])
  }

  /// Rates and rhythm over 20 seeds; a transcription in C gives 7.1 to 8.0 Hz, 7.0 to 8.1 Hz and 25 to 41 Hz.
  @Test func ratesAndRhythmAreThoseOfThePaper() throws {
    var peaks: [Double] = []
    for seed in 1...20 {
      let net = try Self.result("seed: \(seed)")
      let rates = net.record.populations.map {
        Double(net.record.spikes(of: $0.neurons).times.count) / Double($0.neurons.count)
      }
      for rate in rates { #expect((6.5...8.5).contains(rate), "seed \(seed): \(rates)") }
      peaks.append(Self.peak(of: net.record.times))
    }
    let median = peaks.sorted()[10]
    #expect((25...45).contains(median), "\(peaks)")
  }

  /// The frequency from 20 to 80 Hz at which the number of spikes of each millisecond varies most, smoothed over 5 Hz.
  static func peak(of times: [Double]) -> Double {
    var counts = Array(repeating: 0.0, count: 1000)
    for time in times { counts[min(999, Int(time))] += 1 }
    let mean = counts.reduce(0, +) / 1000
    func power(_ frequency: Int) -> Double {
      var (x, y) = (0.0, 0.0)
      for (index, count) in counts.enumerated() {
        let angle = 2 * Double.pi * Double(frequency * index % 1000) / 1000
        x += (count - mean) * cos(angle)
        y += (count - mean) * sin(angle)
      }
      return x * x + y * y
    }
    let powers = (0...90).map(power)
    func smooth(_ frequency: Int) -> Double { powers[frequency - 2...frequency + 2].reduce(0, +) }
    return Double((20...80).max { smooth($0) < smooth($1) } ?? 0)
  }

  @Test func theSameSeedGivesTheSameBitsOnAnyNumberOfWorkers() async throws {
    let blocks = (1...4).map {
      "```yaml {network #n\($0)}\nlike: izhikevich-2003\nseed: \(5 + $0 % 2)\nuntil: 200 ms\n```\n"
    }
    let plan = Plan(Notebook(parsing: Source(path: "n.md", text: blocks.joined(separator: "\n"))))
    let alone = Report(running: plan)
    let records = alone.products.compactMap { ($0?.result as? NetworkResult)?.record }
    #expect(records.count == 4 && records[0] == records[2] && records[1] == records[3] && records[0] != records[1])
    for workers in [1, 4] {
      let report = await Report.running(plan, workers: Workers(workers), store: .none) { _ in }
      #expect(report.products.compactMap { ($0?.result as? NetworkResult)?.record } == records)
    }
  }

  @Test func anotherPopulationChangesNoDraw() throws {
    let before = try Self.result("seed: 3\nuntil: 300 ms")
    let after = try Self.result(
      """
      seed: 3
      until: 300 ms
      populations:
        first: {size: 50, model: lif, noise: {I: normal(0.2, 0.1)}, initial: {v: uniform(-60, -50)}}
      synapses:
        none_of_them: {from: first, to: [first, excitatory], in-degree: 5, weight: normal(0, 0), acts: I}
        p: {from: poisson, rate: 100 Hz, to: inhibitory, weight: 0, decay: 5 ms}
      """)
    for name in ["excitatory", "inhibitory"] {
      #expect(try NetworkTests.spikes(before, name) == NetworkTests.spikes(after, name))
    }
    #expect(try !NetworkTests.spikes(after, "first").isEmpty)
  }

  @Test func everyPartCanBeReplaced() throws {
    let net = try Self.result(
      """
      populations:
        excitatory: {size: 80, parameters: {c: -65}, noise: {I: normal(0, 4) every 2 ms}}
        inhibitory: {size: 20}
      synapses:
        excitation: {in-degree: 10, weight: 1.5, delay: 2 ms}
        inhibition: none
      method: rk4
      step: 0.5 ms
      until: 100 ms
      """)
    #expect(net.record.neuronCount == 100 && net.synapseCount == 1000)
    let other = try Self.result("populations: {inhibitory: none}\nsynapses: {inhibition: none}\nuntil: 5 ms")
    #expect(other.record.populations.map(\.name) == ["excitatory"] && other.synapseCount == 640_000)
  }

  @Test func queriesAnswer() throws {
    _ = try NetworkTests.result(
      """
      like: izhikevich-2003
      seed: 1
      populations: {excitatory: {record: {neurons: [3, 5], states: [v], every: 10 ms}}}
      """,
      after: """
        ```yaml {expect}
        - net.neurons == 1000
        - net.synapses == 1000000
        - net.excitatory.neurons + net.inhibitory.neurons == net.neurons
        - net.spikes.count == net.excitatory.spikes.count + net.inhibitory.spikes.count
        - net.rate == net.spikes.count/1000 within 1e-12
        - net.rate(excitatory) == net.excitatory.spikes.count/800 within 1e-12
        - net.inhibitory.rate == net.rate(inhibitory)
        - net.outcome == finished
        - net.excitatory.v(3, 0) == -65
        - net.excitatory.v(5, 15) == (net.excitatory.v(5, 10) + net.excitatory.v(5, 20))/2 within 1e-9
        - net.excitatory.spikes(3).count >= 1 and net.excitatory.spikes(3).count < 40
        - net.spikes.first > 0
        ```
        """)
  }

  @Test func queriesThatHaveNoAnswerSayWhy() {
    let page = PageOf(
      """
      ```yaml {network #net}
      like: izhikevich-2003
      until: 5 ms
      populations: {excitatory: {record: {neurons: [3]}}}
      ```
      {{ net.rate(exitatory) }} {{ net.excitatory.v(4, 2) }} {{ net.excitatory.v(3, 9) }} {{ net.excitatory.spikes(900) }}
      {{ net.inhibitory.v(1, 2) }}
      """)
    let messages = page.messages.joined(separator: "\n")
    for part in [
      "expected one of the names, not 'exitatory'", "a population has no 'v'",
    ] { #expect(messages.contains(part), "\(messages)") }
  }

  @Test func resultsAreKeptAndWritten() throws {
    let text = """
      ```yaml {network #net}
      like: izhikevich-2003
      seed: 2
      until: 50 ms
      populations: {inhibitory: {record: {neurons: [1], states: [u], every: 25 ms}}}
      ```
      """
    let plan = Plan(Notebook(parsing: Source(path: "net.md", text: text)))
    let kept = Kept()
    let store = Store(engine: "test", read: { kept[$0] }, write: { kept[$0] = $1 })
    let first = Report(running: plan, store: store)
    let second = Report(running: plan, store: store)
    #expect(first.computations.map(\.isReused) == [false] && second.computations.map(\.isReused) == [true])
    let (a, b) = (first.products[0]?.result as? NetworkResult, second.products[0]?.result as? NetworkResult)
    #expect(a != nil && a?.activity == b?.activity)
    let tables = first.dataTables
    #expect(tables.map(\.label) == ["net", "net.states"])
    #expect(tables[0].text.hasPrefix("population,neuron,t\n"))
    #expect(tables[0].text.split(separator: "\n").count == (a?.record.times.count ?? 0) + 1)
    #expect(tables[1].text.split(separator: "\n").count == 4)
    guard case .object(let summary) = first.dataSummary, case .object(let results)? = summary["results"],
      case .object(let entry)? = results["net"]
    else {
      Issue.record("no entry")
      return
    }
    #expect(entry["seed"] == .text("2") && entry["synapses"] == .whole(1_000_000))
    // Every key that computes is part of the identity.
    for change in [
      "seed: 3", "until: 60 ms", "step: 0.5 ms", "method: rk4", "event-times: interpolated", "substeps: {v: 4}",
      "populations: {excitatory: {size: 799}}", "populations: {excitatory: {parameters: {a: 0.03}}}",
      "populations: {excitatory: {parameters: {c: uniform(-65, -50)}}}",
      "populations: {excitatory: {draws: {r: uniform(0, 0.9)}}}", "populations: {excitatory: {initial: {v: -64}}}",
      "populations: {excitatory: {noise: {I: normal(0, 6)}}}", "populations: {excitatory: {input: {I: 1}}}",
      "populations: {excitatory: {record: {neurons: [1]}}}", "synapses: {excitation: {weight: 0.25}}",
      "synapses: {excitation: {in-degree: 10}}", "synapses: {excitation: {probability: 0.5}}",
      "synapses: {excitation: {self: no}}", "synapses: {excitation: {delay: 1 ms}}",
      "synapses: {excitation: {decay: 1 ms}}", "synapses: {excitation: {to: excitatory}}",
      "synapses: {excitation: {acts: v}}", "synapses: {excitation: {decay: 1 ms, reversal: 0 mV}}",
      "synapses: {excitation: none}", "populations: {excitatory: {preset: chattering}}",
    ] {
      func identity(_ keys: String) -> String? {
        let text = "```yaml {network #net}\nlike: izhikevich-2003\n\(keys)\n```\n"
        let plan = Plan(Notebook(parsing: Source(path: "net.md", text: text)))
        #expect(plan.diagnostics.isEmpty, "\(keys): \(plan.diagnostics.map(\.message))")
        return plan.nodes.lazy.compactMap(\.keptIdentity).first?.key
      }
      #expect(identity(change) != identity(""), "\(change)")
    }
  }
}

/// Bytes by key.
private final class Kept: @unchecked Sendable {
  private var bytes: [String: [UInt8]] = [:]
  private let lock = NSLock()
  subscript(_ key: String) -> [UInt8]? {
    get { lock.withLock { bytes[key] } }
    set { lock.withLock { bytes[key] = newValue } }
  }
}
