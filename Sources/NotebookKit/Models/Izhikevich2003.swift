extension BuiltInModel {
  /// The simple model in its first form, without dimensions, with the cell types of the paper of 2003 and the twenty firing
  /// patterns of the paper of 2004, as its published program `figure1.m` sets them.
  static let izhikevich2003 = BuiltInModel(
    "izhikevich-2003", aliases: ["izh-2003"], title: "Izhikevich's simple model (2003 form)",
    source:
      "E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569, doi:10.1109/TNN.2003.820440; the firing patterns: 15 (2004) 1063, doi:10.1109/TNN.2004.832719",
    presets: cellTypes + firingPatterns,
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

  private static let cellTypes = [
    Preset("regular-spiking", aliases: ["rs"], ""),
    Preset("intrinsically-bursting", aliases: ["ib"], "parameters: {c: -55, d: 4}"),
    Preset("chattering", aliases: ["ch"], "parameters: {c: -50, d: 2}"),
    Preset("fast-spiking", aliases: ["fs"], "parameters: {a: 0.1, d: 2}"),
    Preset("low-threshold-spiking", aliases: ["lts"], "parameters: {b: 0.25, d: 2}"),
    Preset("thalamocortical", aliases: ["tc"], "parameters: {b: 0.25, d: 0.05}"),
    Preset("resonator-cell", aliases: ["rz"], "parameters: {a: 0.1, b: 0.26, d: 2}"),
  ]

  private static let firingPatterns = [
    pattern("tonic-spiking", "a: 0.02, b: 0.2, c: -65, d: 6", "-70", "14*(t >= 10)"),
    pattern("phasic-spiking", "a: 0.02, b: 0.25, c: -65, d: 6", "-64", "0.5*(t >= 20)"),
    pattern("tonic-bursting", "a: 0.02, b: 0.2, c: -50, d: 2", "-70", "15*(t >= 22)"),
    pattern("phasic-bursting", "a: 0.02, b: 0.25, c: -55, d: 0.05", "-64", "0.6*(t >= 20)"),
    pattern("mixed-mode", "a: 0.02, b: 0.2, c: -55, d: 4", "-70", "10*(t >= 16)"),
    pattern("spike-frequency-adaptation", "a: 0.01, b: 0.2, c: -65, d: 8", "-70", "30*(t >= 8.5)"),
    pattern(
      "class-1", "a: 0.02, b: -0.1, c: -55, d: 6", "-60", "0.075*(t - 30)*(t >= 30)",
      voltage: "0.04*v^2 + 4.1*v + 108 - u + I"),
    pattern("class-2", "a: 0.2, b: 0.26, c: -65, d: 0", "-64", "-0.5 + 0.015*(t - 30)*(t >= 30)"),
    pattern("spike-latency", "a: 0.02, b: 0.2, c: -65, d: 6", "-70", "7.04*pulse(t, 10, 13)"),
    pattern("subthreshold-oscillations", "a: 0.05, b: 0.26, c: -60, d: 0", "-62", "2*pulse(t, 20, 25)"),
    pattern(
      "resonator", "a: 0.1, b: 0.26, c: -60, d: -1", "-62",
      "0.65*(pulse(t, 40, 44) + pulse(t, 60, 64) + pulse(t, 280, 284) + pulse(t, 320, 324))"),
    pattern(
      "integrator", "a: 0.02, b: -0.1, c: -55, d: 6", "-60",
      "9*(pulse(t, 100/11, 100/11 + 2) + pulse(t, 100/11 + 5, 100/11 + 7) + pulse(t, 70, 72) + pulse(t, 80, 82))",
      voltage: "0.04*v^2 + 4.1*v + 108 - u + I"),
    pattern("rebound-spike", "a: 0.03, b: 0.25, c: -60, d: 4", "-64", "-15*pulse(t, 20, 25)"),
    pattern("rebound-burst", "a: 0.03, b: 0.25, c: -52, d: 0", "-64", "-15*pulse(t, 20, 25)"),
    pattern(
      "threshold-variability", "a: 0.03, b: 0.25, c: -60, d: 4", "-64",
      "pulse(t, 10, 15) - 6*pulse(t, 70, 75) + pulse(t, 80, 85)"),
    pattern("bistability", "a: 0.1, b: 0.26, c: -60, d: 0", "-61", "0.24 + pulse(t, 37.5, 42.5) + pulse(t, 216, 221)"),
    pattern("depolarizing-after-potential", "a: 1, b: 0.2, c: -60, d: -21", "-70", "20*pulse(t, 9, 11)"),
    pattern(
      "accommodation", "a: 0.02, b: 1, c: -55, d: 4", "-65", "t/25*(t < 200) + (t - 300)/12.5*4*pulse(t, 300, 312.5)",
      recovery: "a*(b*(v + 65))", u: "-16"),
    pattern("inhibition-induced-spiking", "a: -0.02, b: -1, c: -60, d: 8", "-63.8", "80 - 5*pulse(t, 50, 250)"),
    pattern("inhibition-induced-bursting", "a: -0.026, b: -1, c: -45, d: -2", "-63.8", "80 - 5*pulse(t, 50, 250)"),
  ]

  /// - Parameters:
  ///   - start: the membrane potential at the start; the recovery variable starts at b times it, if `u` does not say otherwise.
  ///   - voltage, recovery: right-hand sides, where the pattern has its own.
  private static func pattern(
    _ name: String, _ parameters: String, _ start: String, _ current: String, voltage: String? = nil,
    recovery: String? = nil,
    u: String = "b*v"
  ) -> Preset {
    var text = "parameters: {\(parameters)}\ninitial: {v: \(start), u: \(u)}\ninput: {I: \(current)}\n"
    if voltage != nil || recovery != nil {
      text += "equations: |\n"
      if let voltage { text += "  dv/dt = \(voltage)\n" }
      if let recovery { text += "  du/dt = \(recovery)\n" }
    }
    return Preset(name, text)
  }
}
