extension Method {
  /// Every solver. Adding one is a file in `Solvers/` and a line here.
  package static let catalogue: [Method] = [
    .explicitEuler,
    .sequentialEuler,
    .symplecticEuler,
    .stormerVerlet,
    .backwardEuler,
    .trapezoidal,
    .midpoint,
    .heun,
    .ralston,
    .rk4,
    .adamsBashforth2,
    .bogackiShampine,
    .rkf45,
    .dormandPrince,
    .tsit5,
    .rkc,
    .exponentialEuler,
    .rosenbrockEuler,
    .exponentialRosenbrockEuler,
    .rodas,
    .express,
    .taylor,
  ]
}
