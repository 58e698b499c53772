import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Taylor coefficients of every operation, against values of 120 digits.
@Suite struct SeriesTests {
  struct Known: Sendable, CustomStringConvertible {
    let function: String
    let x: Double
    let coefficients: [Double]
    var description: String { "\(function) at \(x)" }

    static let all: [Known] = {
      let cases = (try? Reference.json("series.json"))?["cases"] as? [[String: Any]] ?? []
      return cases.compactMap { item in
        guard let function = item["function"] as? String, let x = item["x"] as? Double,
          let texts = item["coefficients"] as? [String]
        else { return nil }
        return Known(function: function, x: x, coefficients: texts.compactMap(Double.init))
      }
    }()
  }

  /// The coefficients of f along x(t), where x = (x₀ + 3/4) e^(t/2) − 3/4, as those of the slope of y.
  static func coefficients(_ function: String, at x: Double, count: Int) throws -> [Double] {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = x/2 + 0.375\ny' = \(function)", initial: ["x": "0", "y": "0"]))
    let series = SolutionSeries(model.problem(from: 0, to: 1, locatesSurfaces: false), order: count)
    series.expand(0, [x, 0])
    return (0..<count).map { Double($0 + 1) * series.coefficient($0 + 1, of: 1) }
  }

  /// To rounding, at a distance of 1/e of the radius of convergence: no step of the solver is so long.
  @Test(arguments: Known.all)
  func everyOperationHasItsSeries(known: Known) throws {
    let found = try Self.coefficients(known.function, at: known.x, count: known.coefficients.count)
    let exact = known.coefficients
    let largest = exact.prefix(3).map { abs($0) }.max() ?? 0
    let radius = exact.indices.dropFirst(8).map { pow(largest / abs(exact[$0]), 1 / Double($0)) }.min() ?? 0
    let h = min(radius, 100) / exp(1)
    let size = exact.indices.map { abs(exact[$0]) * pow(h, Double($0)) }.reduce(0, +)
    for (k, value) in found.enumerated() {
      #expect(abs(value - exact[k]) * pow(h, Double(k)) <= 1e-15 * size, "order \(k): \(value) against \(exact[k])")
    }
  }

  @Test func everyFunctionIsTried() {
    let tried = Set(
      Known.all.flatMap { known in Dynamics.Operation.allCases.filter { known.function.contains("\($0)(") } })
    let smooth: [Dynamics.Operation] = [
      .exp, .expm1, .exprel, .log, .log10, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh,
    ]
    #expect(smooth.allSatisfy(tried.contains))
  }

  /// Jumps and corners take the branch of the point of expansion: x = 1/2 + 5 t/8 + …
  @Test(
    arguments: [
      ("abs(x)", 0.5, 0.625), ("abs(-x)", 0.5, 0.625), ("min(x, 3)", 0.5, 0.625), ("max(x, 3)", 3, 0),
      ("if(x < 1, x, -x)", 0.5, 0.625), ("floor(10*x)", 5, 0), ("mod(x, 0.375)", 0.125, 0.625),
      ("sign(x)*x", 0.5, 0.625),
      ("(x > 0)*2", 2, 0), ("clip(x, 0, 0.25)", 0.25, 0), ("-(x < 0) + t", 0, 1),
    ] as [(String, Double, Double)])
  func branchesAreThoseOfThePoint(function: String, value: Double, slope: Double) throws {
    let found = try Self.coefficients(function, at: 0.5, count: 4)
    #expect(found[0] == value)
    #expect(abs(found[1] - slope) < 1e-15)
  }
}
