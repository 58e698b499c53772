import Dynamics
import Expressions
import Learning

extension Case {
  /// The six-spike protocol by networks on windows, from equations and initial values alone; beside it Dormand-Prince to a
  /// like error.
  static let windows = Case(name: "windows") {
    guard let model = Models.regularSpiking(), let method = Method.named("dormand-prince") else { return [] }
    let problem = model.problem(from: 0, to: 1000)
    let exact = ExactSolution(problem).solution.eventTimes[0]
    func worst(_ spikes: [Double]) -> Double {
      spikes.count == exact.count ? zip(spikes, exact).map { abs($0 - $1) }.max() ?? 0 : .infinity
    }
    let trained = WindowSolution(training: problem)
    let time = Clock.best(of: 15) { Clock.consume(Double(WindowSolution(training: problem).windows.count)) }
    let basis = Clock.best(of: 15) { Clock.consume(Double(Basis().count)) }
    var settings = Settings(tolerance: 1e-9)
    settings.keepsRows = false
    let solver = Clock.best(of: 100) { Clock.consume(Double(method.solve(problem, settings).cost.steps)) }
    return [
      Line("windows, worst spike", worst(trained.solution.eventTimes[0]), unit: "ms", atMost: 1e-6),
      Line(
        "windows, training for six spikes", 1e3 * time, unit: "ms", atMost: 20,
        note:
          "\(trained.windows.count) networks, \(trained.trainedWeights) weights, \(trained.iterations) Gauss-Newton steps; the basis alone \(Line.short(1e3 * basis)) ms"
      ),
      Line(
        "Dormand-Prince, worst spike", worst(method.solve(problem, settings).eventTimes[0]), unit: "ms", atMost: nil),
      Line("windows / Dormand-Prince", time / solver, unit: "x", atMost: nil),
    ]
  }
}
