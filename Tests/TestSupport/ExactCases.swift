package import Expressions
import Foundation

/// A protocol whose spike times are known to 20 digits: `exact.json`, as a model in our language.
package struct ExactCase: Sendable, CustomStringConvertible {
  package let name: String
  package let layer: ModelLayer
  package let end: Double
  package let spikes: [Double]
  /// Times, v, w.
  package let samples: [(t: Double, v: Double, w: Double)]

  /// What the published program makes of it, for the cases that come from one.
  package let published: Published?

  /// The run of a published figure: sequential Euler steps on a grid.
  package struct Published: Sendable {
    package let step: Double
    package let spikes: [Double]
    /// The same model as the program has it: the peak is passed strictly, and a current changes after the time given, so
    /// that the step from that time itself does not see it.
    package let layer: ModelLayer
  }

  package var description: String { name }

  package static let all: [ExactCase] = {
    let cases = (try? Reference.json("exact.json"))?["cases"] as? [String: [String: Any]] ?? [:]
    return cases.keys.sorted().compactMap { name in cases[name].map { ExactCase(name, $0) } }
  }()

  private init(_ name: String, _ item: [String: Any]) {
    self.name = name
    let model = item["model"] as? [String: Any] ?? [:]
    func number(_ key: String) -> Double? { Self.number(model[key]) }
    func text(_ value: Double?) -> String { value.map { "(\($0))" } ?? "0" }
    let isQuadratic = model["form"] as? String == "quad"
    let voltage =
      isQuadratic
      ? "dv/dt = \(text(number("A2")))*v^2 + \(text(number("A1")))*v + \(text(number("A0"))) - w + I"
      : "C*dv/dt = k*(v - vr)*(v - vt) - w + I"
    let recovery: String
    switch model["w_kind"] as? String {
    case "fsU":
      recovery =
        "dw/dt = a*(if(v < \(text(number("v_switch"))), 0, \(text(number("u_coef")))*(v - \(text(number("v_switch"))))^3) - w)"
    case "tc":
      recovery =
        "dw/dt = a*(if(v <= \(text(number("v_switch"))), \(text(number("b_lo"))), \(text(number("b_hi"))))*(v - \(text(number("v0w")))) - w)"
    case "accom": recovery = "dw/dt = a*(b*(v - \(text(number("v0a")))))"
    default: recovery = isQuadratic ? "dw/dt = a*(b*v - w)" : "dw/dt = a*(b*(v - vr) - w)"
    }
    let threshold = number("thr_w").map { "vpeak + (\($0))*w" } ?? "vpeak"
    let reset = number("c_w").map { "c + (\($0))*w" } ?? "c"
    let jump = number("w_cap").map { "min(w + d, \($0))" } ?? "w + d"
    var parameters: [(String, String)] = []
    for key in ["C", "k", "vr", "vt", "a", "b", "c", "d", "vpeak"] {
      if let value = number(key) { parameters.append((key, "\(value)")) }
    }
    let used = voltage + recovery + threshold + reset + jump
    parameters.removeAll { key, _ in !used.contains(key) }
    let start = { (key: String) -> String in
      if let value = Self.number(item[key]) { return "\(value)" }
      return (item[key] as? String ?? "0").replacingOccurrences(of: "v0", with: "v")
    }
    func layer(_ comparison: String, delay: Double) -> ModelLayer {
      ModelText.layer(
        equations: voltage + "\n" + recovery, parameters: parameters,
        initial: [("v", start("v0")), ("w", start("w0"))],
        inputs: [("I", Self.current(item["current"] as? [[String: String]] ?? [], delay: delay))],
        events: [ModelText.Event("spike", when: "v \(comparison) \(threshold)", set: ["v": reset, "w": jump])])
    }
    self.layer = layer(">=", delay: 0)
    let figure = item["published_euler"] as? [String: Any] ?? [:]
    published = Self.number(figure["tau"]).map { step in
      let spikes = (figure["spike_times"] as? [NSNumber] ?? []).map(\.doubleValue)
      return Published(step: step, spikes: spikes, layer: layer(">", delay: step))
    }
    end = Self.number(item["T"]) ?? 0
    spikes = (item["spike_times"] as? [String] ?? []).compactMap(Double.init)
    samples = (item["samples"] as? [[String: String]] ?? []).compactMap { sample in
      guard let t = sample["t"].flatMap(Double.init), let v = sample["v"].flatMap(Double.init),
        let w = sample["w"].flatMap(Double.init)
      else { return nil }
      return (t, v, w)
    }
  }

  private static func number(_ value: Any?) -> Double? {
    value as? Double ?? (value as? Int).map(Double.init) ?? (value as? String).flatMap(Double.init)
  }

  /// Piecewise linear: from each time on a value and a slope. All pieces but the first begin `delay` later.
  private static func current(_ pieces: [[String: String]], delay: Double) -> String {
    let starts = pieces.indices.map { "\((number(pieces[$0]["t"]) ?? 0) + ($0 > 0 ? delay : 0))" }
    var parts: [String] = []
    for (index, piece) in pieces.enumerated() {
      let (t, value, slope) = (piece["t"] ?? "0", piece["I"] ?? "0", piece["slope"] ?? "0")
      let gate =
        index + 1 < pieces.count ? "pulse(t, \(starts[index]), \(starts[index + 1]))" : "step(t, \(starts[index]))"
      parts.append("(\(value) + \(slope)*(t - \(t)))*\(gate)")
    }
    return parts.joined(separator: " + ")
  }
}
