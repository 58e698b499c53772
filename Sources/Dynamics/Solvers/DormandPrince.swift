extension Method {
  /// The pair of orders 5 and 4 with small error constants. The last slope of a step is the first of the next.
  /// J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19, doi:10.1016/0771-050X(80)90013-3.
  static let dormandPrince = Method(
    "dormand-prince", aliases: ["dopri5", "ode45", "rk45", "dormand-prince-45"], title: "Dormand–Prince 5(4)", order: 5,
    formula:
      "y_{n+1} = y_n + h\\left(\\tfrac{35}{384} k_1 + \\tfrac{500}{1113} k_3 + \\tfrac{125}{192} k_4"
      + " - \\tfrac{2187}{6784} k_5 + \\tfrac{11}{84} k_6\\right)",
    stability: "1 + z + z^2/2 + z^3/6 + z^4/24 + z^5/120 + z^6/600",
    source: "J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19, doi:10.1016/0771-050X(80)90013-3",
    ExplicitRungeKutta.dormandPrince)
}

extension ExplicitRungeKutta {
  /// The coefficients of ``Method/dormandPrince``.
  package static let dormandPrince = ExplicitRungeKutta(
    order: 5,
    stages: [
      [1.0 / 5],
      [3.0 / 40, 9.0 / 40],
      [44.0 / 45, -56.0 / 15, 32.0 / 9],
      [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
      [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
    ], weights: [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    errorWeights: [
      71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339_200, 22.0 / 525, -1.0 / 40,
    ], embeddedOrder: 4)
}
