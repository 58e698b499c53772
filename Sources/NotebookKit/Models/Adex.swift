extension BuiltInModel {
  /// The adaptive exponential integrate-and-fire neuron.
  static let adex = BuiltInModel(
    "adex", aliases: ["adaptive-exponential"], title: "Adaptive exponential integrate-and-fire neuron",
    source: "R. Brette, W. Gerstner, J. Neurophysiol. 94 (2005) 3637, doi:10.1152/jn.00686.2005",
    """
    equations: |
      C*dv/dt = -gL*(v - EL) + gL*DeltaT*exp((v - VT)/DeltaT) - w + I
      tau_w*dw/dt = a*(v - EL) - w
    events:
      spike:
        when: v >= vpeak
        set: {v: vr, w: w + b}
    initial: {v: EL, w: 0}
    parameters: {C: 281 pF, gL: 30 nS, EL: -70.6 mV, VT: -50.4 mV, DeltaT: 2 mV, tau_w: 144 ms, a: 4 nS, b: 80.5 pA, vr: -70.6 mV, vpeak: 20 mV}
    input: {I: 0 pA}
    units: {v: mV, w: pA, t: ms, I: pA}
    meanings:
      v: membrane potential
      w: adaptation current
      I: input current
      C: membrane capacitance
      gL: leak conductance
      EL: leak reversal potential
      VT: threshold potential
      DeltaT: slope factor
      tau_w: time constant of the adaptation
      a: subthreshold adaptation
      b: jump of the adaptation at a spike
      vr: potential after a spike
      vpeak: peak of a spike
    """)
}
