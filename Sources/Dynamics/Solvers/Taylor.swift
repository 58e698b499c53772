extension Method {
  /// y₁ = Σ cₖ hᵏ with Taylor coefficients by automatic differentiation, of an order and steps that follow the tolerance.
  /// À. Jorba, M. Zou, Experimental Mathematics 14 (2005) 99, doi:10.1080/10586458.2005.10128904.
  static let taylor = Method(
    "taylor", aliases: ["taylor-series", "exact"], title: "Taylor series", order: 0,
    formula: "y_{n+1} = \\sum_{k=0}^{p} c_k h^k,\\quad c_{k+1} = \\frac{[f(t, y(t))]_k}{k+1}",
    source: "À. Jorba, M. Zou, Exp. Math. 14 (2005) 99, doi:10.1080/10586458.2005.10128904",
    preset: .adaptive(.tightest), Taylor())
}

/// The reference among the solvers: as accurate as double precision lets it be, unless it is given a tolerance.
///
/// For smooth equations that are not stiff, which the modes make of hybrid ones between events. Not for stiff equations: its
/// steps are bounded by stability, as those of every explicit method.
struct Taylor: Solver {
  let order = 0
  let isSeries = true
  let control: StepControl? = .elementary(power: 1, order: 1)

  func stepper(for system: System) -> TaylorRun { TaylorRun(system) }

  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }
}

extension Tolerance {
  /// What ``Method/taylor`` runs at unless told otherwise: the error of a step is below the rounding of each state.
  package static let tightest = Tolerance(relative: 1e-16, absolute: [0])
}
