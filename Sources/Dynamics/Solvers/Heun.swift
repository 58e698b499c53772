extension Method {
  /// The trapezoidal rule with an Euler predictor. K. Heun, Z. Math. Phys. 45 (1900) 23.
  static let heun = Method(
    "heun", aliases: ["improved-euler", "explicit-trapezoidal"], title: "Heun", order: 2,
    formula: "y_{n+1} = y_n + \\tfrac h2 (k_1 + k_2),\\quad k_2 = f(t_n + h, y_n + h k_1)",
    stability: "1 + z + z^2/2", source: "K. Heun, Z. Math. Phys. 45 (1900) 23",
    ExplicitRungeKutta(order: 2, stages: [[1]], weights: [1, 1], divisor: 2, compiled: .heun))
}
