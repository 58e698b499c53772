import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Where a method claims |R(z)| ≤ 1, one step on the equation y′ = λy shows it.
@Suite struct StabilityTests {
  /// R(z), by a step of size 1 on the real form of y′ = z y from y = 1.
  static func factor(_ method: Method, _ re: Double, _ im: Double) throws -> (re: Double, im: Double) {
    let problem = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = (\(re))*x - (\(im))*y\ny' = (\(im))*x + (\(re))*y", initial: ["x": "1", "y": "0"])
    ).problem(from: 0, to: 1)
    let trajectory = method.solve(problem, Settings(step: 1)).trajectory
    try #require(trajectory.count == 2)
    return (trajectory.value(1, 0), trajectory.value(1, 1))
  }

  static let sizes = stride(from: -2.0, through: 5.0, by: 0.25).map { pow(10, $0) }

  @Test(arguments: Method.catalogue.filter { $0.claim == .aStable || $0.claim == .lStable }.map(\.name))
  func theImaginaryAxisIsStable(name: String) throws {
    let method = try #require(Method.named(name))
    for size in Self.sizes {
      let (re, im) = try Self.factor(method, 0, size)
      // Rounding in a step that turns by `size`.
      #expect(hypot(re, im) <= 1 + 1e-15 * max(10, size), "at \(size)i")
    }
  }

  @Test(arguments: Method.catalogue.filter { $0.claim != .none }.map(\.name))
  func theNegativeAxisIsStable(name: String) throws {
    let method = try #require(Method.named(name))
    for size in Self.sizes {
      let (re, im) = try Self.factor(method, -size, 0)
      #expect(hypot(re, im) <= 1, "at \(-size)")
    }
  }

  @Test(arguments: Method.catalogue.filter { $0.claim == .lStable }.map(\.name))
  func infinitelyStiffPartsDieOut(name: String) throws {
    let method = try #require(Method.named(name))
    let (re, im) = try Self.factor(method, -1e9, 0)
    #expect(hypot(re, im) < 1e-8)
  }

  /// With s stages the interval of RKC is 0.653 (s² − 1): stages grow with the root of the stiffness, not with it.
  @Test func rkcTakesFewStages() throws {
    let method = try #require(Method.named("rkc"))
    let problem = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = -10000*x", initial: ["x": "1"])
    ).problem(from: 0, to: 1)
    let solution = method.solve(problem, Settings(step: 1))
    #expect(solution.cost.evaluations < 130)
  }
}
