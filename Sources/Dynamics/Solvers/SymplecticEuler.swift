extension Method {
  /// Explicit Euler for one group of states after the other, each with the new values of those before it: states whose rates do not
  /// need each other, as all places and all velocities, are a group, however they are listed. For places before velocities that is
  /// symplectic. Time stands still at the start of the step.
  /// E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration (2006), I.1.2, doi:10.1007/3-540-30666-8.
  static let symplecticEuler = Method(
    "symplectic-euler", aliases: ["euler-cromer"], title: "Symplectic Euler", order: 1,
    formula: "x_{n+1} = x_n + h\\,v_n,\\quad v_{n+1} = v_n + h\\,a(x_{n+1})",
    source:
      "E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration (2006), I.1.2, doi:10.1007/3-540-30666-8",
    Splitting(order: 1, time: 0, usesMidpoint: false) { groups in groups.map { ($0, 1) } })
}
