extension BuiltInModel {
  /// A relaxation oscillator, stiff for large mu.
  static let vanDerPol = BuiltInModel(
    "van-der-pol", title: "Van der Pol oscillator",
    source: "B. van der Pol, Phil. Mag. 2 (1926) 978, doi:10.1080/14786442608564127",
    """
    equations: |
      dx/dt = y
      dy/dt = mu*(1 - x^2)*y - x
    initial: {x: 2, y: 0}
    parameters: {mu: 1}
    """)
}
