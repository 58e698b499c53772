extension BuiltInModel {
  /// An autocatalytic reaction that oscillates for b > 1 + a².
  static let brusselator = BuiltInModel(
    "brusselator", title: "Brusselator",
    source: "I. Prigogine, R. Lefever, J. Chem. Phys. 48 (1968) 1695, doi:10.1063/1.1668896",
    """
    equations: |
      dx/dt = a + x^2*y - b*x - x
      dy/dt = b*x - x^2*y
    initial: {x: 1, y: 1}
    parameters: {a: 1, b: 3}
    """)
}
