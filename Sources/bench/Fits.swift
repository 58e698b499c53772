import Diagnostics
import Dynamics
import Expressions
import Learning
import NotebookKit

extension Case {
  /// Four parameters of the spiking cell from its noisy potential, sampled each millisecond: by networks, and by shooting.
  static let fits = Case(name: "fits") {
    guard let cell = SpikingRecording() else { return [] }
    var lines: [Line] = []
    let engines: [(name: String, lost: Double?, fit: (Recordings) -> FitReport)] = [
      ("networks", 0, { InverseNetwork().fit($0) }), ("multiple shooting", nil, FitMethod.multiple.fit),
      ("shooting from reset to reset", nil, FitMethod.segments.fit), ("single shooting", nil, FitMethod.single.fit),
    ]
    for engine in engines {
      let starts = 30
      var lost = 0
      var times: [Double] = []
      for seed in 0..<starts {
        var random = Random(seed: UInt64(seed), stream: 5)
        let data = cell.recording(&random)
        let model = cell.start(&random)
        var report: FitReport?
        times.append(Clock.best(of: 1) { report = engine.fit(Recordings(model, data)) })
        // Within five errors and of the right size: else it is another minimum, or a bias.
        let isFound =
          report.map {
            $0.outcome.isConverged && $0.chiSquaredPerDegree < 1.3 && cell.distance($0) < 5
          } ?? false
        if !isFound { lost += 1 }
      }
      lines.append(
        Line(
          "fits, \(engine.name): lost of \(starts) starts within a factor of 3", Double(lost), unit: "",
          atMost: engine.lost))
      lines.append(
        Line(
          "fits, \(engine.name): slowest", times.max() ?? 0, unit: "s", atMost: engine.lost == nil ? nil : 1,
          note: "median \(Line.short(times.sorted()[times.count / 2])) s"))
    }
    return lines + cell.coverage(draws: 200)
  }
}

/// The six-spike protocol as a recording.
private struct SpikingRecording {
  private let base: Problem
  private let indices: [Int]
  private let samples: [Double]
  private let times = (0...1000).map(Double.init)
  private static let names = ["a", "b", "k", "I0"]
  private static let truth = [0.03, -2, 0.7, 70]
  private static let deviation = 0.5

  init?() {
    var diagnostics: [Diagnostic] = []
    func item(_ name: String, _ value: String) -> ModelLayer.Item {
      ModelLayer.Item(name: Fragment(name, path: "bench"), value: Fragment(value, path: "bench"))
    }
    var layer = ModelLayer()
    layer.parameters = [item("I0", "70 pA")]
    layer.inputs = [item("I", "I0*(t >= 100 ms)")]
    let layers = (BuiltInModel.named("izhikevich")?.layers(preset: nil, &diagnostics) ?? []) + [layer]
    guard let model = ModelDefinition(layers: layers, &diagnostics), let method = Method.named("dormand-prince") else {
      return nil
    }
    base = model.problem(from: 0, to: 1000)
    indices = Self.names.compactMap { model.parameterNames.firstIndex(of: $0) }
    let settings = Settings(tolerance: 1e-10)
    let solution = method.solve(base, settings)
    let states = Sampler(method, base, settings, solution.trajectory).states(at: times)
    samples = times.indices.map { states[2 * $0] }
  }

  func recording(_ random: inout Random) -> Observations {
    let values = samples.map { $0 + Self.deviation * random.normal() }
    return Observations(times: times, states: [0], values: [values], noise: [Self.deviation])
  }

  func start(_ random: inout Random) -> FitModel {
    let reach = Elementary.logarithm(3)
    let unknowns = zip(Self.names, Self.truth).map { name, value in
      let start = value * Elementary.exponential(random.uniform(-reach, reach))
      return FitModel.Unknown(name, start: start, isPositive: start > 0)
    }
    let (base, indices) = (base, indices)
    return FitModel(unknowns) { values in
      var problem = base
      for (index, value) in zip(indices, values) { problem.parameters[index] = value }
      return problem
    }
  }

  /// In standard errors.
  func distance(_ report: FitReport) -> Double {
    zip(report.estimates, Self.truth).reduce(0) { max($0, abs($1.0.value - $1.1) / $1.0.error) }
  }

  /// How many of the 95 % intervals hold the truth, over draws of the noise.
  func coverage(draws: Int) -> [Line] {
    var hits = Self.names.map { _ in 0.0 }
    for seed in 0..<draws {
      var random = Random(seed: UInt64(seed), stream: 99)
      let data = recording(&random)
      let report = InverseNetwork().fit(Recordings(start(&random), data))
      for (place, estimate) in report.estimates.enumerated() where estimate.interval.contains(Self.truth[place]) {
        hits[place] += 1
      }
    }
    return zip(Self.names, hits).map { name, hits in
      let share = 100 * hits / Double(draws)
      return Line(
        "fits, 95 % intervals of \(name): off by", abs(share - 94.5), unit: "%", atMost: 3.5,
        note: "\(Line.short(share)) % of \(draws) hold the truth")
    }
  }
}
