extension BuiltInModel {
  /// The barnacle's muscle fibre: calcium and potassium, with fast calcium gates.
  static let morrisLecar = BuiltInModel(
    "morris-lecar", aliases: ["ml"], title: "Morris–Lecar model",
    source:
      "C. Morris, H. Lecar, Biophys. J. 35 (1981) 193, doi:10.1016/S0006-3495(81)84782-0; parameters: J. Rinzel, B. Ermentrout, in Methods in Neuronal Modeling, MIT Press 1998",
    """
    equations: |
      m_inf = 0.5*(1 + tanh((v - V1)/V2))
      w_inf = 0.5*(1 + tanh((v - V3)/V4))
      tau_w = 1/cosh((v - V3)/(2*V4))
      C*dv/dt = I - gL*(v - VL) - gCa*m_inf*(v - VCa) - gK*w*(v - VK)
      dw/dt = phi*(w_inf - w)/tau_w
    events:
      spike: {when: v >= 0}
    initial: {v: -60, w: 0.015}
    parameters: {C: 20 uF/cm^2, gL: 2 mS/cm^2, gCa: 4.4 mS/cm^2, gK: 8 mS/cm^2, VL: -60 mV, VCa: 120 mV, VK: -84 mV, V1: -1.2 mV, V2: 18 mV, V3: 2 mV, V4: 30 mV, phi: 0.04}
    input: {I: 0 uA/cm^2}
    units: {v: mV, t: ms, I: uA/cm^2}
    meanings:
      v: membrane potential
      w: open potassium channels
      I: input current
      C: membrane capacitance
      gL: leak conductance
      gCa: calcium conductance
      gK: potassium conductance
      VL: leak reversal potential
      VCa: calcium reversal potential
      VK: potassium reversal potential
      V1: half activation of calcium
      V2: slope of the calcium activation
      V3: half activation of potassium
      V4: slope of the potassium activation
      phi: rate of the potassium activation
    """)
}
