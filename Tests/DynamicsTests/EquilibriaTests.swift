import Diagnostics
import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

@Suite struct EquilibriaTests {
  /// The eigenvalues of a block diagonal matrix in other coordinates are those of its blocks.
  @Test(arguments: [2, 3, 4, 5, 8]) func eigenvaluesAreFoundInAnyCoordinates(n: Int) throws {
    var random = SplitMix64(seed: UInt64(n))
    for _ in 0..<200 {
      var wanted: [Eigenvalue] = []
      var matrix = Array(repeating: 0.0, count: n * n)
      var index = 0
      while index < n {
        let real = Double.random(in: -3...3, using: &random)
        if index + 1 < n, Bool.random(using: &random) {
          let imaginary = Double.random(in: 0.1...3, using: &random)
          wanted += [Eigenvalue(real, imaginary), Eigenvalue(real, -imaginary)]
          matrix[index * n + index] = real
          matrix[(index + 1) * n + index + 1] = real
          matrix[index * n + index + 1] = imaginary
          matrix[(index + 1) * n + index] = -imaginary
          index += 2
        } else {
          wanted.append(Eigenvalue(real))
          matrix[index * n + index] = real
          index += 1
        }
      }
      // Shears keep the eigenvalues.
      for _ in 0..<2 * n {
        let (i, j) = (Int.random(in: 0..<n, using: &random), Int.random(in: 0..<n, using: &random))
        guard i != j else { continue }
        let factor = Double.random(in: -1...1, using: &random)
        for k in 0..<n { matrix[i * n + k] += factor * matrix[j * n + k] }
        for k in 0..<n { matrix[k * n + j] -= factor * matrix[k * n + i] }
      }
      let found = try #require(eigenvalues(matrix, dimension: n))
      let scale = matrix.map(abs).max() ?? 1
      for value in wanted {
        let nearest =
          found.map { max(abs($0.real - value.real), abs($0.imaginary - value.imaginary)) }.min() ?? .infinity
        #expect(nearest < 1e-7 * scale, "n = \(n): \(value)")
      }
    }
  }
}

