/// A state at which the equations stand still, and how they move near it.
package struct Equilibrium: Sendable, Equatable {
  package let state: [Double]
  /// Of the Jacobian there, largest real part first, in one over the model's unit of time.
  package let eigenvalues: [Eigenvalue]

  package enum Kind: String, Sendable, CaseIterable {
    case stableNode = "stable node"
    case stableFocus = "stable focus"
    case unstableNode = "unstable node"
    case unstableFocus = "unstable focus"
    case saddle = "saddle"
    /// All eigenvalues are imaginary as far as numbers tell: paths of the linear system go round it.
    case centre = "centre"
    /// No eigenvalue has a positive real part, and another one that is zero as far as numbers tell: linear theory leaves the
    /// stability open.
    case marginal = "marginal equilibrium"
  }

  package init(state: [Double], eigenvalues: [Eigenvalue]) {
    self.state = state
    self.eigenvalues = eigenvalues
  }

  /// By the signs of the real parts; a focus has a complex pair among the eigenvalues that decide.
  package var kind: Kind {
    let scale = eigenvalues.map { max(abs($0.real), abs($0.imaginary)) }.max() ?? 0
    // Rounding in a Jacobian and its eigenvalues, for well-scaled models.
    let zero = 1e-10 * scale
    let neutral = eigenvalues.filter { abs($0.real) <= zero }
    let rising = eigenvalues.filter { $0.real > zero }
    if !neutral.isEmpty, rising.isEmpty {
      return neutral.count == eigenvalues.count && neutral.allSatisfy { abs($0.imaginary) > zero } ? .centre : .marginal
    }
    if rising.isEmpty { return eigenvalues.contains { $0.imaginary != 0 } ? .stableFocus : .stableNode }
    if rising.count + neutral.count < eigenvalues.count { return .saddle }
    return rising.contains { $0.imaginary != 0 } ? .unstableFocus : .unstableNode
  }

  /// Whether a state of it is in a range; Newton's method leaves rounding, and what is on the edge is inside.
  package func lies(within range: ClosedRange<Double>, _ index: Int) -> Bool {
    let rounding = 1e-9 * (range.upperBound - range.lowerBound)
    return state[index] >= range.lowerBound - rounding && state[index] <= range.upperBound + rounding
  }

  /// Whether the Jacobian is singular there: an eigenvalue is zero.
  package var isDegenerate: Bool {
    let sizes = eigenvalues.map { max(abs($0.real), abs($0.imaginary)) }
    return sizes.contains { $0 <= 1e-9 * (sizes.max() ?? 0) }
  }

  package var isStable: Bool { kind == .stableNode || kind == .stableFocus }
}

extension [Equilibrium] {
  /// How many equilibria at which an eigenvalue is zero may be isolated: more of them lie beside one another, on curves and planes.
  private static var mostDegenerate: Int { 8 }

  /// Those of one search that are isolated.
  package var isolated: [Equilibrium] {
    count(where: \.isDegenerate) > Self.mostDegenerate ? filter { !$0.isDegenerate } : self
  }
}
