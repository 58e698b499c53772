import Diagnostics
import Dynamics
import NotebookKit
import Yardsticks

extension Case {
  /// Izhikevich's network of 2003 for 1 s, synapses drawn and all, against the same written by hand in C.
  static let network = Case(name: "network") {
    let text = "```yaml {network #net}\nlike: izhikevich-2003\nseed: 1\n```\n"
    let plan = Plan(Notebook(parsing: Source(path: "bench.md", text: text)))
    guard plan.diagnostics.isEmpty else { return [] }
    var spikes = 0.0
    let time = Clock.best(of: 9) {
      let report = Report(running: plan)
      let result = report.products.first.flatMap { $0?.result as? any PopulationResult }
      spikes = Double(result?.record.times.count ?? 0)
      Clock.consume(spikes)
    }
    var byHandSpikes = 0.0
    let yardstick = Clock.best(of: 9) {
      byHandSpikes = Double(yardstick_network_2003(1))
      Clock.consume(byHandSpikes)
    }
    return [
      Line(
        "hand-written C network of 2003, 1 s", 1e3 * yardstick, unit: "ms", atMost: nil,
        note: "\(Int(byHandSpikes)) spikes"),
      Line("the same as a directive", 1e3 * time, unit: "ms", atMost: nil, note: "\(Int(spikes)) spikes"),
      Line("network / hand-written C", time / yardstick, unit: "x", atMost: 2),
    ]
  }
}
