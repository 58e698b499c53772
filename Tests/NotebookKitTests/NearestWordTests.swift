import NotebookKit
import Testing

/// Words that others use, and what a message says of them.
@Suite struct NearestWordTests {
  private static func model(_ keys: String) -> String { "```yaml {model #m}\n\(keys)\n```\n\n" }

  private static let solve = "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 10\n```\n\n"

  @Test(arguments: [("kw", "kW"), ("KPA", "kPa"), ("GPA", "GPa")]) func unitsInOtherCapitals(word: String, unit: String)
  {
    let page = PageOf(Self.model("equations: dx/dt = -k*x\nparameters: {k: 0.8 \(word)}\ninitial: {x: 1}"))
    #expect(page.hints.contains { $0.contains("'\(unit)'") }, "\(page.messages) \(page.hints)")
  }

  @Test(arguments: [("poincare", "section"), ("Phase-Portrait", "phase"), ("fft", "spectrum")])
  func kindsOfFigures(word: String, kind: String) {
    let page = PageOf(
      Self.model("equations: dx/dt = -x\ninitial: {x: 1}") + Self.solve
        + "```yaml {plot}\nof: s\nkind: \(word)\n```\n")
    #expect(page.hints.first == "here that is '\(kind)'")
  }

  @Test func theNumberOfARestitutionMayBeMissing() {
    let page = PageOf(
      Self.model("equations: dv/dt = -1\ninitial: {v: 1}\nevents: {hit: {when: v < -1, set: {v: -e*v}}}"))
    #expect(page.messages.first?.hasSuffix("unknown name 'e'") == true)
    #expect(page.hints.first?.hasSuffix("a number of that name is given under 'parameters'") == true)
  }

  @Test func theCoulombIsNoDegree() {
    let page = PageOf(
      Self.model("equations: dT/dt = -k*(T - Ta)\nparameters: {k: 1 1/h, Ta: 5 degC}\ninitial: {T: 20 C}"))
    #expect(page.hints.contains { $0.contains("C is the coulomb: a temperature is in degC") }, "\(page.hints)")
  }

  @Test func timesOutsideHaveTheirUnit() {
    let page = PageOf(
      Self.model("equations: dx/dt = -k*x\nparameters: {k: 1 1/s}\ninitial: {x: 1 m}")
        + Self.solve.replacing("0.1", with: "0.1 s").replacing("10", with: "10 s") + "{{ s.x(1 min) }}")
    #expect(page.messages.first?.hasSuffix("there is no value at 60 s: the solve goes from 0 to 10 s") == true)
  }

  /// Of a centre no cycle attracts or repels.
  @Test func cyclesOfEverySizeAreNeitherStableNorUnstable() {
    let page = PageOf(
      Self.model(
        "equations: |\n  dx/dt = y\n  dy/dt = mu*(1 - x^2)*y - x\nparameters: {mu: 1}\ninitial: {x: 0.1, y: 0}")
        + "```yaml {plot}\nof: m\nkind: bifurcation\nx: mu\ny: x\nrange: {mu: -1 to 3, x: -3 to 3}\nmarks: [cycles]\n```\n"
    )
    #expect(page.text.contains("cycles of every size") && page.text.contains("μ = 0"), "\(page.text.prefix(600))")
    #expect(!page.text.contains("unstable cycles") && !page.text.contains("stable cycles"))
  }

  /// The line beside samples has a name, and onsets of all results are marked.
  @Test func aLoneCurveBesideSamplesIsNamed() {
    let page = PageOf(
      Self.model("equations: dx/dt = -x\ninitial: {x: 1}") + Self.solve
        + "```yaml {data #d}\ncolumns: {t: number, x: number}\nrows: [[0, 1], [1, 0.4]]\nshow: no\n```\n\n"
        + "```yaml {plot}\nof: s\ndata: d\n```\n")
    #expect(page.messages == [])
    let figure = page.text.split(separator: "Figure").first.map(String.init) ?? ""
    #expect(figure.contains("Runge–Kutta 4") && figure.contains("d"), "\(figure.suffix(500))")
  }
}
