import Diagnostics
import Dynamics
import Expressions

extension Case {
  /// The cost of one right-hand side inside a solve by RK4, events watched, against the same method written by hand in Swift.
  static let rightHandSide = Case(name: "rhs") {
    let steps = 100_000
    let yardstick =
      Clock.best(of: 9) { Clock.consume(handWritten(steps: steps, current: Clock.hidden(70))) } / Double(4 * steps)
    guard let builtIn = Models.regularSpiking(), let own = Models.ownSpiking(), let method = Method.named("rk4") else {
      return []
    }
    var settings = Settings(step: 0.01)
    settings.keepsRows = false
    func time(_ model: ModelDefinition) -> Double {
      let problem = model.problem(from: 0, to: 1000)
      let settings = settings
      return Clock.best(of: 9) { Clock.consume(Double(method.solve(problem, settings).cost.steps)) } / Double(4 * steps)
    }
    let (user, compiled) = (time(own), time(builtIn))
    return [
      Line("hand-written Swift RK4", 1e9 * yardstick, unit: "ns per right-hand side", atMost: nil),
      Line("user-written model", 1e9 * user, unit: "ns per right-hand side", atMost: nil),
      Line("user-written model / hand-written", user / yardstick, unit: "x", atMost: 3),
      Line("built-in model", 1e9 * compiled, unit: "ns per right-hand side", atMost: nil),
      Line("built-in model / hand-written", compiled / yardstick, unit: "x", atMost: 1.3),
    ]
  }

  /// The regular-spiking cell by RK4, as one would write it: spikes on the grid.
  @inline(never)
  private static func handWritten(steps: Int, current: Double) -> Double {
    var (v, w) = (-60.0, 0.0)
    let h = 0.01
    func slope(_ v: Double, _ w: Double, _ current: Double) -> (Double, Double) {
      ((0.7 * (v + 60) * (v + 40) - w + current) / 100, 0.03 * (-2 * (v + 60) - w))
    }
    for index in 0..<steps {
      let input = index >= 10_000 ? current : 0
      let (k1, l1) = slope(v, w, input)
      let (k2, l2) = slope(v + h / 2 * k1, w + h / 2 * l1, input)
      let (k3, l3) = slope(v + h / 2 * k2, w + h / 2 * l2, input)
      let (k4, l4) = slope(v + h * k3, w + h * l3, input)
      v += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
      w += h / 6 * (l1 + 2 * l2 + 2 * l3 + l4)
      if v >= 35 {
        v = -50
        w += 100
      }
    }
    return v + w
  }
}
