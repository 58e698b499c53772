import Diagnostics
import NotebookKit
import TestSupport
import Testing

/// What students write: each gives one clear message, in its place.
@Suite struct WrongModelsTests {
  /// A good model; each case replaces one line of it.
  static let good = """
    equations: |
      C*dv/dt = g*(E - v) - w + I
      dw/dt = (b*v - w)/tau
    initial: {v: -60, w: 0}
    parameters: {C: 100 pF, g: 5 nS, E: -60 mV, b: 2 nS, tau: 20 ms}
    input: {I: 50 pA*(t >= 10 ms)}
    units: {v: mV, w: pA, t: ms}
    events:
      spike: {when: v >= 30, set: {v: -60, w: w + 5}}
    """

  static let cases: [(line: String, message: String)] = [
    // Syntax.
    ("  C*dv/dt = g*⟦(⟧E - v - w + I", "'(' is never closed"),
    ("  C*dv/dt = g*(E - v)⟦)⟧ - w + I", "')' without '('"),
    ("  C*dv/dt = ⟦g⟧(E - v) - w + I", "unknown function 'g'"),
    ("  C*dv/dt = 2 ⟦g⟧*(E - v) - w + I", "missing operator before 'g'"),
    ("  C*dv/dt = g*(E ⟦−⟧ v) - w + I", "'−' is not part of the expression language"),
    ("  C*dv/dt = g*(E - v)⟦**⟧2 - w + I", "'**' is not part of the expression language"),
    ("  C*dv/dt ⟦==⟧ g*(E - v) - w + I", "an equation is written with one '='"),
    ("  ⟦g*(E - v) - w + I⟧", "this line is no equation"),
    ("  C*dv/dt ⟦=⟧", "the right side of '=' is empty"),
    ("  C*dv/dt = g*(E - v) - w + ⟦expp⟧(I)", "unknown function 'expp'"),
    ("  C*dv/dt = g*(E - v) - w + ⟦exp(I, 2)⟧", "'exp' takes one argument, not 2"),
    ("  C*dv/dt = g*(E - v) - w + I ⟦+⟧", "the expression ends after '+'"),
    // Left sides.
    ("  ⟦d2v/dt2⟧ = g*(E - v) - w + I", "a second-order equation"),
    ("  ⟦v''⟧ = g*(E - v) - w + I", "a second-order equation"),
    ("  ⟦C*dv/ds⟧ = g*(E - v) - w + I", "the derivative is with respect to 's'"),
    ("  ⟦dv/dt + 1⟧ = g*(E - v) - w + I", "cannot read the left side 'dv/dt + 1'"),
    ("  C*dv/dt = g*(E - v) - w + I\n  ⟦dv/dt⟧ = 1", "a second equation for 'v'"),
    // Names.
    ("  C*dv/dt = g*(⟦Em⟧ - v) - w + I", "unknown name 'Em'"),
    ("initial: {v: -60, w: 0, ⟦u⟧: 1}", "there is no state 'u' to begin with a value"),
    ("initial: {⟦v⟧: -60}", "state 'w' has no initial value"),
    ("parameters: {C: 100 pF, g: 5 nS, E: -60 mV, b: 2 nS, tau: 20 ms, ⟦C⟧: 3}", "'C' is given twice"),
    (
      "parameters: {C: 100 pF, g: 5 nS, E: -60 mV, b: 2 nS, tau: 20 ms, ⟦pi⟧: 3}",
      "'pi' has a meaning of its own and cannot be redefined"
    ),
    ("parameters: {C: 100 pF, g: 5 ⟦nSS⟧, E: -60 mV, b: 2 nS, tau: 20 ms}", "'nSS' is not a unit"),
    ("input: {I: 50 pA*(⟦v⟧ >= 10 mV)}", "'v' cannot be used here"),
    ("input: {J: 50 pA}", "unknown name 'I'"),
    ("  C*dv/dt = g*(E - v) - w", "the equations do not use the input 'I'"),
    // Events.
    ("  spike: {when: v >= 30, set: {v: -60, ⟦C⟧: 5}}", "an event sets states, and 'C' is not one"),
    ("  spike: {when: v ⟦=⟧ 30, set: {v: -60}}", "unexpected '='"),
    ("  spike: {when: ⟦v == 30⟧, set: {v: -60}}", "an event's condition is a comparison such as 'v >= 30'"),
    ("  spike: {⟦wen⟧: v >= 30, set: {v: -60}}", "unknown key 'wen' in an event"),
    ("  spike: {when: v >= ⟦vpeak⟧, set: {v: -60}}", "unknown name 'vpeak'"),
    // Units.
    (
      "  C*dv/dt = g*(E - v) - w + I + ⟦E⟧",
      "cannot add 'g*(E - v) - w + I' in pA and 'E' in mV: they measure different things"
    ),
    (
      "parameters: {C: 100 pF, g: 5 nS, E: -60 mV, b: 2 uS, tau: 20 ms}",
      "cannot subtract 'w' in pA from 'b*v' in nA: their scales differ"
    ),
    ("units: {v: mV, w: pA, t: ⟦mm⟧}", "time is measured in s or ms, not in mm"),
    ("units: {v: ⟦mVolt⟧, w: pA, t: ms}", "'mVolt' is not a unit"),
    (
      "parameters: {C: 100 pF, g: 5 nS, E: -60 mV, b: 2 nS, tau: 20 mV}",
      "the left side is in pA/ms, and '(b*v - w)/tau' in nS: they measure different things"
    ),
    ("  dw/dt = (b*v - w)/exp(⟦tau⟧)", "'exp' takes a plain number, and 'tau' is in ms"),
    (
      "  spike: {when: v >= ⟦30 pA⟧, set: {v: -60}}",
      "cannot compare 'v' in mV and '30 pA' in pA: they measure different things"
    ),
    ("  spike: {when: v >= 30, set: {v: ⟦-60 pA⟧}}", "'v' is in mV, and '-60 pA' in pA: they measure different things"),
    // YAML.
    ("equations:\n  ⟦C*dv/dt = g*(E - v) - w + I⟧\n  dw/dt = (b*v - w)/tau", "expected 'key: value'"),
    ("initial: ⟦v = -60⟧", "expected states with their initial values"),
    ("⟦equation⟧: |\n  v' = 1", "unknown key 'equation' in 'model'"),
  ]