extension EquilibriaTests {
  /// k (v - vr)(v - vt) - b (v - vr) + I = 0 in the regular-spiking cell: two equilibria below the fold, none above.
  @Test func theSpikingCellHasItsTwoEquilibria() throws {
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "40 pA"))
    let search = model.equilibriumSearch(at: 0)
    let found = search.equilibria(from: search.starts(along: 0, over: -80...0, from: [-60, 0]))
    // 0.7 x² - 12 x + 40 = 0 with x = v + 60.
    let roots = [-1.0, 1].map { -60 + (12 + $0 * (144.0 - 4 * 0.7 * 40).squareRoot()) / 1.4 }
    try #require(found.count == 2)
    for (equilibrium, root) in zip(found, roots) { #expect(abs(equilibrium.state[0] - root) < 1e-9) }
    #expect(found.map(\.kind) == [.stableNode, .saddle])
  }

  @Test func theFoldOfTheSpikingCellIsWhereAlgebraSays() throws {
    let model = try #require(
      ModelDefinition.reading(ModelText.regularSpiking(current: "0 pA")).holding(input: "I", at: 0))
    let search = model.equilibriumSearch(at: 0, ranges: ["v": -80 ... -30])
    let index = try #require(model.parameterNames.firstIndex(of: "I"))
    let starts = search.starts(along: 0, over: -80 ... -30, from: [-60, 0])
    let branches = Continuation(
      search.scaled(by: starts), parameter: index, over: -100...100, limits: [-80 ... -30, nil]
    )
    .branches(from: starts)
    #expect(branches.count == 1)
    let folds = branches.flatMap(\.bifurcations).filter { $0.kind == .fold }
    try #require(folds.count == 1)
    #expect(abs(folds[0].parameter - 144 / 2.8) < 1e-3)
    #expect(abs(folds[0].state[0] - (-60 + 12 / 1.4)) < 0.05)
  }

  /// FitzHugh-Nagumo: the trace of the Jacobian, 1 - v² - b/τ, vanishes at v = ±√(1 - b/τ).
  @Test func hopfPointsOfFitzHughNagumoAreWhereTheTraceVanishes() throws {
    let model = try #require(Self.fitzHughNagumo(current: "0").holding(input: "I", at: 0))
    let search = model.equilibriumSearch(at: 0, ranges: ["v": -2.5...2.5])
    let index = try #require(model.parameterNames.firstIndex(of: "I"))
    let starts = search.starts(along: 0, over: -2.5...2.5, from: [-1, 0])
    let branches = Continuation(search.scaled(by: starts), parameter: index, over: -0.5...2, limits: [-2.5...2.5, nil])
      .branches(from: starts)
    let hopf = branches.flatMap(\.bifurcations).filter { $0.kind == .hopf }.map(\.parameter).sorted()
    let (a, b, tau) = (0.7, 0.8, 12.5)
    let exact = [-1.0, 1].map { sign -> Double in
      let v = sign * (1 - b / tau).squareRoot()
      return (v + a) / b - v + v * v * v / 3
    }
    try #require(hopf.count == 2)
    for (found, wanted) in zip(hopf, exact) { #expect(abs(found - wanted) < 2e-4) }
  }

  static func fitzHughNagumo(current: String) throws -> ModelDefinition {
    try ModelDefinition.reading(
      ModelText.layer(
        equations: "dv/dt = v - v^3/3 - w + I\ndw/dt = (v + a - b*w)/tau",
        parameters: ["a": "0.7", "b": "0.8", "tau": "12.5"], initial: ["v": "-1", "w": "0"], inputs: ["I": current],
        events: [ModelText.Event("spike", when: "v >= 1")]))
  }

  /// Repetitive firing sets in just above the fold, where the interval between spikes grows without bound.
  @Test func firingSetsInAboveTheFold() throws {
    let model = try #require(
      ModelDefinition.reading(ModelText.regularSpiking(current: "0 pA")).holding(input: "I", at: 0))
    let index = try #require(model.parameterNames.firstIndex(of: "I"))
    let method = try #require(Method.named("rk4"))
    let onset = FiringOnset(model.problem(from: 0, to: 1000), parameter: index, event: 0, method: method, step: 0.1)
    let value = try #require(onset.value(in: 0...120))
    #expect(value > 144 / 2.8 && value < 144 / 2.8 + 2)
    #expect(!onset.firesRepeatedly(at: 51))
  }

  /// Rest is found from the values given, also where they are at rest to the last digit already.
  @Test func aModelMayBeginAtRest() throws {
    for current in ["40 pA", "0 pA"] {
      var layer = ModelLayer()
      layer.rest = Fragment("equilibrium", path: "initial")
      let model = try ModelDefinition.reading(ModelText.regularSpiking(current: current), layer)
      let solution = try #require(Method.named("rk4")).solve(model.problem(from: 0, to: 50), Settings(step: 0.1))
      let trajectory = solution.trajectory
      let first = trajectory.value(0, 0)
      #expect(abs(trajectory.value(trajectory.count - 1, 0) - first) < 1e-9)
      #expect(current == "40 pA" ? first > -60 : first == -60)
    }
  }

  /// With more than two states the others are at rest: the nullclines cross at the equilibrium of the whole.
  @Test func nullclinesOfAPlaneCrossAtTheEquilibrium() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dx/dt = y + z - x\ndy/dt = 1 - y*z\ndz/dt = x - 2*z", initial: ["x": "1", "y": "1", "z": "1"]))
    let plane = PlaneField(model.equilibriumSearch(at: 0), x: 0, y: 1, start: [1, 1, 1])
    let equilibria = plane.equilibria(x: 0...4, y: 0...4)
    try #require(equilibria.count == 1)
    let (x, y) = plane.place(of: equilibria[0])
    // z = x/2, y = x/2, y z = 1.
    #expect(abs(x - 2) < 1e-9 && abs(y - 1) < 1e-9)
    let rates = plane.rates(x: [x], y: [y])
    #expect(abs(rates.x[0]) < 1e-9 && abs(rates.y[0]) < 1e-9)
  }
}

