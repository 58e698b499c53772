extension BuiltInModel {
  /// Excitability in two variables, after Van der Pol's oscillator.
  static let fitzhughNagumo = BuiltInModel(
    "fitzhugh-nagumo", aliases: ["fhn"], title: "FitzHugh–Nagumo model",
    source:
      "R. FitzHugh, Biophys. J. 1 (1961) 445, doi:10.1016/S0006-3495(61)86902-6; J. Nagumo, S. Arimoto, S. Yoshizawa, Proc. IRE 50 (1962) 2061",
    """
    equations: |
      dv/dt = v - v^3/3 - w + I
      dw/dt = (v + a - b*w)/tau
    events:
      spike: {when: v >= 1}
    initial: {v: -1.2, w: -0.625}
    parameters: {a: 0.7, b: 0.8, tau: 12.5}
    input: {I: 0}
    meanings:
      v: membrane potential
      w: recovery variable
      I: input current
      a: shift of the recovery
      b: slope of the recovery
      tau: time constant of the recovery
    """)
}
