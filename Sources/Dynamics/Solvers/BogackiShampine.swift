extension Method {
  /// A pair of orders 3 and 2, for rough tolerances. The last slope of a step is the first of the next.
  /// P. Bogacki, L. F. Shampine, Appl. Math. Lett. 2 (1989) 321, doi:10.1016/0893-9659(89)90079-7.
  static let bogackiShampine = Method(
    "bogacki-shampine", aliases: ["bs23", "ode23", "rk23"], title: "Bogacki–Shampine 3(2)", order: 3,
    formula: "y_{n+1} = y_n + \\tfrac h9 (2 k_1 + 3 k_2 + 4 k_3)", stability: "1 + z + z^2/2 + z^3/6",
    source: "P. Bogacki, L. F. Shampine, Appl. Math. Lett. 2 (1989) 321, doi:10.1016/0893-9659(89)90079-7",
    ExplicitRungeKutta(
      order: 3, stages: [[1.0 / 2], [0, 3.0 / 4]], weights: [2, 3, 4], divisor: 9,
      errorWeights: [-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8], embeddedOrder: 2))
}
