import Diagnostics
import Dynamics
import Expressions

extension Case {
  /// The right-hand side of a model written by a user, against the same formulas written by hand in Swift.
  static let rightHandSide = Case(name: "rhs") {
    let count = 2_000_000
    let yardstick =
      Clock.best(of: 5) { Clock.consume(handWritten(steps: count, current: Clock.hidden(70))) } / Double(count)
    var diagnostics: [Diagnostic] = []
    guard let model = ModelDefinition(layers: [layer], &diagnostics) else {
      return [Line("user model", .infinity, unit: "x", atMost: 3)]
    }
    let machine = Machine(model.problem(from: 0, to: 1).field, parameters: model.parameters.map(\.value))
    let ours = Clock.best(of: 5) { Clock.consume(interpreted(machine, steps: count)) } / Double(count)
    return [
      Line("hand-written Swift loop", 1e9 * yardstick, unit: "ns per right-hand side", atMost: nil),
      Line("user-written model", 1e9 * ours, unit: "ns per right-hand side", atMost: nil),
      Line("user-written model / hand-written", ours / yardstick, unit: "x", atMost: 3),
    ]
  }

  /// Euler steps of the regular-spiking cell, as one would write them by hand.
  @inline(never)
  private static func handWritten(steps: Int, current: Double) -> Double {
    var (v, w) = (-60.0, 0.0)
    let h = 0.1
    for _ in 0..<steps {
      let dv = (0.7 * (v + 60) * (v + 40) - w + current) / 100
      let dw = 0.03 * (-2 * (v + 60) - w)
      v += h * dv
      w += h * dw
      if v >= 35 {
        v = -50
        w += 100
      }
    }
    return v + w
  }

  @inline(never)
  private static func interpreted(_ machine: Machine, steps: Int) -> Double {
    var state = [-60.0, 0.0]
    var slope = [0.0, 0.0]
    let h = 0.1
    state.withUnsafeMutableBufferPointer { state in
      slope.withUnsafeMutableBufferPointer { slope in
        guard let y = state.baseAddress, let f = slope.baseAddress else { return }
        for _ in 0..<steps {
          machine.run(0, y, f)
          y[0] += h * f[0]
          y[1] += h * f[1]
          if y[0] >= 35 {
            y[0] = -50
            y[1] += 100
          }
        }
      }
    }
    return state[0] + state[1]
  }

  private static var layer: ModelLayer {
    var layer = ModelLayer()
    layer.equations = Fragment("C*dv/dt = k*(v - vr)*(v - vt) - w + I\ndw/dt = a*(b*(v - vr) - w)", path: "bench")
    func items(_ pairs: [(String, String)]) -> [ModelLayer.Item] {
      pairs.map { ModelLayer.Item(name: Fragment($0.0, path: "bench"), value: Fragment($0.1, path: "bench")) }
    }
    layer.parameters = items([("C", "100"), ("k", "0.7"), ("vr", "-60"), ("vt", "-40"), ("a", "0.03"), ("b", "-2")])
    layer.inputs = items([("I", "70")])
    layer.initial = items([("v", "-60"), ("w", "0")])
    return layer
  }
}
