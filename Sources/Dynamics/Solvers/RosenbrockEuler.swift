extension Method {
  /// Backward Euler with one Newton iteration: (1 − hJ) u = h f + h² ∂f/∂t, y₁ = y + u. Also called linearly implicit Euler.
  /// H. H. Rosenbrock, Comput. J. 5 (1963) 329, doi:10.1093/comjnl/5.4.329; E. Hairer, G. Wanner, Solving Ordinary
  /// Differential Equations II (1996), IV.7, doi:10.1007/978-3-642-05221-7.
  static let rosenbrockEuler = Method(
    "rosenbrock-euler", aliases: ["linearly-implicit-euler", "semi-implicit-euler", "ros1"],
    title: "Rosenbrock–Euler (linearly implicit)", order: 1,
    formula:
      "y_{n+1} = y_n + h\\,(1 - hJ)^{-1} \\left(f(t_n, y_n) + h\\,\\partial_t f\\right),\\quad J = \\partial_y f",
    stability: "1/(1 - z)", claim: .lStable,
    source: "H. H. Rosenbrock, Comput. J. 5 (1963) 329, doi:10.1093/comjnl/5.4.329",
    Rosenbrock(order: 1, gamma: 1, timeWeights: [1], weights: [1]))
}
