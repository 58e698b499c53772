extension BuiltInModel {
  /// The squid's giant axon, in the modern convention with rest at −65 mV.
  ///
  /// The two opening rates with a removable singularity, x/(1 − exp(−x)), are written with `exprel`, which is exact there.
  static let hodgkinHuxley = BuiltInModel(
    "hodgkin-huxley", aliases: ["hh"], title: "Hodgkin–Huxley model",
    source: "A. L. Hodgkin, A. F. Huxley, J. Physiol. 117 (1952) 500, doi:10.1113/jphysiol.1952.sp004764",
    """
    equations: |
      alpha_m = 1/exprel(-(v + 40)/10)
      beta_m = 4*exp(-(v + 65)/18)
      alpha_h = 0.07*exp(-(v + 65)/20)
      beta_h = 1/(1 + exp(-(v + 35)/10))
      alpha_n = 0.1/exprel(-(v + 55)/10)
      beta_n = 0.125*exp(-(v + 65)/80)
      C*dv/dt = I - gNa*m^3*h*(v - ENa) - gK*n^4*(v - EK) - gL*(v - EL)
      dm/dt = alpha_m*(1 - m) - beta_m*m
      dh/dt = alpha_h*(1 - h) - beta_h*h
      dn/dt = alpha_n*(1 - n) - beta_n*n
    events:
      spike: {when: v >= 0}
    initial: {v: -65, m: alpha_m/(alpha_m + beta_m), h: alpha_h/(alpha_h + beta_h), n: alpha_n/(alpha_n + beta_n)}
    parameters: {C: 1 uF/cm^2, gNa: 120 mS/cm^2, gK: 36 mS/cm^2, gL: 0.3 mS/cm^2, ENa: 50 mV, EK: -77 mV, EL: -54.387 mV}
    input: {I: 0 uA/cm^2}
    units: {v: mV, t: ms, I: uA/cm^2}
    meanings:
      v: membrane potential
      m: activation of sodium
      h: inactivation of sodium
      n: activation of potassium
      I: input current
      C: membrane capacitance
      gNa: sodium conductance
      gK: potassium conductance
      gL: leak conductance
      ENa: sodium reversal potential
      EK: potassium reversal potential
      EL: leak reversal potential
    """)
}
