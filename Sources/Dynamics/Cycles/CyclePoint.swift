/// A cycle of a branch, and how states near it move.
package struct CyclePoint: Sendable {
  package let parameter: Double
  package let period: Double
  /// Of each state the least and the greatest value on the orbit.
  package let extent: [ClosedRange<Double>]
  /// The Floquet multipliers λ as μ = (λ - 1)/(λ + 1), without that of the orbit itself, largest real part first: one of a stable
  /// cycle lies left of zero.
  package let multipliers: [Eigenvalue]

  package var isStable: Bool { multipliers.allSatisfy { $0.real < 0 } }
}

extension [Eigenvalue] {
  /// The real part of the real one that is nearest to zero: of multipliers as they are kept here, the one nearest to 1.
  var criticalReal: Double? { filter { $0.imaginary == 0 }.map(\.real).min { abs($0) < abs($1) } }

  /// Of the pair that is nearest to the imaginary axis the one above the real one.
  var criticalPair: Eigenvalue? { filter { $0.imaginary > 0 }.min { abs($0.real) < abs($1.real) } }
}

/// Where the stability of cycles changes along a branch of them.
package struct CycleBifurcation: Sendable {
  package enum Kind: String, Sendable {
    /// Two cycles meet and vanish: a multiplier is 1.
    case fold = "fold of cycles"
    /// A cycle of twice the period branches off: a multiplier is -1.
    case periodDoubling = "period doubling"
    /// A pair of multipliers crosses the unit circle; also called Neimark-Sacker.
    case torus
    /// Branches of cycles cross.
    case branchPoint = "branch point of cycles"
  }
  package let kind: Kind
  package let point: CyclePoint
}

/// Why a branch of cycles was followed no further.
package enum CycleEnd: Sendable, Equatable {
  /// The parameter left its range.
  case range
  /// The cycle shrank to an equilibrium.
  case hopf
  /// The period went beyond bounds, as it does near an orbit that begins and ends at an equilibrium.
  case longPeriod
  /// The period went beyond bounds as the parameter came to a fold of equilibria that lies on the cycle.
  case saddleNode(Continuation.Bifurcation)
  /// There is a cycle of every size at one value of the parameter, as about a centre.
  case family
  /// No next cycle was found.
  case lost
  /// There were as many as are looked at.
  case steps

  /// What an end is called at which the period goes beyond bounds.
  package var name: String? {
    switch self {
    case .longPeriod: Self.longPeriodName
    case .saddleNode: Self.saddleNodeName
    case .range, .hopf, .family, .lost, .steps: nil
    }
  }

  package static let longPeriodName = "period → ∞"
  package static let saddleNodeName = "SNIC"
}

extension CycleBranch {
  /// The value of the parameter at which the period is beyond bounds, where there is one.
  package var endlessParameter: Double? {
    switch end {
    case .saddleNode(let fold): fold.parameter
    case .longPeriod: points.last?.parameter
    case .range, .hopf, .family, .lost, .steps: nil
    }
  }
}

/// The cycles that are born at a Hopf point.
package struct CycleBranch: Sendable {
  /// A Hopf point at an end of a branch.
  package struct Birth: Sendable {
    package let point: Continuation.Bifurcation
    /// Of cycles without extent: 2π over the imaginary part of the eigenvalues.
    package let period: Double
    /// Whether the pair of eigenvalues that crosses the axis leaves a cycle that attracts on the side on which it repels; nothing
    /// where the cycles do neither, as those of a pendulum.
    package let isSupercritical: Bool?
  }

  package var births: [Birth]
  package var points: [CyclePoint]
  package var bifurcations: [CycleBifurcation]
  package var end: CycleEnd
}
