extension Method {
  /// A pair of orders 5 and 4 with still smaller error constants. The last slope of a step is the first of the next.
  /// Ch. Tsitouras, Comput. Math. Appl. 62 (2011) 770, doi:10.1016/j.camwa.2011.06.002; the coefficients with the digits
  /// that the order conditions give.
  static let tsit5 = Method(
    "tsit5", aliases: ["tsitouras", "tsitouras-5"], title: "Tsitouras 5(4)", order: 5,
    formula: "y_{n+1} = y_n + h \\sum_{i=1}^{6} b_i k_i", stability: "1 + z + z^2/2 + z^3/6 + z^4/24 + z^5/120 + c z^6",
    source: "Ch. Tsitouras, Comput. Math. Appl. 62 (2011) 770, doi:10.1016/j.camwa.2011.06.002",
    ExplicitRungeKutta(
      order: 5,
      stages: [
        [0.161],
        [-0.008480655492356989, 0.335480655492357],
        [2.8971530571054935, -6.359448489975075, 4.3622954328695815],
        [5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525],
        [
          5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383,
        ],
      ],
      weights: [
        0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774,
      ],
      errorWeights: [
        -0.00178001105222577714, -0.0008164344596567469, 0.007880878010261995, -0.1447110071732629,
        0.5823571654525552, -0.45808210592918697, 1.0 / 66,
      ], embeddedOrder: 4))
}
