extension Method {
  /// The two-stage method of order 2 with the least bound of the local error.
  /// A. Ralston, Math. Comp. 16 (1962) 431, doi:10.1090/S0025-5718-1962-0150954-0.
  static let ralston = Method(
    "ralston", aliases: ["ralston-2"], title: "Ralston", order: 2,
    formula: "y_{n+1} = y_n + \\tfrac h4 (k_1 + 3 k_2),\\quad k_2 = f(t_n + \\tfrac23 h, y_n + \\tfrac23 h k_1)",
    stability: "1 + z + z^2/2", source: "A. Ralston, Math. Comp. 16 (1962) 431, doi:10.1090/S0025-5718-1962-0150954-0",
    ExplicitRungeKutta(order: 2, stages: [[2.0 / 3]], weights: [1, 3], divisor: 4))
}
