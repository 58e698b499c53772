extension Method {
  /// States in turn, forwards and backwards: those whose rates do not need each other take their step together, half of it on the way
  /// there and half on the way back. With places before velocities that is drift, kick and drift, which is symplectic: the energy of a
  /// conservative system wanders, and does not run away. A state whose rate needs itself, as with friction, takes its part by the
  /// midpoint rule, so that the order stays 2. Time stands at the middle of the step.
  /// E. Hairer, C. Lubich, G. Wanner, Acta Numer. 12 (2003) 399, doi:10.1017/S0962492902000144.
  static let stormerVerlet = Method(
    "stormer-verlet", aliases: ["störmer-verlet", "verlet", "position-verlet", "leapfrog"],
    title: "Störmer–Verlet", order: 2,
    formula:
      "x_{n+1/2} = x_n + \\tfrac h2\\,v_n,\\quad v_{n+1} = v_n + h\\,a(x_{n+1/2}),\\quad x_{n+1} = x_{n+1/2} + \\tfrac h2\\,v_{n+1}",
    source: "E. Hairer, C. Lubich, G. Wanner, Acta Numer. 12 (2003) 399, doi:10.1017/S0962492902000144",
    Splitting(order: 2, time: 1.0 / 2, usesMidpoint: true) { groups in
      let there = groups.dropLast().map { ($0, 1.0 / 2) }
      return there + groups.suffix(1).map { ($0, 1) } + there.reversed()
    })
}
