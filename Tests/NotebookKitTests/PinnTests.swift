import Diagnostics
import Foundation
import NotebookKit
import Testing

/// Networks as an author meets them.
@Suite struct PinnTests {
  static let model = """
    ```yaml {model #rs}
    like: izhikevich
    input: {I: 70 pA*(t >= 101 ms)}
    ```

    """

  private func report(_ text: String, model: String = Self.model) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "s.md", text: model + text))))
  }

  private func expectGood(_ text: String, model: String = Self.model) {
    let report = report(text, model: model)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() }.joined(separator: "\n"))")
  }

  private func messages(_ text: String, model: String = Self.model) -> [String] {
    report(text, model: model).diagnostics.map { $0.message + ($0.hint.map { " (\($0))" } ?? "") }
  }

  @Test func aNetworkIsAskedLikeASolve() {
    expectGood(
      """
      ```yaml {pinn #net}
      model: rs
      until: 1000 ms
      against: exact
      ```
      ```yaml {solve #exact-one}
      model: rs
      method: taylor
      until: 1000 ms
      ```
      ```yaml {plot}
      of: [net, exact-one]
      marks: [spikes, threshold]
      ```
      ```yaml {plot}
      of: net
      kind: loss
      ```
      ```yaml {plot}
      of: net
      kind: residual
      y: v
      ```
      ```yaml {plot}
      of: net
      kind: windows
      y: v
      range: {t: 195 to 205}
      ```
      ```yaml {compare}
      of: net
      against: exact
      measure: [count, spike-error, rmse]
      ```
      ```yaml {expect}
      - net.spikes.count == 6
      - net.spikes.first == 201.022470956952 within 1e-6
      - net.spike-error(exact-one) < 1e-6
      - net.v(500) == -51.9415851728 within 1e-5
      - net.networks > 50
      - net.weights > 1000
      - net.residual(v) < 1e-6
      - net.self-convergence < 1e-6
      - net.outcome == finished
      ```
      """)
  }

  static let euler = """
    ```yaml {solve #euler}
    model: rs
    method: explicit-euler
    step: 1
    until: 1000
    event-times: grid
    ```

    """

  /// The course's guided network came to 0.507 mV in 1253 s.
  @Test func samplesGuideANetwork() {
    expectGood(
      Self.euler + """
        ```yaml {pinn #guided}
        model: rs
        task: guided
        data: euler
        until: 1000
        ```
        ```yaml {pinn #half}
        model: rs
        task: guided
        data: euler
        every: 2
        physics-weight: 1e-2
        until: 1000
        ```
        ```yaml {plot}
        of: guided
        kind: loss
        ```
        ```yaml {expect}
        - guided.fit(v) < 0.05
        - half.held-out(v) < 1
        - half.fit(v) > guided.fit(v)
        - half.rms-residual(v) < guided.rms-residual(v)
        - guided.spikes.count == 6
        - guided.networks == 8
        ```
        """)
  }

  /// Data of one state alone guide as well; mistakes in them have their place.
  @Test func dataGuideANetwork() {
    let data = { (rows: String, columns: String) in
      "```yaml {data #d}\ncolumns: \(columns)\nrows: |\n  \(rows)\n```\n"
        + "```yaml {pinn #net}\nmodel: rs\ntask: guided\ndata: d\nuntil: 100\n```\n"
    }
    expectGood(data("0, -60\n  50, -60\n  100, -60", "{t: ms, v: mV}"))
    #expect(
      messages(data("0, -60\n  50, -60\n  40, -60", "{t: ms, v: mV}")).first?.contains("do not ascend: 50, then 40")
        == true)
    #expect(
      messages(data("0, -60\n  50, -60\n  400, -60", "{t: ms, v: mV}")).first?.contains("beyond the span") == true)
    #expect(
      messages(data("0, -60\n  50, -60", "{t: ms, u: mV}")).first?.contains("has no column for 'v' or 'w'") == true)
    #expect(
      messages("```yaml {pinn #net}\nmodel: rs\ntask: guided\nuntil: 100\n```\n").first?.contains("missing key 'data'")
        == true)
    #expect(
      messages("```yaml {pinn #net}\nmodel: rs\nphysics-weight: 1\nuntil: 100\n```\n").first?.contains(
        "'physics-weight' belongs to 'task: guided'") == true)
  }

  @Test func theSummaryTellsWhatWasTrained() throws {
    let report = report(
      """
      ```yaml {pinn #net}
      model: rs
      until: 400 ms
      seed: 3
      ```
      """)
    let html = Page(report).html
    for text in [
      "hidden layer", "drawn from seed 3", "weights trained; the initial value is built in", "Gauss–Newton",
      "residual on fresh points", "self-convergence", "mean interval",
    ] { #expect(html.contains(text), "\(text)") }
  }

  /// Every window's weights are in the data, and the states follow from them alone.
  @Test func statesFollowFromTheExportedWeights() throws {
    let report = report(
      """
      ```yaml {pinn #net}
      model: rs
      until: 300 ms
      ```
      """)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report.dataSummary)) as? [String: Any]
    let results = try #require(object?["results"] as? [String: [String: Any]])
    let training = try #require(results["net"]?["training"] as? [String: Any])
    let network = try #require(training["network"] as? [String: Any])
    let slopes = try #require(network["slopes"] as? [Double])
    let offsets = try #require(network["offsets"] as? [Double])
    let combinations = try #require(network["combinations"] as? [[Double]])
    let windows = try #require(network["windows"] as? [[String: Any]])
    let rows = try #require(report.dataTables.first?.text).split(separator: "\n").dropFirst()
    var checked = 0
    for row in rows.enumerated().filter({ $0.offset % 7 == 3 }).map(\.element) {
      let values = row.split(separator: ",").compactMap { Double($0) }
      guard
        let window = windows.last(where: { ($0["start"] as? Double ?? 0) <= values[0] }),
        let start = window["start"] as? Double, let length = window["length"] as? Double,
        let initial = window["initial"] as? [Double], let scales = window["scales"] as? [Double],
        let weights = window["weights"] as? [[Double]]
      else { continue }
      let s = (values[0] - start) / length
      let features = slopes.indices.map { tanh(slopes[$0] * s + offsets[$0]) - tanh(offsets[$0]) } + [s]
      for state in 0..<2 {
        var sum = 0.0
        for (k, weight) in weights[state].enumerated() {
          for (j, feature) in features.enumerated() { sum += weight * combinations[j][k] * feature }
        }
        // A row at a jump may be the one before it.
        if abs(values[0] - start) > 1e-9 {
          #expect(abs(initial[state] + scales[state] * sum - values[1 + state]) < 1e-8)
        }
      }
      checked += 1
    }
    #expect(checked > 50)
  }

  @Test func failuresAreNamed() {
    let blowUp = """
      ```yaml {model #m}
      equations: y' = y^2
      initial: {y: 1}
      ```

      """
    let messages = messages("```yaml {pinn #net}\nmodel: m\nuntil: 2\n```\n", model: blowUp)
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("the windows shrink to nothing at t = 1 ") == true, "\(messages)")
    let few = self.messages("```yaml {pinn #net}\nmodel: rs\nuntil: 1000\nwindows: 10\n```\n")
    #expect(few.count == 1)
    #expect(few.first?.hasPrefix("10 windows lead to t = ") == true, "\(few)")
  }

  @Test func mistakesAreFoundWithoutTraining() {
    #expect(
      messages("```yaml {pinn #net}\nmodel: rs\nuntil: 1000\ntolerance: 1e-14\n```\n").first?
        .contains("below the floor of double precision, 1e-11") == true)
    let solve = "```yaml {solve #s}\nmodel: rs\nmethod: rk4\nstep: 0.5\nuntil: 200\n```\n"
    let net = "```yaml {pinn #net}\nmodel: rs\nuntil: 200\n```\n"
    for kind in ["loss", "residual", "windows"] {
      #expect(
        messages(solve + "```yaml {plot}\nof: s\nkind: \(kind)\n```\n").first?.contains("'s' was not trained") == true)
    }
    for kind in ["steps", "stability"] {
      #expect(
        messages(net + "```yaml {plot}\nof: net\nkind: \(kind)\n```\n").first?.contains("'net' is a network") == true)
    }
    #expect(messages(net + "```yaml {inspect}\nof: net\n```\n").first?.contains("'net' is a network") == true)
  }
}

