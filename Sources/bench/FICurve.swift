import Diagnostics
import Dispatch
import NotebookKit

extension Case {
  /// An f-I curve of a thousand currents, a second each, as a directive: parsed, solved and measured, nothing kept.
  static let fICurve = Case(name: "f-I") {
    let text = """
      ```yaml {model #rs}
      like: izhikevich
      preset: regular-spiking
      ```

      ```yaml {sweep #fi}
      model: rs
      method: rk4
      step: 0.1 ms
      vary: {I: 50 to 249.8 pA by 0.2}
      until: 1000 ms
      measure: [rate, first-spike]
      show: no
      ```

      {{ fi.points }} points, {{ fi.rate.max:.0f }} Hz at most
      """
    let plan = Plan(Notebook(parsing: Source(path: "bench.md", text: text)))
    guard plan.diagnostics.isEmpty else { return [] }
    let times = (0..<5).map { _ in
      let start = DispatchTime.now().uptimeNanoseconds
      let report = Report(running: plan)
      Clock.consume(Double(report.products.count))
      return 1e-9 * Double(DispatchTime.now().uptimeNanoseconds - start)
    }
    return [Line("f-I curve of 1000 currents, 1 s each, rk4, one core", times.min() ?? .nan, unit: "s", atMost: 0.5)]
  }
}
