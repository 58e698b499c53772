/// Collocation at the four Gauss points of each interval: order 8 at its ends, and the polynomial between them.
///
/// E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 1993, sec. II.7,
/// doi:10.1007/978-3-540-78862-1.
struct GaussCollocation {
  static let stages = 4
  static let standard = GaussCollocation()

  /// Where the stages stand in an interval from 0 to 1: the zeros of Legendre's polynomial of degree 4.
  let nodes: [Double]
  /// Of each stage, what multiplies θ, θ², θ³ and θ⁴ in its weight at θ.
  private let powers: [[Double]]
  /// The weights of the slopes at each stage.
  let rows: [[Double]]
  /// The weights of the slopes at the end.
  let ends: [Double]

  private init() {
    let (outer, inner) = (
      (3.0 / 7 + 2.0 / 7 * 1.2.squareRoot()).squareRoot(), (3.0 / 7 - 2.0 / 7 * 1.2.squareRoot()).squareRoot()
    )
    let nodes = [-outer, -inner, inner, outer].map { (1 + $0) / 2 }
    // The weight of a stage is the integral of its Lagrange polynomial.
    powers = nodes.map { node in
      var lagrange = [1.0]
      for other in nodes where other != node {
        let longer = [0] + lagrange
        lagrange = zip(longer, lagrange + [0]).map { ($0 - other * $1) / (node - other) }
      }
      return lagrange.enumerated().map { $1 / Double($0 + 1) }
    }
    self.nodes = nodes
    let all = powers
    rows = nodes.map { Self.weights(all, $0) }
    ends = Self.weights(all, 1)
  }

  private static func weights(_ powers: [[Double]], _ place: Double) -> [Double] {
    powers.map { $0.reversed().reduce(0) { $0 * place + $1 } * place }
  }

  /// The weights of the slopes in the solution at a place between 0 and 1.
  func weights(at place: Double) -> [Double] { Self.weights(powers, place) }

  /// The highest derivative that the polynomial of slopes has, the third, in an interval of length 1.
  func highestDerivative(_ slopes: [Double]) -> Double {
    zip(powers, slopes).reduce(0) { $0 + 24 * $1.0[3] * $1.1 }
  }
}
