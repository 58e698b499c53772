extension BuiltInModel {
  /// Growth that saturates: an exact solution that is not linear.
  static let logistic = BuiltInModel(
    "logistic", title: "Logistic growth",
    source: "P.-F. Verhulst, Corr. Math. Phys. 10 (1838) 113",
    """
    equations: |
      dy/dt = r*y*(1 - y/K)
    initial: {y: 0.1}
    parameters: {r: 1, K: 1}
    meanings: {y: population, r: rate of growth, K: capacity}
    """)
}
