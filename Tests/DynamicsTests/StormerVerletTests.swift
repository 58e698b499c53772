import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// The symplectic method: its formula where there is one, and what it keeps.
@Suite struct StormerVerletTests {
  private static func solve(
    _ equations: String, _ initial: KeyValuePairs<String, String>, method: String = "verlet", step: Double,
    until end: Double
  ) throws -> Solution {
    let model = try ModelDefinition.reading(ModelText.layer(equations: equations, initial: initial))
    return try #require(Method.named(method)).solve(model.problem(from: 0, to: end), Settings(step: step))
  }

  /// With a place and a velocity it is drift, kick and drift.
  @Test func twoStatesDriftKickAndDrift() throws {
    let solution = try Self.solve("dx/dt = v\ndv/dt = -sin(x)", ["x": "1", "v": "0.5"], step: 0.125, until: 1)
    var (x, v) = (1.0, 0.5)
    for row in 1..<solution.trajectory.count {
      x += 0.0625 * v
      v += 0.125 * -sin(x)
      x += 0.0625 * v
      #expect(solution.trajectory.value(row, 0) == x && solution.trajectory.value(row, 1) == v)
    }
    #expect(solution.trajectory.count == 9)
    #expect(solution.cost.evaluations == 3 * 8)
  }

  /// Both places drift together and both velocities are kicked together, however they are listed.
  @Test(arguments: [
    ["dx/dt = vx", "dvx/dt = -x/(x^2 + y^2)^1.5", "dy/dt = vy", "dvy/dt = -y/(x^2 + y^2)^1.5"],
    ["dx/dt = vx", "dy/dt = vy", "dvx/dt = -x/(x^2 + y^2)^1.5", "dvy/dt = -y/(x^2 + y^2)^1.5"],
  ]) func theEnergyOfAnOrbitDoesNotRunAway(equations: [String]) throws {
    let initial: KeyValuePairs = ["x": "0.5", "y": "0", "vx": "0", "vy": "sqrt(3)"]
    let names = equations.map { $0.dropFirst().prefix { $0 != "/" } }
    func energies(_ method: String) throws -> [Double] {
      let rows = try Self.solve(equations.joined(separator: "\n"), initial, method: method, step: 0.05, until: 600)
        .trajectory
      func value(_ row: Int, _ name: Substring) -> Double { rows.value(row, names.firstIndex(of: name) ?? 0) }
      return (0..<rows.count).map { row in
        let (x, y, vx, vy) = (value(row, "x"), value(row, "y"), value(row, "vx"), value(row, "vy"))
        return (vx * vx + vy * vy) / 2 - 1 / (x * x + y * y).squareRoot()
      }
    }
    func error(_ energies: some Sequence<Double>) -> Double { energies.map { abs($0 + 0.5) }.max() ?? .nan }
    let (verlet, rk4) = (try energies("stormer-verlet"), try energies("rk4"))
    // The order of one wanders as well, and more.
    let euler = try energies("symplectic-euler")
    #expect(error(euler.suffix(126)) < 1.2 * error(euler.prefix(126)))
    #expect(error(euler.prefix(126)) > error(verlet.prefix(126)))
    // In the last of a hundred orbits it errs as in the first, and Runge-Kutta 4 by a hundred times as much.
    #expect(error(verlet.suffix(126)) < 1.1 * error(verlet.prefix(126)))
    #expect(error(rk4.suffix(126)) > 50 * error(rk4.prefix(126)))
  }

  /// Friction and forcing leave its order at 2, against the exact oscillator.
  @Test func theOrderIsTwoWithFrictionAndForcing() throws {
    // x = e^{-t/4} + sin(t) solves x'' = -x - x'/2 + f for this f.
    let equations =
      "dx/dt = v\ndv/dt = -x - 0.5*v + (1/16 - 1/8 + 1)*exp(-t/4) + 0.5*cos(t)"
    let exact = exp(-1.0) + sin(4.0)
    let errors = try [0.1, 0.05, 0.025, 0.0125].map { step in
      let rows = try Self.solve(equations, ["x": "1", "v": "0.75"], step: step, until: 4).trajectory
      return abs(rows.value(rows.count - 1, 0) - exact)
    }
    // Without symmetry the ratios come to 4 as 4 - O(h).
    let distances = zip(errors, errors.dropFirst()).map { abs($0 / $1 - 4) }
    for (coarse, fine) in zip(distances, distances.dropFirst()) { #expect(abs(coarse / fine - 2) < 0.3, "\(errors)") }
  }
}
