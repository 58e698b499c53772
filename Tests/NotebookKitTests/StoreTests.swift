import Diagnostics
import Dynamics
import NotebookKit
import Synchronization
import Testing

/// Results of earlier runs: what is reused, what runs again, and that neither changes a byte.
@Suite struct StoreTests {
  /// A store in memory.
  final class Kept: Sendable {
    let entries = Mutex<[String: [UInt8]]>([:])
    func store(_ engine: String = "1") -> Store {
      Store(engine: engine) { key in
        self.entries.withLock { $0[key] }
      } write: { key, bytes in
        self.entries.withLock { $0[key] = bytes }
      }
    }
  }

  static let text = """
    ---
    params: {I: 70 pA}
    ---
    ```yaml {model #rs}
    like: izhikevich
    input: {I: params.I*(t >= 101 ms)}
    ```
    ```yaml {data #table}
    file: table.csv
    columns: {t: ms, v: mV}
    ```
    ```yaml {solve #euler}
    model: rs
    method: euler
    step: 1 ms
    until: 400 ms
    event-times: grid
    ```
    ```yaml {solve #rk}
    model: rs
    method: rk4
    step: 0.5 ms
    until: 400 ms
    ```
    ```yaml {sweep #steps}
    model: rs
    method: heun
    until: 300 ms
    vary: {step: 1 to 1/4 by halves}
    measure: [spike-error, count, interval]
    against: exact
    ```
    ```yaml {pinn #net}
    model: rs
    until: 300 ms
    ```
    ```yaml {pinn #guided}
    model: rs
    task: guided
    data: euler
    until: 400 ms
    ```
    ```yaml {pinn #led}
    model: rs
    task: guided
    data: table
    until: 100 ms
    ```
    ```yaml {plot}
    of: [euler, rk, net, guided]
    caption: All of them.
    ```
    ```yaml {compare}
    of: [euler, rk, net, guided]
    against: exact
    measure: [count, rmse, outcome]
    ```
    {{ euler.spikes.first }} {{ net.self-convergence:.2e }} {{ steps.points }} {{ guided.fit(v) }}
    """

  static let table = "t,v\n0,-60\n50,-60\n100,-60\n"

  private func report(_ text: String, _ store: Store, table: String = Self.table) -> Report {
    let files = Files { path throws(Files.Failure) in
      guard path == "table.csv" else { throw .missing() }
      return Array(table.utf8)
    }
    let plan = Plan(Notebook(parsing: Source(path: "s.md", text: text), files: files), files: files)
    let report = Report(running: plan, store: store)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() })")
    return report
  }

  private func ran(_ report: Report) -> [String] {
    report.computations.filter { !$0.isReused }.compactMap(\.label).sorted()
  }

  private static let all = ["euler", "guided", "led", "net", "rk", "steps"]

  @Test func nothingRunsTwice() {
    let kept = Kept()
    let first = report(Self.text, kept.store())
    #expect(ran(first) == Self.all)
    let second = report(Self.text, kept.store())
    #expect(ran(second) == [])
    #expect(Page(first).html == Page(second).html)
    #expect(Page(report(Self.text, .none)).html == Page(first).html)
  }

  @Test func anEditRunsItsBlockAndWhatDependsOnIt() {
    let kept = Kept()
    _ = report(Self.text, kept.store())
    func after(_ old: String, _ new: String) -> [String] {
      ran(report(Self.text.replacing(old, with: new), kept.store()))
    }
    #expect(after("All of them.", "Every one of them.") == [])
    #expect(
      after("step: 0.5 ms", "step: 0.5 ms\ncaption-less: no".replacing("\ncaption-less: no", with: "\necho: open"))
        == [])
    #expect(after("step: 0.5 ms", "step: 0.25 ms") == ["rk"])
    #expect(after("step: 1 ms", "step: 2 ms") == ["euler", "guided"])
    #expect(after("{I: 70 pA}", "{I: 80 pA}") == Self.all)
    #expect(after("{I: 70 pA}", "{I: 0.07 nA}") == [])
    #expect(after("measure: [spike-error, count, interval]", "measure: [spike-error, count]") == ["steps"])
    #expect(after("task: guided\ndata: euler", "task: guided\nevery: 2\ndata: euler") == ["guided"])
    #expect(after("like: izhikevich", "like: izhikevich\nparameters: {d: 90 pA}") == Self.all)
  }

  /// Data are converted to the units of what they measure, also of what is computed from states, and of inputs.
  @Test(arguments: [("E: mV", "E: V"), ("I: mV", "I: V")]) func otherUnitsOfWhatIsMeasuredRunAgain(
    old: String, new: String
  ) {
    let text = """
      ```yaml {model #m}
      equations: |
        dx/dt = -x + I
        E = x*1
      input: {I: 2}
      initial: {x: 1}
      units: {E: mV, I: mV}
      ```
      ```yaml {data #d}
      columns: {t: 1, E: mV, I: mV}
      rows: [[0, 1, 2], [1, 1.6321, 2]]
      ```
      ```yaml {sweep #w}
      model: m
      method: rk4
      step: 0.1
      until: 1
      vary: {x: [1, 2]}
      columns: [E, I]
      against: d
      measure: [rmse]
      ```
      """
    let kept = Kept()
    #expect(ran(report(text, kept.store())) == ["w"])
    #expect(ran(report(text, kept.store())) == [])
    #expect(
      ran(
        report(
          text.replacing("units: {E: mV, I: mV}", with: "units: {E: mV, I: mV}".replacing(old, with: new)), kept.store()
        )) == ["w"])
  }

  /// A changed file of data is seen, and another version of the tool believes nothing of the old one.
  @Test func changedDataAndAnotherToolRunAgain() {
    let kept = Kept()
    _ = report(Self.text, kept.store())
    #expect(ran(report(Self.text, kept.store(), table: Self.table.replacing("50,-60", with: "50,-59"))) == ["led"])
    #expect(ran(report(Self.text, kept.store("2"))) == Self.all)
  }

  /// Each byte in turn is damaged: never a crash, and what is read back is either whole or computed again.
  @Test func whatCannotBeReadIsComputedAgain() {
    let kept = Kept()
    let whole = Page(report(Self.text, kept.store())).html
    let entries = kept.entries.withLock { $0 }
    for (key, bytes) in entries {
      for cut in [0, 1, bytes.count / 2, bytes.count - 1] {
        kept.entries.withLock { $0[key] = Array(bytes.prefix(cut)) }
        #expect(Page(report(Self.text, kept.store())).html == whole)
      }
    }
  }

  @Test func anyNumberOfWorkersGivesTheSamePage() async {
    let serial = Page(report(Self.text, .none)).html
    let files = Files { _ throws(Files.Failure) in Array(Self.table.utf8) }
    let plan = Plan(Notebook(parsing: Source(path: "s.md", text: Self.text), files: files), files: files)
    for count in [1, 2, 8] {
      let report = await Report.running(plan, workers: Workers(count), store: .none) { _ in }
      #expect(Page(report).html == serial)
    }
  }

  @Test func changesAreNamed() {
    let old = Identity("solve", [.init("step", "1"), .init("parameter I", "60"), .init("gone", "x")])
    let new = Identity("solve", [.init("step", "1"), .init("parameter I", "70"), .init("event kick", "t > 3")])
    #expect(
      new.changes(since: old) == [
        "parameter I changed: 60 → 70", "event kick is new: t > 3", "gone is gone",
      ])
    #expect(new.key != old.key)
  }
}
