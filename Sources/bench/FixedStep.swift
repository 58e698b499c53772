import Diagnostics
import Dynamics
import Expressions
import NotebookKit
import Yardsticks

extension Case {
  /// Whole solves of the regular-spiking cell with fixed steps, as a notebook runs them: rows kept, spikes located;
  /// then without rows, as the same loop written by hand in C.
  static let fixedStep = Case(name: "fixed") {
    guard let model = Models.regularSpiking() else { return [] }
    let yardsticks = [("explicit-euler", yardstick_euler), ("rk4", yardstick_rk4)]
    return yardsticks.flatMap { name, byHand -> [Line] in
      guard let method = Method.named(name) else { return [] }
      let problem = model.problem(from: 0, to: 1000)
      let time = Clock.best(of: 25) {
        Clock.consume(Double(method.solve(problem, Settings(step: 0.01)).trajectory.count))
      }
      var bare = Settings(step: 0.01)
      bare.keepsRows = false
      let bareSettings = bare
      var spikes = Array(repeating: 0.0, count: 32)
      let (bareTime, yardstick) = Clock.best(of: 50) {
        Clock.consume(Double(method.solve(problem, bareSettings).cost.steps))
      } against: {
        Clock.consume(Double(byHand(Clock.hidden(0.01), &spikes, 32)))
      }
      return [
        Line("hand-written C \(name), the same", 1e9 * yardstick / 100_000, unit: "ns per step", atMost: nil),
        Line("\(name), h = 0.01 ms, 1000 ms, rows kept", 1e9 * time / 100_000, unit: "ns per step", atMost: nil),
        Line("\(name), h = 0.01 ms, 1000 ms, spikes alone", 1e9 * bareTime / 100_000, unit: "ns per step", atMost: nil),
        Line("\(name) / hand-written C", bareTime / yardstick, unit: "x", atMost: 1.3),
      ]
    }
  }
}

enum Models {
  /// The built-in cell under the protocol of the first lesson.
  static func regularSpiking() -> ModelDefinition? {
    var diagnostics: [Diagnostic] = []
    var layer = ModelLayer()
    layer.inputs = [
      ModelLayer.Item(name: Fragment("I", path: "bench"), value: Fragment("70 pA*(t >= 100 ms)", path: "bench"))
    ]
    let base = BuiltInModel.named("izhikevich")?.layers(preset: nil, &diagnostics) ?? []
    return ModelDefinition(layers: base + [layer], &diagnostics)
  }

  /// The same cell from equations of the user's own, which no kernel was compiled for.
  static func ownSpiking() -> ModelDefinition? {
    var diagnostics: [Diagnostic] = []
    var layer = ModelLayer()
    func items(_ pairs: KeyValuePairs<String, String>) -> [ModelLayer.Item] {
      pairs.map { ModelLayer.Item(name: Fragment($0.key, path: "bench"), value: Fragment($0.value, path: "bench")) }
    }
    layer.equations = Fragment("C*dv/dt = k*(v - vt)*(v - vr) - w + I\ndw/dt = a*(b*(v - vr) - w)", path: "bench")
    layer.parameters = items([
      "C": "100", "k": "0.7", "vr": "-60", "vt": "-40", "a": "0.03", "b": "-2", "c": "-50", "d": "100", "vpeak": "35",
    ])
    layer.inputs = items(["I": "70*(t >= 100)"])
    layer.initial = items(["v": "vr", "w": "0"])
    layer.events = [
      ModelLayer.EventText(
        name: Fragment("spike", path: "bench"), when: Fragment("v >= vpeak", path: "bench"),
        assignments: items(["v": "c", "w": "w + d"]), isTerminal: false)
    ]
    return ModelDefinition(layers: [layer], &diagnostics)
  }
}
