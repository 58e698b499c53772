import Diagnostics
import Dynamics
import Expressions
import NotebookKit
import TestSupport
import Testing

/// Copies that run together give the bits of copies that run alone.
@Suite struct EnsembleTests {
  private static func model(
    _ name: String, _ preset: String? = nil, input: String, parameters: KeyValuePairs<String, String> = [:]
  ) throws -> ModelDefinition {
    var diagnostics: [Diagnostic] = []
    let builtIn = try #require(BuiltInModel.named(name))
    let layers = builtIn.layers(preset: builtIn.presets.first { $0.name == preset }, &diagnostics)
    var layer = ModelLayer()
    layer.inputs = [ModelLayer.Item(name: Fragment("I", path: "x"), value: Fragment(input, path: "x"))]
    layer.parameters = parameters.map {
      ModelLayer.Item(name: Fragment($0.key, path: "x"), value: Fragment($0.value, path: "x"))
    }
    layer.isOverride = true
    return try #require(ModelDefinition(layers: layers + [layer], &diagnostics), "\(diagnostics)")
  }

  private static func expectSameBits(
    _ ensemble: Ensemble, _ method: Method, _ settings: Settings, workers: Int = 1, _ what: String
  ) {
    let together = ensemble.solve(method, settings, workers: workers) { $1 }
    #expect(together.count == ensemble.count)
    for (copy, solution) in together.enumerated() {
      let alone = method.solve(ensemble.problem(of: copy), settings)
      #expect(solution.eventTimes == alone.eventTimes, "\(what), copy \(copy)")
      #expect(solution.outcome == alone.outcome, "\(what), copy \(copy)")
      #expect(solution.cost == alone.cost, "\(what), copy \(copy)")
      if solution.outcome == .finished {
        #expect(
          solution.trajectory.states.suffix(ensemble.problem.dimension)
            == alone.trajectory.states.suffix(ensemble.problem.dimension))
      }
    }
  }

  static let explicit = Method.catalogue.filter { $0.solver is ExplicitRungeKutta }.map(\.name)

  /// Every explicit method, spikes located and on the grid, an input that is switched on and off off the grid.
  @Test(arguments: explicit, Settings.EventTimes.allCases)
  func copiesThatRunTogetherAreThoseThatRunAlone(name: String, times: Settings.EventTimes) throws {
    let method = try #require(Method.named(name))
    for (model, varied, values) in [
      (try Self.model("izhikevich", input: "70*pulse(t, 20.03, 250.51)"), "k", [0.5, 0.6, 0.7, 0.8, 0.9, 1.1]),
      (try Self.model("izhikevich", input: "70*(t >= 100)"), "C", [100, 77.7, 60, 130]),
      (try Self.model("izhikevich-2003", input: "10"), "a", [0.02, 0.03, 0.1]),
      (try Self.model("adex", input: "500*(t >= 10)"), "b", [60, 80.5]),
    ] {
      let family = try #require(ModelFamily(model, varying: [varied], from: 0, to: 300))
      let ensemble = family.ensemble([values])
      for step in [0.1, 0.37] {
        Self.expectSameBits(ensemble, method, Settings(step: step, eventTimes: times), "\(name) \(varied) \(step)")
      }
    }
  }

  /// Models of every kind: those that cannot run together are run one by one.
  @Test(arguments: BuiltInModel.catalogue.map(\.name))
  func everyModelRuns(name: String) throws {
    var diagnostics: [Diagnostic] = []
    let layers = try #require(BuiltInModel.named(name)).layers(preset: nil, &diagnostics)
    let model = try #require(ModelDefinition(layers: layers, &diagnostics))
    guard model.rest == nil else { return }
    let state = model.stateNames[0]
    let family = try #require(ModelFamily(model, varying: [state], from: 0, to: 20))
    let begin = model.problem(from: 0, to: 20).initial[0]
    let ensemble = family.ensemble([(0..<5).map { begin + 0.1 * Double($0) }])
    let method = try #require(Method.named("rk4"))
    Self.expectSameBits(ensemble, method, Settings(step: 0.01), name)
  }

  @Test func manyCopiesOnManyWorkers() throws {
    let model = try Self.model("izhikevich", input: "0")
    let family = try #require(ModelFamily(model, varying: ["I", "v"], from: 0, to: 400))
    let ensemble = family.ensemble([(0..<300).map { 40 + 0.5 * Double($0) }, (0..<300).map { -60 + 0.03 * Double($0) }])
    let method = try #require(Method.named("rk4"))
    Self.expectSameBits(ensemble, method, Settings(step: 0.5), workers: 3, "300 copies")
    let counts = ensemble.solve(method, Settings(step: 0.5), workers: 2) { $1.eventTimes[0].count }
    #expect(counts.max() ?? 0 > 8 && counts.min() == 0)
  }

  /// More lanes than a block has, on one worker: a full block and then a part of one; and all of them cross at once, more than can
  /// wait together.
  @Test func blocksAreUsedAgain() throws {
    let model = try Self.model("izhikevich", input: "0")
    let family = try #require(ModelFamily(model, varying: ["I"], from: 0, to: 60))
    let method = try #require(Method.named("rk4"))
    let different = family.ensemble([(0..<4500).map { 100 + 0.05 * Double($0) }])
    Self.expectSameBits(different, method, Settings(step: 0.5), "4500 copies")
    let alike = family.ensemble([(0..<700).map { 200 + 1e-9 * Double($0) }])
    Self.expectSameBits(alike, method, Settings(step: 0.5), "700 copies that are alike")
  }

  /// Steps in which a lane crosses its threshold more than once, as its jump leads just below it.
  @Test(arguments: ["explicit-euler", "rk4"]) func crossingsInOneStep(name: String) throws {
    let model = try Self.model("izhikevich", input: "0", parameters: ["c": "34.5", "d": "20"])
    let family = try #require(ModelFamily(model, varying: ["I"], from: 0, to: 40))
    let method = try #require(Method.named(name))
    let ensemble = family.ensemble([(0..<90).map { 200 + Double($0) }])
    let counts = ensemble.solve(method, Settings(step: 0.2)) { $1.eventTimes[0].count }
    #expect(counts.max() ?? 0 > 20)
    Self.expectSameBits(ensemble, method, Settings(step: 0.2), name)
  }

  /// Lanes that differ in their currents alone share all other values, and divide by what they share in another way: where it
  /// has few binary digits, and where it has all 53.
  @Test(arguments: ["100", "96.25", "77.7", "3.3"], Settings.EventTimes.allCases)
  func currentsThatDifferAlone(capacitance: String, times: Settings.EventTimes) throws {
    let model = try Self.model("izhikevich", input: "0", parameters: ["C": capacitance])
    let family = try #require(ModelFamily(model, varying: ["I"], from: 0, to: 200))
    let ensemble = family.ensemble([(0..<150).map { 40 + 0.7 * Double($0) }])
    for name in ["explicit-euler", "midpoint", "heun", "rk4"] {
      let method = try #require(Method.named(name))
      Self.expectSameBits(ensemble, method, Settings(step: 0.25, eventTimes: times), "\(name), C = \(capacitance)")
    }
  }

  /// Equations of one's own run as a program: steps that go on from the one before, and results that are read later; jumps that
  /// set states and add to them, and others.
  @Test(arguments: 0..<3, Settings.EventTimes.allCases)
  func equationsOfOnesOwn(index: Int, times: Settings.EventTimes) throws {
    let event =
      [
        ModelText.Event("spike", when: "v >= vpeak", set: ["v": "c", "w": "w + d"]),
        ModelText.Event("spike", when: "v > vpeak", set: ["v": "c - 0.01*w", "w": "1.1*w + d"]),
        ModelText.Event("release", when: "w <= -8", set: ["w": "w + 4", "v": "-60"]),
      ][index]
    let model = try ModelDefinition.spiking(event)
    let family = try #require(ModelFamily(model, varying: ["I", "k"], from: 0, to: 200))
    let ensemble = family.ensemble([
      (0..<150).map { 60 + 0.9 * Double($0) }, (0..<150).map { 0.7 + 0.001 * Double($0 % 7) },
    ])
    for name in ["explicit-euler", "rk4"] {
      let method = try #require(Method.named(name))
      Self.expectSameBits(ensemble, method, Settings(step: 0.25, eventTimes: times), "\(name), event \(index)")
      let counts = ensemble.solve(method, Settings(step: 0.25, eventTimes: times)) { $1.eventTimes[0].count }
      #expect(counts.max() ?? 0 > 2)
    }
  }

  /// A family's copy is the problem of the model with those numbers written into it.
  @Test func aCopyIsTheModelWithItsNumbers() throws {
    let family = try #require(
      ModelFamily(try Self.model("izhikevich", input: "70*(t >= 100)"), varying: ["I", "vr", "w"], from: 0, to: 500))
    let ensemble = family.ensemble([[60, 80], [-61, -59.5], [0, 12]])
    let method = try #require(Method.named("rk4"))
    for copy in 0..<2 {
      var diagnostics: [Diagnostic] = []
      var layer = ModelLayer()
      func items(_ pairs: KeyValuePairs<String, Double>) -> [ModelLayer.Item] {
        pairs.map { ModelLayer.Item(name: Fragment($0.key, path: "x"), value: Fragment("\($0.value)", path: "x")) }
      }
      layer.inputs = items(["I": [60, 80][copy]])
      layer.parameters = items(["vr": [-61, -59.5][copy]])
      layer.initial = items(["w": [0, 12][copy]])
      layer.isOverride = true
      let layers = try #require(BuiltInModel.named("izhikevich")).layers(preset: nil, &diagnostics)
      let written = try #require(ModelDefinition(layers: layers + [layer], &diagnostics)).problem(from: 0, to: 500)
      let (a, b) = (
        method.solve(written, Settings(step: 0.1)), method.solve(ensemble.problem(of: copy), Settings(step: 0.1))
      )
      #expect(a.eventTimes == b.eventTimes && !a.eventTimes[0].isEmpty)
      #expect(a.trajectory.states == b.trajectory.states)
    }
  }

  /// What moves a stop cannot be left open.
  @Test func aMovingStopIsNoFamily() throws {
    let model = try ModelDefinition.sample(input: "I0*(t >= on)")
    #expect(ModelFamily(model, varying: ["on"], from: 0, to: 100) == nil)
    #expect(ModelFamily(model, varying: ["I0"], from: 0, to: 100) != nil)
  }
}

