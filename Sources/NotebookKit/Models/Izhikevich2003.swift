extension BuiltInModel {
  /// The simple model in its first form, without dimensions.
  static let izhikevich2003 = BuiltInModel(
    "izhikevich-2003", aliases: ["izh-2003"], title: "Izhikevich's simple model (2003 form)",
    source: "E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569, doi:10.1109/TNN.2003.820440",
    presets: [
      Preset("regular-spiking", aliases: ["rs"], ""),
      Preset("intrinsically-bursting", aliases: ["ib"], "parameters: {c: -55, d: 4}"),
      Preset("chattering", aliases: ["ch"], "parameters: {c: -50, d: 2}"),
      Preset("fast-spiking", aliases: ["fs"], "parameters: {a: 0.1, d: 2}"),
      Preset("low-threshold-spiking", aliases: ["lts"], "parameters: {b: 0.25, d: 2}"),
      Preset("thalamocortical", aliases: ["tc"], "parameters: {b: 0.25, d: 0.05}"),
      Preset("resonator", aliases: ["rz"], "parameters: {a: 0.1, b: 0.26, d: 2}"),
    ],
    """
    equations: |
      dv/dt = 0.04*v^2 + 5*v + 140 - u + I
      du/dt = a*(b*v - u)
    events:
      spike:
        when: v >= vpeak
        set: {v: c, u: u + d}
    initial: {v: -65, u: b*v}
    parameters: {a: 0.02, b: 0.2, c: -65 mV, d: 8, vpeak: 30 mV}
    input: {I: 0}
    units: {v: mV, t: ms}
    meanings:
      v: membrane potential
      u: recovery variable
      I: input current
      a: rate of recovery
      b: sensitivity of the recovery variable to the potential
      c: potential after a spike
      d: jump of the recovery variable at a spike
      vpeak: peak of a spike
    """)
}
