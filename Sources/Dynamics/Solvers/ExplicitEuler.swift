extension Method {
  /// y₁ = y₀ + h f(t₀, y₀). L. Euler, Institutionum calculi integralis, vol. 1 (1768), §650.
  static let explicitEuler = Method(
    "explicit-euler", aliases: ["euler", "forward-euler"], title: "Explicit Euler", order: 1,
    formula: "y_{n+1} = y_n + h\\,f(t_n, y_n)", stability: "1 + z",
    source: "L. Euler, Institutionum calculi integralis, vol. 1 (1768)",
    ExplicitRungeKutta(order: 1, stages: [], weights: [1], compiled: .euler))
}
