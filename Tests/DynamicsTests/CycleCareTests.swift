import Dynamics
import Expressions
import TestSupport
import Testing

/// Branches of cycles where it is easy to go wrong: slow states beside, bursts, ends of ranges, centres.
@Suite struct CycleCareTests {
  /// A third state that only decays, slowly, says nothing of whether a cycle attracts: subcritical with a fold where it was without it.
  @Test(arguments: [("-0.001", false), ("0.00001", false), ("-0.001", true), ("0.00001", true)])
  func slowStatesBesideDoNotDecide(rate: String, isSupercritical: Bool) throws {
    let sign = isSupercritical ? "-" : "+"
    func plane(_ x: String, _ rest: String) -> String {
      "\(x)' = p*\(x) \(rest) \(sign) \(x)*(x^2 + y^2) - \(x)*(x^2 + y^2)^2"
    }
    let found = try cycleBranches(
      plane("x", "- 2*y") + "\n" + plane("y", "+ 2*x") + "\nz' = \(rate)*z", ["p": "-0.1"],
      ["x": "0.1", "y": "0", "z": "0"], of: "p", over: -1...1, within: -2...2)
    try #require(found.count == 1 && found[0].births.count == 1)
    #expect(found[0].births[0].isSupercritical == isSupercritical)
    let folds = found[0].bifurcations.filter { $0.kind == .fold }.map(\.point.parameter)
    #expect(folds.count == (isSupercritical ? 0 : 1) && folds.allSatisfy { abs($0 + 0.25) < 1e-8 })
  }

  /// Bursts of Hindmarsh and Rose (1984): a slow state and spikes that are short against a cycle. Beside the doubling at
  /// 1.555744 shooting (DOP853, tolerance 1e-12) gives the multiplier -0.90863 at I = 1.555960131050449, T = 188.9030628, and -1.48244
  /// at I = 1.5550400974919525, T = 193.9101784.
  @Test func burstsHaveTheMultipliersOfShooting() throws {
    let found = try cycleBranches(
      "x' = y - x^3 + 3*x^2 - z + I\ny' = 1 - 5*x^2 - y\nz' = 0.006*(4*(x + 1.6) - z)", ["I": "1.3"],
      ["x": "-1.5", "y": "-10", "z": "1"], of: "I", over: 1.2...1.6, within: -3...3)
    let branch = try #require(found.first)
    let doublings = branch.bifurcations.filter { $0.kind == .periodDoubling }.map(\.point)
    #expect(doublings.contains { abs($0.parameter - 1.555744) < 2e-6 }, "\(doublings.map(\.parameter))")
    #expect(doublings.count <= 2, "\(doublings.map(\.parameter))")
    let folds = branch.bifurcations.filter { $0.kind == .fold }.map(\.point.parameter)
    #expect(folds.contains { abs($0 - 1.5622816) < 1e-6 } && folds.contains { abs($0 - 1.2999514) < 1e-6 }, "\(folds)")
    // Between the neighbours the multiplier goes where shooting has it.
    let near = branch.points.filter { $0.parameter > 1.5550 && $0.parameter < 1.5560 && abs($0.period - 191.4) < 2.51 }
    let multipliers = near.compactMap {
      $0.multipliers.filter { $0.imaginary == 0 }.map(\.real).max { abs($0) < abs($1) }
    }
    let values = multipliers.map { (1 + $0) / (1 - $0) }
    #expect(values.count > 5 && values.allSatisfy { $0 < -0.9086 && $0 > -1.4825 }, "\(values)")
  }

  /// At an end of the range a Hopf point is one, too.
  @Test(arguments: [0.0...1.0, -1.0...0.0]) func hopfPointsAtAnEnd(range: ClosedRange<Double>) throws {
    let found = try cycleBranches(
      "x' = p*x - 2*y - x*(x^2 + y^2)\ny' = 2*x + p*y - y*(x^2 + y^2)", ["p": "0.5"], ["x": "0.1", "y": "0"], of: "p",
      over: range, within: -2...2)
    #expect(found.map { $0.births.map(\.point.parameter) } == [[0]])
  }

  /// Van der Pol's oscillator has cycles of every size where it has no friction, and they are not followed beyond sense.
  @Test func familiesAreNoBranches() throws {
    let found = try cycleBranches(
      "x' = y\ny' = p*(1 - x^2)*y - x", ["p": "0.5"], ["x": "0.1", "y": "0"], of: "p", over: -1...3, within: -3...3)
    try #require(found.count == 1)
    #expect(found[0].end == .family && found[0].points.count < 400)
    #expect(found[0].points.allSatisfy { abs($0.parameter) < 1e-9 })
    #expect(
      found[0].points.allSatisfy { $0.extent[0].upperBound < 20 },
      "\(found[0].points.map { $0.extent[0].upperBound }.max() ?? 0)")
  }
}
