extension Method {
  /// Every solver. Adding one is a file in `Solvers/` and a line here.
  package static let catalogue: [Method] = [
    .explicitEuler,
    .backwardEuler,
    .midpoint,
    .heun,
    .rk4,
    .taylor,
  ]
}
