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
    ] + guided(model)
  }

  /// Networks guided by the samples of explicit Euler: by all of them, and by every second one.
  private static func guided(_ model: ModelDefinition) -> [Line] {
    let problem = model.problem(from: 0, to: 1000, locatesSurfaces: false)
    guard let euler = Method.named("explicit-euler") else { return [] }
    let rows = euler.solve(problem, Settings(step: 1, eventTimes: .grid)).trajectory
    let samples = Samples(times: rows.times, values: [rows.component(0), rows.component(1)])
    func rmse(_ network: SegmentSolution, _ places: [Int]) -> Double {
      let states = network.states(at: places.map { rows.times[$0] })
      let sum = places.indices.reduce(0.0) { sum, index in
        let error = states[2 * index] - rows.value(places[index], 0)
        return sum + error * error
      }
      return (sum / Double(places.count)).squareRoot()
    }
    let half = SegmentOptions(physicsWeight: 1e-2, stride: 2)
    let all = SegmentSolution(training: problem, on: samples)
    let seen = SegmentSolution(training: problem, on: samples, half)
    let time = Clock.best(of: 5) {
      Clock.consume(Double(SegmentSolution(training: problem, on: samples).segments.count))
    }
    return [
      Line("guided by all samples, v", rmse(all, Array(0..<rows.count)), unit: "mV", atMost: 0.05),
      Line("guided by all samples, training", 1e3 * time, unit: "ms", atMost: 100),
      Line(
        "guided by every second sample, v on the others", rmse(seen, Array(stride(from: 1, to: rows.count, by: 2))),
        unit: "mV", atMost: 1),
    ]
  }
}
