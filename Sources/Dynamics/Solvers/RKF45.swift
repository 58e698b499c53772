extension Method {
  /// Fehlberg's pair of orders 4 and 5, going on with order 5 (local extrapolation).
  /// E. Fehlberg, NASA Technical Report R-315 (1969); Computing 6 (1970) 61, doi:10.1007/BF02241732.
  static let rkf45 = Method(
    "rkf45", aliases: ["fehlberg", "runge-kutta-fehlberg", "fehlberg45"], title: "Runge–Kutta–Fehlberg 5(4)", order: 5,
    formula:
      "y_{n+1} = y_n + h\\left(\\tfrac{16}{135} k_1 + \\tfrac{6656}{12825} k_3 + \\tfrac{28561}{56430} k_4"
      + " - \\tfrac{9}{50} k_5 + \\tfrac{2}{55} k_6\\right)",
    stability: "1 + z + z^2/2 + z^3/6 + z^4/24 + z^5/120 + z^6/2080",
    source: "E. Fehlberg, Computing 6 (1970) 61, doi:10.1007/BF02241732",
    ExplicitRungeKutta(
      order: 5,
      stages: [
        [1.0 / 4],
        [3.0 / 32, 9.0 / 32],
        [1932.0 / 2197, -7200.0 / 2197, 7296.0 / 2197],
        [439.0 / 216, -8, 3680.0 / 513, -845.0 / 4104],
        [-8.0 / 27, 2, -3544.0 / 2565, 1859.0 / 4104, -11.0 / 40],
      ], weights: [16.0 / 135, 0, 6656.0 / 12825, 28561.0 / 56430, -9.0 / 50, 2.0 / 55],
      errorWeights: [1.0 / 360, 0, -128.0 / 4275, -2197.0 / 75240, 1.0 / 50, 2.0 / 55], embeddedOrder: 4))
}