extension EquilibriaTests {
  @Test func theAxonComesToRestFromZero() throws {
    var layer = ModelText.layer(equations: ModelText.axon(current: "0"))
    layer.rest = Fragment("equilibrium", path: "initial")
    let model = try ModelDefinition.reading(layer)
    let initial = model.problem(from: 0, to: 1).initial
    #expect(abs(initial[0] + 65) < 0.01, "\(initial)")
  }
}

/// Where a rate is a multiple of its own state, that state may be zero for ever: an axis that Newton's method does not leave.
extension EquilibriaTests {
  @Test(arguments: [-0.5...2.0, 0.0...3.0, 0.0...2.5, -0.1...3.0, 0.0...4.0, 0.1...3.3])
  func theCoexistenceOfTwoSpeciesIsFound(range: ClosedRange<Double>) throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = x*(1 - y)\ny' = y*(x - 1)", initial: ["x": "0.5", "y": "0.5"]))
    let search = model.equilibriumSearch(at: 0, ranges: ["x": range, "y": range])
    let found = PlaneField(search, x: 0, y: 1, start: [0.5, 0.5]).equilibria(x: range, y: range)
    let expected: [Equilibrium.Kind] = range.contains(0) ? [.saddle, .centre] : [.centre]
    #expect(found.map(\.kind) == expected)
    let centre = try #require(found.last)
    #expect(abs(centre.state[0] - 1) < 1e-9 && abs(centre.state[1] - 1) < 1e-9)
  }

  /// (√(β(ρ - 1)), the same, ρ - 1) and its mirror image lie behind each other in the plane of x and z.
  @Test func theWingsOfLorenzAreFound() throws {
    let model = try Self.lorenz()
    let ranges = (x: -20.0...20.0, z: -5.0...40.0)
    let search = model.equilibriumSearch(at: 0, ranges: ["x": ranges.x, "z": ranges.z])
    let found = PlaneField(search, x: 0, y: 2, start: [1, 1, 1]).equilibria(x: ranges.x, y: ranges.z)
    let wing = (8.0 / 3 * 27).squareRoot()
    try #require(found.count == 3)
    for (equilibrium, x) in zip(found, [-wing, 0, wing]) { #expect(abs(equilibrium.state[0] - x) < 1e-9) }
  }

  private static func lorenz() throws -> ModelDefinition {
    try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = sigma*(y - x)\ny' = x*(rho - z) - y\nz' = x*y - beta*z",
        parameters: ["sigma": "10", "rho": "28", "beta": "8/3"], initial: ["x": "1", "y": "1", "z": "1"]))
  }

  /// The branches as a diagram has them.
  private func branches(
    _ model: ModelDefinition, of parameter: String, over range: ClosedRange<Double>, state: Int,
    within up: ClosedRange<Double>
  ) throws -> [Continuation.Branch] {
    let search = model.equilibriumSearch(at: 0, ranges: [model.stateNames[state]: up])
    let start = model.problem(from: 0, to: 1).initial
    let along = search.starts(along: state, over: up, from: start)
    let limits = model.stateNames.indices.map { $0 == state ? up : nil }
    let index = try #require(model.parameterNames.firstIndex(of: parameter))
    return Continuation(search.scaled(by: along), parameter: index, over: range, limits: limits)
      .branches(from: along + search.starts(within: limits, around: start))
  }

  /// The predator lives where the prey's capacity K is above 1: the prey is then eaten down to 1, and it is stable there.
  @Test func coexistenceBranchesOffWhereThePreySuffices() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = x*(1 - x/K) - x*y\ny' = y*(x - 1)", parameters: ["K": "3"],
        initial: ["x": "0.5", "y": "0.5"]))
    for (state, range) in [(0, -0.1...5.0), (1, -0.1...5.0)] {
      let branches = try branches(model, of: "K", over: 0.1...5, state: state, within: range)
      let coexistence = branches.flatMap(\.points).filter {
        $0.parameter > 1.1 && abs($0.equilibrium.state[0] - 1) < 1e-6
      }
      #expect(coexistence.count > 100 && coexistence.allSatisfy(\.equilibrium.isStable))
      let points = branches.flatMap(\.bifurcations)
      #expect(
        !points.isEmpty && points.allSatisfy { $0.kind == .branchPoint && abs($0.parameter - 1) < 1e-5 }, "\(points)")
    }
  }

  /// Rosenzweig and MacArthur 1963: with c/(m - c) = 3/7 the cycle is born at K = 1 + 6/7.
  @Test func enrichmentMakesCycles() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = x*(1 - x/K) - m*x*y/(1 + x)\ny' = -c*y + m*x*y/(1 + x)",
        parameters: ["K": "3", "m": "1", "c": "0.3"], initial: ["x": "0.5", "y": "0.5"]))
    let points = try branches(model, of: "K", over: 0.1...5, state: 1, within: -0.1...5).flatMap(\.bifurcations)
    let hopf = points.filter { $0.kind == .hopf }
    try #require(hopf.count == 1)
    #expect(abs(hopf[0].parameter - 13.0 / 7) < 1e-5)
    #expect(points.contains { $0.kind == .branchPoint && abs($0.parameter - 3.0 / 7) < 1e-5 })
    #expect(!points.contains { $0.kind == .fold })
  }

  @Test func lorenzHasItsPitchforkAndItsHopfPoints() throws {
    let points = try branches(Self.lorenz(), of: "rho", over: 0...40, state: 2, within: -5...40).flatMap(\.bifurcations)
    let hopf = points.filter { $0.kind == .hopf }
    // σ(σ + β + 3)/(σ - β - 1)
    for point in hopf { #expect(abs(point.parameter - 10 * (13 + 8.0 / 3) / (9 - 8.0 / 3)) < 1e-4) }
    #expect(hopf.count == 2)
    #expect(!points.contains { $0.kind == .fold })
    for point in points where point.kind == .branchPoint { #expect(abs(point.parameter - 1) < 1e-5) }
  }

  /// Where both species of a competition begin to grow, four branches cross, and the determinant of one of them does not
  /// change its sign.
  @Test func anEvenNumberOfBranchesCross() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = x*(r - x - 0.5*y)\ny' = y*(r - y - 0.5*x)", parameters: ["r": "1"],
        initial: ["x": "0.5", "y": "0.4"]))
    let found = try branches(model, of: "r", over: -1...2, state: 0, within: -2...2)
    let points = found.flatMap(\.bifurcations)
    #expect(points.contains { $0.state.allSatisfy { abs($0) < 1e-6 } })
    for point in points { #expect(point.kind == .branchPoint && abs(point.parameter) < 1e-6, "\(point)") }
  }

  /// Below 0.3 the species dies out at a rate of its own, and above it grows: the branch on which it lives begins there.
  @Test func aBranchBeginsAtACorner() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = r - x\ny' = y*max(r - 0.3, 0) - 0.2*y*(r < 0.3) - y^2", parameters: ["r": "1"],
        initial: ["x": "0.5", "y": "0.4"]))
    let points = try branches(model, of: "r", over: -1...2, state: 0, within: -3...3).flatMap(\.bifurcations)
    #expect(points.contains { $0.kind == .branchPoint && abs($0.parameter - 0.3) < 1e-3 }, "\(points)")
  }

  /// Two crossings within a step are two, and at a pole there is none.
  @Test func crossingsNearEachOtherAreNotOne() throws {
    let near = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = x*(r - 0.437 - x - 0.3*y)\ny' = 20*y*(r - 0.44 - y - 0.2*x)", parameters: ["r": "0.5"],
        initial: ["x": "0.5", "y": "0.4"]))
    let points = try branches(near, of: "r", over: -1...2, state: 0, within: -3...3).flatMap(\.bifurcations)
    // At the origin, and where one species lets the other in: r - 0.44 = 0.2 (r - 0.437), r - 0.437 = 0.3 (r - 0.44).
    let known = [(0.437, 0.0), (0.44, 0.0), (0.44075, 0.00375), (0.305 / 0.7, 0.0)]
    for point in points {
      #expect(
        known.contains { abs($0.0 - point.parameter) < 2e-5 && abs($0.1 - point.state[0]) < 2e-4 }, "\(point)")
    }
    let pole = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = x/(r - 0.31) - x^3\ny' = y/(r - 0.31) - y^3", parameters: ["r": "1"],
        initial: ["x": "0.5", "y": "0.4"]))
    #expect(try branches(pole, of: "r", over: -1...2, state: 0, within: -3...3).flatMap(\.bifurcations).isEmpty)
  }

  /// Where x² = r any y is an equilibrium: there is no branch that could be followed, and nothing that crosses it.
  @Test func planesOfEquilibriaAreNoBranches() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = x*(r - x^2)\ny' = y*(r - x^2)", parameters: ["r": "1"], initial: ["x": "0.5", "y": "0.4"]))
    let points = try branches(model, of: "r", over: -1...2, state: 0, within: -3...3).flatMap(\.bifurcations)
    #expect(points.count <= 1 && points.allSatisfy { $0.kind == .branchPoint && abs($0.parameter) < 1e-5 })
  }

  /// The growth of y jumps from -1 to 1 with r, on a branch that nothing crosses.
  @Test func whatJumpsCrossesNothing() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = r - x\ny' = y*if(r > 0.3, 1, -1)", parameters: ["r": "1"], initial: ["x": "0.5", "y": "0"]))
    let found = try branches(model, of: "r", over: -1...2, state: 0, within: -2...2)
    #expect(found.count == 1 && found[0].points.count > 100)
    #expect(found[0].bifurcations.isEmpty)
  }

  @Test func aPitchforkIsNoFold() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = r + a*x - x^3", parameters: ["r": "0", "a": "1"], initial: ["x": "1"]))
    let points = try branches(model, of: "a", over: -1...2, state: 0, within: -2...2).flatMap(\.bifurcations)
    #expect(!points.isEmpty)
    for point in points { #expect(point.kind == .branchPoint && point.parameter == 0, "\(point)") }
    // Unfolded, r = 0.1: -x³ + a x has a fold at a = 3 (r/2)^(2/3).
    let unfolded = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = r + a*x - x^3", parameters: ["r": "0.1", "a": "1"], initial: ["x": "1"]))
    let folds = try branches(unfolded, of: "a", over: -1...2, state: 0, within: -2...2)
      .flatMap(\.bifurcations)
    try #require(folds.map(\.kind) == [.fold])
    #expect(abs(folds[0].parameter - 3 * Foundation.pow(0.05, 2.0 / 3)) < 1e-4)
  }

  @Test func anIsolaHasTwoFolds() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = -(x^2 + 4*(r - 0.5)^2 - 0.2)*(x - 2)", parameters: ["r": "0.5"], initial: ["x": "2"]))
    let points = try branches(model, of: "r", over: 0...1, state: 0, within: -1...3).flatMap(\.bifurcations)
    #expect(points.map(\.kind) == [.fold, .fold])
    for (point, sign) in zip(points.sorted { $0.parameter < $1.parameter }, [-1.0, 1.0]) {
      #expect(abs(point.parameter - (0.5 + sign * 0.05.squareRoot())) < 1e-4)
    }
  }

  /// Two branches that nearly meet do not cross, however near: x' = h + a x - x³ has one fold, at a = 3 (h/2)^(2/3), x = -(h/2)^(1/3).
  @Test(arguments: [1e-3, 1e-4, 1e-5, 1e-6]) func anImperfectPitchforkHasAFold(h: Double) throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = h + a*x - x^3", parameters: ["h": "\(h)", "a": "1"], initial: ["x": "1"]))
    let points = try branches(model, of: "a", over: -1...1, state: 0, within: -2...2).flatMap(\.bifurcations)
    try #require(points.map(\.kind) == [.fold], "\(points)")
    #expect(abs(points[0].parameter / (3 * Foundation.pow(h / 2, 2.0 / 3)) - 1) < 1e-6)
    #expect(abs(points[0].state[0] / -Foundation.pow(h / 2, 1.0 / 3) - 1) < 1e-4)
  }

  /// Small closed branches, wherever the search meets them: at a fold, too.
  @Test(arguments: [0.503, 0.5, 0.37, 0.77, 0.75, 0.2501]) func smallClosedBranchesHaveTwoFolds(centre: Double) throws {
    for radius in [0.01, 0.02] {
      let model = try ModelDefinition.reading(
        ModelText.layer(
          equations: "x' = (x - 1)^2 + (r - \(centre))^2 - \(radius)^2", parameters: ["r": "0"], initial: ["x": "1"]))
      let points = try branches(model, of: "r", over: 0...1, state: 0, within: -2...2).flatMap(\.bifurcations)
      // Nine values of the parameter are looked at: it may lie between two of them.
      let isMet = (0...8).contains { abs(Double($0) / 8 - centre) < radius }
      if isMet { #expect(points.count >= 2, "\(centre), \(radius)") }
      for point in points {
        #expect(point.kind == .fold && abs(abs(point.parameter - centre) - radius) < 1e-7, "\(centre): \(point)")
        #expect(abs(point.state[0] - 1) < 1e-6)
      }
    }
  }

  @Test func branchesSideBySideAreTwo() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = x*(r - x)*(r + 0.01 - x)", parameters: ["r": "0"], initial: ["x": "1"]))
    let found = try branches(model, of: "r", over: -1...1, state: 0, within: -2...2)
    let places = found.flatMap(\.bifurcations).map(\.parameter).sorted()
    #expect(places.contains { abs($0) < 1e-6 } && places.contains { abs($0 + 0.01) < 1e-6 }, "\(places)")
    #expect(found.count == 3)
  }

  /// A centre has no real part to change its sign.
  @Test func aFamilyOfCentresHasNoHopfPoint() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = alpha*x - x*y\ny' = x*y - y", parameters: ["alpha": "1"], initial: ["x": "2", "y": "1"]))
    let branches = try branches(model, of: "alpha", over: 0.1...2, state: 1, within: -0.1...2)
    #expect(branches.flatMap(\.points).contains { abs($0.equilibrium.state[0] - 1) < 1e-9 })
    #expect(branches.flatMap(\.bifurcations).isEmpty)
  }

  /// An eigenvalue with a real part above zero decides, whatever else there is: the straight Lagrange points are no centres.
  @Test(arguments: [
    ([(2.93, 0), (0, 2.34), (0, -2.34), (-2.93, 0)], Equilibrium.Kind.saddle),
    ([(1, 0), (0, 0)], .unstableNode), ([(1, 2), (1, -2), (0, 0)], .unstableFocus),
    ([(0, 0), (-1, 0)], .marginal), ([(0, 1), (0, -1), (-1, 0)], .marginal), ([(0, 1), (0, -1)], .centre),
  ])
  func whatRisesDecides(eigenvalues: [(Double, Double)], kind: Equilibrium.Kind) {
    let values = eigenvalues.map { Eigenvalue($0.0, $0.1) }
    #expect(Equilibrium(state: values.map { _ in 0 }, eigenvalues: values).kind == kind)
  }
}
