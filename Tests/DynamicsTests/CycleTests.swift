import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Branches of cycles against normal forms that are solved by hand, and against published numbers.
@Suite struct CycleTests {
  /// r' = p r + r³ - r⁵ with a turn: two cycles, r² = 1/2 ± √(1/4 + p), that meet at p = -1/4.
  @Test func cyclesOfTheBautinNormalFormMeetWhereTheySay() throws {
    let found = try cycleBranches(
      "x' = p*x - 2*y + x*(x^2 + y^2) - x*(x^2 + y^2)^2\ny' = p*y + 2*x + y*(x^2 + y^2) - y*(x^2 + y^2)^2",
      ["p": "-0.1"], ["x": "0.1", "y": "0"], of: "p", over: -1...1, within: -2...2)
    try #require(found.count == 1)
    let branch = found[0]
    #expect(branch.births.count == 1 && branch.births[0].isSupercritical == false && branch.end == .range)
    try #require(branch.bifurcations.count == 1)
    #expect(branch.bifurcations[0].kind == .fold && abs(branch.bifurcations[0].point.parameter + 0.25) < 1e-9)
    for point in branch.points.dropFirst() {
      let (p, radius) = (point.parameter, point.extent[0].upperBound)
      let sizes = [-1.0, 1].map { (0.5 + $0 * max(0, 0.25 + p).squareRoot()) }.filter { $0 > 0 }.map { $0.squareRoot() }
      #expect(sizes.contains { abs($0 - radius) < 2e-8 }, "\(p) \(radius)")
      #expect(abs(point.period - .pi) < 1e-8)
      // λ is the exponential of the divergence, and μ the hyperbolic tangent of half of it.
      let slope = p + 3 * radius * radius - 5 * radius * radius * radius * radius
      #expect(abs(point.multipliers[0].real - tanh(slope * .pi / 2)) < 2e-3)
      #expect(point.isStable == (radius * radius > 0.5))
    }
    #expect(abs((branch.points.last?.parameter ?? 0) - 1) < 1e-8)
  }

