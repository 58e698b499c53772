extension BuiltInModel {
  /// Predators and prey: closed orbits around a centre.
  static let lotkaVolterra = BuiltInModel(
    "lotka-volterra", title: "Lotka–Volterra model",
    source:
      "A. J. Lotka, Elements of Physical Biology, Williams & Wilkins 1925; V. Volterra, Nature 118 (1926) 558, doi:10.1038/118558a0",
    """
    equations: |
      dx/dt = alpha*x - beta*x*y
      dy/dt = delta*x*y - gamma*y
    initial: {x: 1, y: 1}
    parameters: {alpha: 2/3, beta: 4/3, delta: 1, gamma: 1}
    meanings: {x: prey, y: predators, alpha: birth of prey, beta: predation, delta: growth of predators, gamma: death of predators}
    """)
}
