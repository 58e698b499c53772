import Dynamics
import Expressions
import TestSupport
import Testing

/// Methods that choose their own steps, every one that the catalogue has.
@Suite struct AdaptiveTests {
  static let adaptive = Method.catalogue.filter(\.isAdaptive).map(\.name)
  /// Those whose error at the end is promised to go with the tolerance; a preset is a recipe, and promises nothing.
  static let proportional = Method.catalogue.filter { $0.isAdaptive && $0.preset == nil && $0.order > 0 }.map(\.name)

  static func solve(_ layer: ModelLayer, until end: Double, _ method: String, tolerance: Double) throws -> Solution {
    let problem = try ModelDefinition.reading(layer).problem(from: 0, to: end)
    return try #require(Method.named(method)).solve(problem, Settings(tolerance: tolerance))
  }

  static func slope(_ method: Method, _ tolerances: [Double], _ what: String, _ error: (Double) -> Double) -> Double {
    let errors = tolerances.map(error)
    let slope = ObservedOrder.fit(steps: tolerances, errors: errors, floor: 1e-13)
    print("\(method.name), \(what): \(slope) of the tolerance, errors \(errors)")
    return slope
  }

  @Test(arguments: proportional) func theErrorGoesWithTheTolerance(name: String) throws {
    let method = try #require(Method.named(name))
    let problem = try SmoothProblem.problem()
    let slope = Self.slope(method, [1e-6, 1e-7, 1e-8, 1e-9, 1e-10], "smooth") {
      var settings = Settings(tolerance: $0)
      settings.keepsRows = false
      return SmoothProblem.error(method.solve(problem, settings))
    }
    #expect(slope > 0.8)
  }

  /// Methods of order 2 would take millions of steps at the finer tolerances.
  @Test(arguments: proportional) func spikesGoWithTheTolerance(name: String) throws {
    let method = try #require(Method.named(name))
    let tolerances = method.order > 2 ? [1e-6, 1e-7, 1e-8, 1e-9, 1e-10] : [1e-3, 1e-4, 1e-5, 1e-6]
    let slope = Self.slope(method, tolerances, "spikes") {
      ObservedOrderTests.error(method, Settings(tolerance: $0), every: method.order > 2 ? 4 : 16)
    }
    #expect(slope > 0.8)
  }

  /// From rest nothing bounds a step but the stops: a pulse of 2 ms must not fall into one.
  @Test(arguments: adaptive) func aShortPulseFromRestIsSeen(name: String) throws {
    let layer = ModelText.regularSpiking(current: "2000*(t >= 300 and t < 302)")
    for tolerance in [1e-3, 1e-5] {
      let solution = try Self.solve(layer, until: 1000, name, tolerance: tolerance)
      #expect(solution.outcome == .finished)
      let spikes = solution.eventTimes[0]
      #expect(spikes.count == 1, "\(spikes)")
      // A recipe of order 1 promises no accuracy at the end.
      let allowed = Self.proportional.contains(name) ? 500 * tolerance : 0.1
      #expect(abs((spikes.first ?? 0) - 304.920079) < allowed, "\(spikes)")
    }
  }
}
