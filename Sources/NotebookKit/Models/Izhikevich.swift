extension BuiltInModel {
  /// The simple model in its 2007 form, with the cell types of the book's chapter 8.
  static let izhikevich = BuiltInModel(
    "izhikevich", aliases: ["izhikevich-2007", "izh"], title: "Izhikevich's simple model (2007 form)",
    source: "E. M. Izhikevich, Dynamical Systems in Neuroscience, MIT Press 2007, chapter 8",
    presets: [
      Preset("regular-spiking", aliases: ["rs"], ""),
      Preset(
        "intrinsically-bursting", aliases: ["ib"],
        """
        parameters: {C: 150 pF, k: 1.2, vr: -75 mV, vt: -45 mV, a: 0.01, b: 5, c: -56 mV, d: 130 pA, vpeak: 50 mV}
        """),
      Preset(
        "chattering", aliases: ["ch"],
        """
        parameters: {C: 50 pF, k: 1.5, vr: -60 mV, vt: -40 mV, a: 0.03, b: 1, c: -40 mV, d: 150 pA, vpeak: 25 mV}
        """),
      Preset(
        "fast-spiking", aliases: ["fs"],
        """
        equations: |
          dw/dt = a*(if(v < vb, 0, 0.025*(v - vb)^3) - w)
        parameters: {C: 20 pF, k: 1, vr: -55 mV, vt: -40 mV, a: 0.2, b: 0, c: -45 mV, d: 0 pA, vpeak: 25 mV, vb: -55 mV}
        """),
      Preset(
        "low-threshold-spiking", aliases: ["lts"],
        """
        parameters: {C: 100 pF, k: 1, vr: -56 mV, vt: -42 mV, a: 0.03, b: 8, c: -53 mV, d: 20 pA, vpeak: 40 mV}
        events:
          spike:
            when: v >= vpeak - 0.1*w
            set: {v: c + 0.04*w, w: min(w + d, 670)}
        """),
      Preset(
        "thalamocortical", aliases: ["tc"],
        """
        equations: |
          dw/dt = a*(if(v <= -65, 15, 0)*(v + 65) - w)
        parameters: {C: 200 pF, k: 1.6, vr: -60 mV, vt: -50 mV, a: 0.01, b: 0, c: -60 mV, d: 10 pA, vpeak: 35 mV}
        events:
          spike:
            when: v >= vpeak + 0.1*w
            set: {v: c - 0.1*w, w: w + d}
        """),
    ],
    """
    equations: |
      C*dv/dt = k*(v - vr)*(v - vt) - w + I
      dw/dt = a*(b*(v - vr) - w)
    events:
      spike:
        when: v >= vpeak
        set: {v: c, w: w + d}
    initial: {v: vr, w: 0}
    parameters: {C: 100 pF, k: 0.7, vr: -60 mV, vt: -40 mV, a: 0.03, b: -2, c: -50 mV, d: 100 pA, vpeak: 35 mV}
    input: {I: 0}
    units: {v: mV, w: pA, t: ms, I: pA, k: nS/mV, a: 1/ms, b: nS}
    meanings:
      v: membrane potential
      w: recovery current
      I: input current
      C: membrane capacitance
      k: steepness of the upstroke
      vr: resting potential
      vt: instantaneous threshold
      a: rate of recovery
      b: sensitivity of the recovery current to the potential
      c: potential after a spike
      d: jump of the recovery current at a spike
      vpeak: peak of a spike
    """)
}
