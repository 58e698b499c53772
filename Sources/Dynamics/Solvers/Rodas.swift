extension Method {
  /// The stiffly accurate, L-stable pair of orders 4 and 3 with six stages; for stiff problems at all but the tightest
  /// tolerances. E. Hairer, G. Wanner, Solving Ordinary Differential Equations II (1996), IV.7 and VI.4,
  /// doi:10.1007/978-3-642-05221-7; coefficients of their program RODAS.
  static let rodas = Method(
    "rodas", aliases: ["rodas4", "rodas-4", "stiff"], title: "RODAS 4(3)", order: 4,
    formula:
      "\\left(\\tfrac{1}{\\gamma h} - J\\right) u_i = f\\Big(t_n + \\alpha_i h, y_n + \\sum_j a_{ij} u_j\\Big)"
      + " + \\sum_j \\tfrac{c_{ij}}{h} u_j + d_i h\\,\\partial_t f,\\quad y_{n+1} = y_n + \\sum_i m_i u_i",
    claim: .lStable,
    source:
      "E. Hairer, G. Wanner, Solving Ordinary Differential Equations II (1996), doi:10.1007/978-3-642-05221-7",
    Rosenbrock(
      order: 4, gamma: 0.25, nodes: [0, 0.386, 0.21, 0.63, 1, 1],
      stages: [
        [1.544],
        [0.9466785280815826, 0.2557011698983284],
        [3.314825187068521, 2.896124015972201, 0.9986419139977817],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1],
      ],
      couplings: [
        [-5.6688],
        [-2.430093356833875, -0.2063599157091915],
        [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
        [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160],
        [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
      ],
      timeWeights: [0.25, -0.1043, 0.1035, -0.03620000000000023, 0, 0],
      weights: [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1, 1],
      errorWeights: [0, 0, 0, 0, 0, 1], embeddedOrder: 3))
}