/// Unknown numbers of a model, found by networks.
@Suite struct InverseTests {
  static let start = """
    ```yaml {model #rs}
    like: izhikevich
    parameters: {I0: 70 pA}
    input: {I: I0}
    ```
    ```yaml {solve #truth}
    model: rs
    method: taylor
    until: 300 ms
    ```
    ```yaml {data #recording}
    from: truth
    every: 1 ms
    keep: [v]
    noise: 0.5 mV
    seed: 3
    ```

    """

  private func report(_ text: String) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "s.md", text: Self.start + text))))
  }

  @Test func unknownsAreFoundFromOneNoisyState() {
    let report = report(
      """
      ```yaml {pinn #inv}
      model: rs
      task: inverse
      data: recording
      unknown: [k, I0]
      start: {k: 0.4, I0: 120 pA}
      noise: 0.5 mV
      ```
      ```yaml {plot}
      of: [truth, inv]
      ```
      ```yaml {expect}
      - abs(inv.k - 0.7) < 3*inv.k.error
      - abs(inv.I0 - 70) < 3*inv.I0.error
      - inv.chi2 > 0.7
      - inv.chi2 < 1.3
      - inv.outcome == converged
      - inv.spikes.count == truth.spikes.count
      ```
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() }.joined(separator: "\n"))")
    #expect(Page(report).html.contains("the search began at 120 pA"))
  }

  @Test func mistakesHaveTheirPlace() {
    func first(_ body: String) -> String {
      report("```yaml {pinn #inv}\nmodel: rs\ntask: inverse\n\(body)\n```\n").diagnostics.first?.message ?? ""
    }
    #expect(first("data: recording").contains("missing key 'unknown'"))
    #expect(first("unknown: [k]").contains("missing key 'data'"))
    #expect(first("data: recording\nunknown: [kk]").contains("no parameter or input 'kk'"))
    #expect(first("data: recording\nunknown: [k]\nuntil: 100").contains("'until' belongs to"))
    #expect(first("data: recording\nunknown: [k]\ntolerance: 1e-6").contains("'tolerance' belongs to 'task: forward'"))
  }
}