extension ModelDefinition {
  /// Izhikevich's model with a conductance that no built-in one has, and an event of one's own.
  fileprivate static func spiking(_ event: ModelText.Event) throws -> ModelDefinition {
    var diagnostics: [Diagnostic] = []
    let layer = ModelText.layer(
      equations: """
        dv/dt = (k*(v + 60)*(v + 40) - w + I - g*(v + 75)*(v + 75)/(1 + exp(-(v + 40)/5)))/C
        dw/dt = a*(-2*(v + 60) - w) + 0*v*v
        """,
      parameters: [
        "k": "0.7", "g": "0.0013", "C": "97.3", "a": "0.03", "c": "-50", "d": "80", "vpeak": "35",
      ], initial: ["v": "-60", "w": "0"], inputs: ["I": "0"], events: [event])
    return try #require(ModelDefinition(layers: [layer], &diagnostics), "\(diagnostics)")
  }

  fileprivate static func sample(input: String) throws -> ModelDefinition {
    var diagnostics: [Diagnostic] = []
    var layer = ModelLayer()
    func items(_ pairs: KeyValuePairs<String, String>) -> [ModelLayer.Item] {
      pairs.map { ModelLayer.Item(name: Fragment($0.key, path: "x"), value: Fragment($0.value, path: "x")) }
    }
    layer.equations = Fragment("dx/dt = -x + I", path: "x")
    layer.inputs = items(["I": input])
    layer.initial = items(["x": "0"])
    layer.parameters = items(["I0": "1", "on": "10"])
    return try #require(ModelDefinition(layers: [layer], &diagnostics), "\(diagnostics)")
  }
}
