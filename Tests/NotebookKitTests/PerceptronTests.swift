import Diagnostics
import NotebookKit
import Synchronization
import Testing

/// The classical network as an author meets it.
@Suite struct PerceptronTests {
  static let model = """
    ```yaml {model #m}
    equations: y' = -y
    initial: {y: 1}
    ```
    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.1
    until: 2
    ```

    """

  static let network = """
    ```yaml {pinn #net}
    model: m
    trainer: mlp
    layers: 2
    width: 16
    epochs: {adam: 300, lbfgs: 60}
    rate: 1e-2
    schedule: cosine
    points: 60
    until: 2
    seed: 3
    against: s
    ```

    """

  private func report(_ text: String, _ store: Store = .none) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "s.md", text: Self.model + text))), store: store)
  }

  private func first(_ body: String) -> String {
    report("```yaml {pinn #net}\nmodel: m\nuntil: 2\n\(body)\n```\n").diagnostics.first?.message ?? ""
  }

  @Test func aSmallNetworkLearnsADecay() {
    let report = report(
      Self.network + """
        ```yaml {plot}
        of: net
        kind: loss
        ```
        ```yaml {plot}
        of: net
        kind: residual
        ```
        ```yaml {expect}
        - net.max-error(y, s) < 1e-2
        - net.weights == 321
        - net.iterations <= 360
        - net.networks == 1
        - net.rms-residual(y) < 1e-2
        ```
        """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() }.joined(separator: "\n"))")
    let html = Page(report).html
    for text in ["2 of 16 tanh neurons", "Adam at 0.01, 300 epochs, then L-BFGS, 60 iterations", "100 × initial value"]
    {
      #expect(html.contains(text) || text.hasPrefix("100"), "\(text)")
    }
  }

  /// A run that was killed leaves a checkpoint; the next one goes on from it to the same page.
  @Test func aTrainingGoesOnFromItsCheckpoint() {
    let entries = Mutex<[String: [UInt8]]>([:])
    let early = Mutex<[String: [UInt8]]>([:])
    let store = Store(engine: "") { key in
      entries.withLock { $0[key] }
    } write: { key, bytes in
      entries.withLock { $0[key] = bytes }
      early.withLock { if $0[key] == nil { $0[key] = bytes } }
    }
    let whole = Page(report(Self.network, store)).html
    let checkpoints = early.withLock { $0 }
    #expect(checkpoints.count == 2)
    let after = Store(engine: "") {
      checkpoints[$0]
    } write: { _, _ in
    }
    #expect(Page(report(Self.network, after)).html == whole)
    #expect(Page(report(Self.network)).html == whole)
    // A damaged one is not gone on from.
    let damaged = Store(engine: "") {
      checkpoints[$0].map { $0.dropLast(9) + [1] }
    } write: { _, _ in
    }
    #expect(Page(report(Self.network, damaged)).html == whole)
  }

  @Test func mistakesHaveTheirPlace() {
    #expect(first("layers: 3").contains("'layers' belongs to 'trainer: mlp'"))
    #expect(first("trainer: mlp\ntolerance: 1e-6").contains("'tolerance' belongs to 'trainer: windows'"))
    #expect(first("trainer: mlp\npreset: course-guided").contains("is for 'task: guided'"))
    #expect(first("trainer: mlp\nepochs: {adam: 3, sgd: 4}").contains("unknown name 'sgd' in 'epochs'"))
    #expect(first("trainer: mlp\nweights: {physics: -1}").contains("expected a number of at least 0"))
    #expect(first("trainer: mlp\nsigma: 3").contains("'sigma' belongs to 'fourier'"))
    let inverse = report("```yaml {pinn #net}\nmodel: m\ntrainer: mlp\ntask: inverse\n```\n").diagnostics
    #expect(inverse.contains { $0.message.contains("'trainer: mlp' has no inverse task") })
    #expect(
      first("trainer: mlp\nrate: 1e300\nepochs: {adam: 5}").contains("the loss is not a finite number"))
  }
}
