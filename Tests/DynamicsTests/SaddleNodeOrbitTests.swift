import Testing

@testable import Dynamics

/// Cycles that end in an orbit without end: at a fold of equilibria, or elsewhere.
@Suite struct SaddleNodeOrbitTests {
  /// Morris and Lecar's neuron with the parameters of class 1 (Rinzel and Ermentrout 1989): its cycles, born at a Hopf point, end
  /// where the current at rest, as a function of the potential, is greatest.
  @Test func neuronOfClassOneFiresFromTheFoldOn() throws {
    let found = try cycleBranches(
      """
      dv/dt = (I - 2*(v + 60) - 4*m*(v - 120) - 8*w*(v + 84))/20
      dw/dt = (0.5*(1 + tanh((v - 12)/17.4)) - w)*cosh((v - 12)/34.8)/15
      m = 0.5*(1 + tanh((v + 1.2)/18))
      """, ["I": "0"], ["v": "-60", "w": "0"], of: "I", over: 0...150, within: -80...60)
    try #require(found.count == 1)
    guard case .saddleNode(let fold) = found[0].end else {
      Issue.record("the branch ends as \(found[0].end)")
      return
    }
    func current(_ v: Double) -> Double {
      func open(_ half: Double, _ slope: Double) -> Double {
        0.5 * (1 + Elementary.hyperbolicTangent((v - half) / slope))
      }
      return 2 * (v + 60) + 4 * open(-1.2, 18) * (v - 120) + 8 * open(12, 17.4) * (v + 84)
    }
    let greatest = stride(from: -35.0, through: -20, by: 1e-4).map(current).max() ?? 0
    #expect(abs(fold.parameter - greatest) < 1e-6)
    #expect(found[0].endlessParameter == fold.parameter && found[0].end.name == "SNIC")
    // The last cycle that was followed is beside it, where the period is not without bounds.
    let last = try #require(found[0].points.last)
    #expect(last.parameter > fold.parameter && last.parameter - fold.parameter < 1e-3)
  }

  /// A fold that lies off the orbit, or to which the period does not grow, is another one.
  @Test func otherOrbitsHaveNoFold() {
    func point(_ parameter: Double, _ period: Double) -> CyclePoint {
      CyclePoint(parameter: parameter, period: period, extent: [-1...1], multipliers: [])
    }
    func fold(_ parameter: Double, _ state: Double) -> Continuation.Bifurcation {
      Continuation.Bifurcation(kind: .fold, parameter: parameter, state: [state])
    }
    var branch = CycleBranch(
      births: [], points: [point(1.000016, 10), point(1.000001, 40)], bifurcations: [], end: .longPeriod)
    #expect(branch.saddleNode(among: [fold(1, 3), fold(1, 0)]) == fold(1, 0))
    #expect(branch.saddleNode(among: [fold(1, 3)]) == nil)
    #expect(branch.saddleNode(among: [fold(0.9, 0), fold(1.000008, 0)]) == nil)
    branch.end = .lost
    #expect(branch.saddleNode(among: [fold(1, 0)]) == nil)
  }
}
