extension BuiltInModel {
  /// Convection in three variables: deterministic, and not predictable for long.
  static let lorenz = BuiltInModel(
    "lorenz", title: "Lorenz system",
    source: "E. N. Lorenz, J. Atmos. Sci. 20 (1963) 130, doi:10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2",
    """
    equations: |
      dx/dt = sigma*(y - x)
      dy/dt = x*(rho - z) - y
      dz/dt = x*y - beta*z
    initial: {x: 1, y: 1, z: 1}
    parameters: {sigma: 10, rho: 28, beta: 8/3}
    """)
}
