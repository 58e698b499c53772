extension BuiltInModel {
  /// Three reactions with rates nine orders of magnitude apart: the classical stiff problem.
  static let robertson = BuiltInModel(
    "robertson", title: "Robertson problem",
    source: "H. H. Robertson, in Numerical Analysis: An Introduction, Academic Press 1966, p. 178",
    """
    equations: |
      dA/dt = -0.04*A + 1e4*B*c
      dB/dt = 0.04*A - 1e4*B*c - 3e7*B^2
      dc/dt = 3e7*B^2
    initial: {A: 1, B: 0, c: 0}
    """)
}
