extension BuiltInModel {
  /// A mass on a rod, with friction if damping is given.
  static let pendulum = BuiltInModel(
    "pendulum", title: "Pendulum",
    source: "C. Huygens, Horologium oscillatorium (1673)",
    """
    equations: |
      dtheta/dt = omega
      domega/dt = -g/L*sin(theta) - damping*omega
    initial: {theta: 1, omega: 0}
    parameters: {g: 9.81, L: 1, damping: 0}
    meanings: {theta: angle, omega: angular velocity, g: gravity, L: length, damping: friction}
    """)
}
