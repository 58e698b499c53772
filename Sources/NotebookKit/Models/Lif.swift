extension BuiltInModel {
  /// The leaky integrate-and-fire neuron with a dead time after each spike.
  static let lif = BuiltInModel(
    "lif", aliases: ["leaky-integrate-and-fire"], title: "Leaky integrate-and-fire neuron",
    source:
      "L. Lapicque, J. Physiol. Pathol. Gén. 9 (1907) 620; N. Brunel, M. C. W. van Rossum, Biol. Cybern. 97 (2007) 337, doi:10.1007/s00422-007-0190-0",
    """
    equations: |
      tau*dv/dt = EL - v + R*I
    events:
      spike: {when: v >= vth, set: {v: vr}, refractory: tref, hold: [v]}
    initial: {v: EL}
    parameters: {tau: 20 ms, EL: -65 mV, R: 100 MOhm, vth: -50 mV, vr: -65 mV, tref: 2 ms}
    input: {I: 0 nA}
    units: {v: mV, t: ms, I: nA}
    meanings:
      v: membrane potential
      I: input current
      tau: membrane time constant
      EL: resting potential
      R: membrane resistance
      vth: threshold
      vr: potential after a spike
      tref: dead time after a spike
    """)
}
