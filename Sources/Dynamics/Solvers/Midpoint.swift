extension Method {
  /// The second-order method of one half step. C. Runge, Math. Ann. 46 (1895) 167, doi:10.1007/BF01446807.
  static let midpoint = Method(
    "midpoint", aliases: ["rk2", "modified-euler"], title: "Midpoint (RK2)", order: 2,
    formula: "y_{n+1} = y_n + h\\,f\\left(t_n + \\tfrac h2,\\; y_n + \\tfrac h2 f(t_n, y_n)\\right)",
    stability: "1 + z + z^2/2", source: "C. Runge, Math. Ann. 46 (1895) 167, doi:10.1007/BF01446807",
    ExplicitRungeKutta(order: 2, stages: [[0.5]], weights: [0, 1], compiled: .midpoint))
}
