extension BuiltInModel {
  /// The quadratic integrate-and-fire neuron, the normal form of excitability by a saddle-node bifurcation.
  static let quadraticIf = BuiltInModel(
    "quadratic-if", aliases: ["qif"], title: "Quadratic integrate-and-fire neuron",
    source:
      "P. E. Latham, B. J. Richmond, P. G. Nelson, S. Nirenberg, J. Neurophysiol. 83 (2000) 808, doi:10.1152/jn.2000.83.2.808",
    """
    equations: |
      tau*dv/dt = (v - EL)*(v - vt)/(vt - EL) + R*I
    events:
      spike: {when: v >= vpeak, set: {v: vr}}
    initial: {v: EL}
    parameters: {tau: 10 ms, EL: -65 mV, vt: -50 mV, R: 100 MOhm, vpeak: 30 mV, vr: -70 mV}
    input: {I: 0 nA}
    units: {v: mV, t: ms, I: nA}
    meanings:
      v: membrane potential
      I: input current
      tau: membrane time constant
      EL: resting potential
      vt: threshold
      R: membrane resistance
      vpeak: peak of a spike
      vr: potential after a spike
    """)
}
