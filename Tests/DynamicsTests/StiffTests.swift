import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Methods for stiff problems reach the reference values of the Test Set for IVP Solvers.
@Suite struct StiffTests {
  static let stiff = Method.catalogue.filter { $0.isAdaptive && $0.preset == nil && $0.claim == .lStable }.map(\.name)

  /// Methods of order 2 would take millions of steps at the finest.
  static func tolerances(_ method: Method) -> [Double] { method.order > 2 ? [1e-4, 1e-6, 1e-8] : [1e-4, 1e-6] }

  /// The largest error at the end, in units of the tolerance.
  static func error(_ method: Method, _ layer: ModelLayer, until end: Double, _ exact: [Double], _ tolerance: Tolerance)
    throws -> Double
  {
    var settings = Settings(.adaptive(tolerance))
    settings.keepsRows = false
    let solution = method.solve(try ModelDefinition.reading(layer).problem(from: 0, to: end), settings)
    #expect(solution.outcome == .finished)
    let last = solution.trajectory.state(solution.trajectory.count - 1)
    print("\(method.name) to \(end): \(solution.cost)")
    return exact.indices.map { index in
      abs(last[index] - exact[index]) / (tolerance.absolute(of: index) + tolerance.relative * abs(exact[index]))
    }.max() ?? .nan
  }

  static func values(_ problem: String, at index: Int) throws -> (end: Double, states: [Double]) {
    let item = try #require(try Reference.json("stiff.json")[problem] as? [String: Any])
    let times = try #require(item["t"] as? [NSNumber])
    let states = try #require(item["y"] as? [[String]])
    return (times[index].doubleValue, states[index].compactMap(Double.init))
  }

  @Test(arguments: stiff, [0, 1]) func robertson(name: String, index: Int) throws {
    let method = try #require(Method.named(name))
    let (end, exact) = try Self.values("robertson", at: index)
    let layer = ModelText.layer(
      equations: "y1' = -0.04*y1 + 1e4*y2*y3\ny2' = 0.04*y1 - 1e4*y2*y3 - 3e7*y2^2\ny3' = 3e7*y2^2",
      initial: ["y1": "1", "y2": "0", "y3": "0"])
    for relative in Self.tolerances(method) {
      // The second state is 1e-5 and less.
      let tolerance = Tolerance(relative: relative, absolute: [1e-8, 1e-13, 1].map { relative * $0 })
      let error = try Self.error(method, layer, until: end, exact, tolerance)
      print("\(name) Robertson to \(end): error \(error) of the tolerance \(relative)")
      #expect(error < 100)
    }
  }

  @Test(arguments: stiff) func vanDerPol(name: String) throws {
    let method = try #require(Method.named(name))
    let (end, exact) = try Self.values("van-der-pol", at: 0)
    let layer = ModelText.layer(
      equations: "x' = y\ny' = 1000*(1 - x^2)*y - x", initial: ["x": "2", "y": "0"])
    for relative in Self.tolerances(method) {
      let error = try Self.error(method, layer, until: end, exact, Tolerance(relative))
      print("\(name) Van der Pol: error \(error) of the tolerance \(relative)")
      #expect(error < 100)
    }
  }
}
