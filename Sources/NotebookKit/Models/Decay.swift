extension BuiltInModel {
  /// The linear test equation: its solution is an exponential.
  static let decay = BuiltInModel(
    "decay", title: "Linear decay",
    source: "G. Dahlquist, BIT 3 (1963) 27, doi:10.1007/BF01963532",
    """
    equations: |
      dy/dt = -k*y
    initial: {y: 1}
    parameters: {k: 1}
    """)
}