  /// Beside a cycle of radius √p another plane has the rates p - 1: where p is 1, a pair of multipliers crosses the unit circle.
  @Test func torusBranchesOffWhereASecondPlaneLosesItsStability() throws {
    let found = try cycleBranches(
      """
      x' = p*x - y - x*(x^2 + y^2)
      y' = p*y + x - y*(x^2 + y^2)
      u' = (p - 1)*u - 1.7*w - u*(u^2 + w^2)
      w' = (p - 1)*w + 1.7*u - w*(u^2 + w^2)
      """, ["p": "0.5"], ["x": "0.1", "y": "0", "u": "0", "w": "0"], of: "p", over: -0.5...1.8, within: -2...2)
    let branch = try #require(found.first { $0.births.contains { abs($0.point.parameter) < 1e-6 } })
    #expect(branch.births[0].isSupercritical == true)
    try #require(branch.bifurcations.count == 1)
    #expect(branch.bifurcations[0].kind == .torus && abs(branch.bifurcations[0].point.parameter - 1) < 1e-8)
    for point in branch.points.dropFirst() { #expect(point.isStable == (point.parameter < 1)) }
  }

  /// Beside the cycle a third state has a pitchfork at p = 1.
  @Test func branchesOfCyclesCross() throws {
    let found = try cycleBranches(
      "x' = p*x - y - x*(x^2 + y^2)\ny' = p*y + x - y*(x^2 + y^2)\nz' = (p - 1)*z - z^3", ["p": "0.5"],
      ["x": "0.1", "y": "0", "z": "0.1"], of: "p", over: -0.5...1.8, within: -2...2)
    let branch = try #require(found.first { $0.births.contains { abs($0.point.parameter) < 1e-6 } })
    try #require(branch.bifurcations.count == 1, "\(branch.bifurcations.map(\.kind))")
    #expect(branch.bifurcations[0].kind == .branchPoint && abs(branch.bifurcations[0].point.parameter - 1) < 1e-8)
  }

  /// The first doubling of Rössler's cycle, by shooting with DOP853 to 1e-12 at c = 2.832445027863.
  @Test func cyclesOfRoesslerDoubleTheirPeriod() throws {
    let found = try cycleBranches(
      "x' = -y - z\ny' = x + a*y\nz' = b + z*(x - c)", ["a": "0.2", "b": "0.2", "c": "3"],
      ["x": "1", "y": "1", "z": "1"], of: "c", over: 0.3...6, within: -10...12)
    let points = found.flatMap(\.bifurcations)
    try #require(points.count == 1)
    #expect(points[0].kind == .periodDoubling && abs(points[0].point.parameter - 2.832445027863) < 1e-8)
  }

  /// The two cycles of Lorenz are unstable from Hopf at r = 470/19 to the orbit that leaves the origin and comes back, at
  /// r = 13.926557407 (Sparrow 1982, doi:10.1007/978-1-4612-5767-7).
  @Test func cyclesOfLorenzEndAtAHomoclinicOrbit() throws {
    let found = try cycleBranches(
      "x' = s*(y - x)\ny' = x*(r - z) - y\nz' = x*y - b*z", ["s": "10", "r": "28", "b": "8/3"],
      ["x": "1", "y": "1", "z": "1"], of: "r", over: 0...30, within: -15...15)
    #expect(found.count == 2)
    for branch in found {
      #expect(branch.end == .longPeriod && branch.bifurcations.isEmpty)
      #expect(branch.births.count == 1 && branch.births[0].isSupercritical == false)
      #expect(abs(branch.births[0].point.parameter - 470.0 / 19) < 1e-4)
      #expect(abs((branch.points.last?.parameter ?? 0) - 13.926557407) < 1e-6)
      #expect(branch.points.allSatisfy { !$0.isStable })
    }
  }

  /// FitzHugh's cycles grow to their full size in a range of the input that no number of ours tells from one value (canards), and
  /// lead from Hopf point to Hopf point. The least input of Hodgkin and Huxley's, by shooting with DOP853, is 6.2603213.
  @Test func branchesLeadFromHopfPointToHopfPoint() throws {
    let fitzHugh = try cycleBranches(
      "dv/dt = v - v^3/3 - w + I\ndw/dt = (v + a - b*w)/tau", ["a": "0.7", "b": "0.8", "tau": "12.5", "I": "0"],
      ["v": "-1", "w": "0"], of: "I", over: -0.5...2, within: -2.5...2.5)
    try #require(fitzHugh.count == 1)
    #expect(fitzHugh[0].end == .hopf && fitzHugh[0].births.count == 2)
    #expect(fitzHugh[0].births.allSatisfy { $0.isSupercritical == false })
    let folds = fitzHugh[0].bifurcations
    try #require(folds.map(\.kind) == [.fold, .fold])
    // The linear oscillation at a Hopf point: ω² = det J = (b(v² - 1) + 1)/τ with v² = 1 - b/τ.
    for birth in fitzHugh[0].births {
      #expect(abs(birth.period - 2 * .pi / ((1 - 0.8 * 0.8 / 12.5) / 12.5).squareRoot()) < 1e-3)
    }
    // The equations are the same upside down, with I + I' = 2a/b.
    #expect(abs(folds[0].point.parameter + folds[1].point.parameter - 2 * 0.7 / 0.8) < 1e-8)

    let axon = try cycleBranches(
      ModelText.axon(current: "I"), ["I": "0"], ["v": "-65", "m": "0.05", "h": "0.6", "n": "0.3"], of: "I",
      over: -10...180, within: -80...50)
    try #require(axon.count == 1)
    #expect(axon[0].births.map(\.isSupercritical) == [false, true])
    #expect(axon[0].bifurcations.map(\.kind) == [.fold, .periodDoubling, .fold, .fold])
    let least = axon[0].points.map(\.parameter).min() ?? 0
    #expect(abs((axon[0].bifurcations.last?.point.parameter ?? 0) - 6.2603213) < 1e-6)
    #expect(abs(least - 6.2603213) < 1e-2)
  }

  /// A pendulum: its cycles are of one energy each, attract none, and end at the orbit from top to top. With little friction none is
  /// left, and all of them belong to g = 0.
  @Test func cyclesOfAPendulumNeitherAttractNorRepel() throws {
    let found = try cycleBranches(
      "x' = y\ny' = -sin(x) + g*y", ["g": "0"], ["x": "0.5", "y": "0"], of: "g", over: -1...1, within: -4...4)
    try #require(found.count == 1)
    #expect(found[0].births[0].isSupercritical == nil && found[0].end == .longPeriod)
    #expect(found[0].points.allSatisfy { abs($0.parameter) < 1e-6 })
    let widest = try #require(found[0].points.last)
    #expect(abs(widest.extent[0].upperBound - .pi) < 1e-2 && abs(widest.extent[1].upperBound - 2) < 1e-3)
  }
}