  @Test(arguments: cases.indices)
  func oneClearMessage(index: Int) throws {
    let (line, message) = Self.cases[index]
    var lines = Self.good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let key = Self.key(line)
    let first = try #require(lines.firstIndex { Self.key($0) == key })
    if line.hasPrefix("equation") { lines.removeSubrange(first..<first + 3) } else { lines.remove(at: first) }
    lines.insert(line, at: min(first, lines.count))
    let marked = MarkedText("```yaml {model #m}\n" + lines.joined(separator: "\n") + "\n```\n")
    let plan = Plan(Notebook(parsing: marked.source()))
    let errors = plan.diagnostics.filter { $0.severity == .error }
    let found = try #require(errors.first)
    #expect(found.message == message)
    #expect(errors.count == 1, "\(errors.map(\.message))")
    if let place = marked.ranges.first {
      #expect(found.location?.range.lowerBound == place.lowerBound, "\(found.text())")
    }
  }

  /// Which line of the good model a case replaces.
  static func key(_ line: String) -> String {
    let plain = line.filter { $0 != "⟦" && $0 != "⟧" }
    if plain.hasPrefix("  spike") { return "spike" }
    if plain.hasPrefix("  dw/dt") { return "dw" }
    if plain.hasPrefix("  ") { return "dv" }
    let word = String(plain.prefix { $0 != ":" })
    return word == "equation" ? "equations" : word
  }

  @Test func theGoodModelIsGood() {
    let plan = Plan(Notebook(parsing: Source(path: "m.md", text: "```yaml {model #m}\n\(Self.good)\n```\n")))
    #expect(plan.diagnostics.isEmpty, "\(plan.diagnostics.map { $0.text() })")
  }
}
