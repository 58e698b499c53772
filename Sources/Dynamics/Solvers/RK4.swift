extension Method {
  /// The classical method of four stages. W. Kutta, Z. Math. Phys. 46 (1901) 435.
  static let rk4 = Method(
    "rk4", aliases: ["runge-kutta", "runge-kutta-4", "classical-runge-kutta"], title: "Runge–Kutta 4", order: 4,
    formula: "y_{n+1} = y_n + \\tfrac h6 (k_1 + 2k_2 + 2k_3 + k_4)",
    stability: "1 + z + z^2/2 + z^3/6 + z^4/24", source: "W. Kutta, Z. Math. Phys. 46 (1901) 435",
    ExplicitRungeKutta(
      order: 4, stages: [[0.5], [0, 0.5], [0, 0, 1]], weights: [1, 2, 2, 1], divisor: 6, compiled: .rk4))
}
