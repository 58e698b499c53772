import NotebookKit
import Testing

/// Values whose digits do not hold because errors grow along a solve.
@Suite struct HeldDigitsTests {
  private static func page(_ prose: String, until: Double = 60, more: String = "") -> PageOf {
    PageOf(
      """
      ```yaml {model #lorenz}
      equations: |
        dx/dt = 10*(y - x)
        dy/dt = x*(28 - z) - y
        dz/dt = x*y - 8/3*z
      initial: {x: 1, y: 1, z: 1}
      ```

      ```yaml {solve #s}
      model: lorenz
      method: dormand-prince
      tolerance: 1e-8
      until: \(until)
      \(more)
      ```

      It is \(prose).
      """)
  }

  @Test(arguments: [
    "{{ s.x(60) }}", "{{ s.final(z) - s.z(10) }}", "{{ s.after(40).mean(x):.3f }}",
  ])
  func chaosHasNone(prose: String) {
    let page = Self.page(prose)
    #expect(
      page.messages.count == 1 && page.messages[0].contains("at a tenth of the tolerance: errors grow along the solve"),
      "\(page.messages)")
  }

  @Test func namedValuesAreLookedAtToo() {
    let page = Self.page("{{ n.last }}", more: "```\n\n```yaml {values #n}\nlast: s.x(60)\nearly: s.x(5)")
    #expect(page.messages.count == 1 && page.messages[0].contains("'s.x(60)' is"), "\(page.messages)")
  }

  /// A table of values at given times tells the first time at which one does not hold; one of early times, and one beside a reference,
  /// are quiet.
  @Test(arguments: [
    ("at: [10, 50, 60]", ["'x of s at 50' is"]), ("at: [5, 10]", []), ("at: [60]\nagainst: exact", []),
  ])
  func tablesAreLookedAtToo(keys: String, said: [String]) {
    let page = Self.page("seen", more: "```\n\n```yaml {compare}\nof: s\n\(keys)")
    #expect(page.messages.count == said.count, "\(page.messages)")
    for words in said { #expect(page.messages.first?.contains(words) == true, "\(page.messages)") }
  }

  /// Before errors have grown, in what all such solves have in common, and where it is meant.
  @Test(arguments: [
    ("{{ s.x(10) }}", ""), ("{{ s.x(60) }} of {{ s.max(z) }}", "outcome: any"), ("{{ s.mean(z):.0f }}", ""),
  ]) func whatHoldsIsQuiet(prose: String, more: String) { #expect(Self.page(prose, more: more).messages == []) }

  /// Errors of a solve that are written as formulas go with its tolerance.
  @Test(arguments: [
    "s.x(200) - cos(200)", "abs(s.x(200) - cos(200))", "s.x(200)^2 + s.v(200)^2 - 1", "s.E(200) - s.E(0)",
    "s.peak-to-peak(E)",
  ])
  func errorsAsFormulasAreQuiet(formula: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -x
        dy/dt = -y
        E = x^2 + v^2
      initial: {x: 1, v: 0, y: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: {relative: 1e-4, x: 1e-12, v: 1e-12, y: 1e-12}
      until: 200
      ```

      {{ \(formula) }}
      """)
    #expect(page.messages == [])
  }

  @Test func whatStaysInItsPlaceIsQuiet() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -x
      initial: {x: 1, v: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-3
      until: 200
      ```

      {{ s.x(200) }}
      """)
    #expect(page.messages == [])
  }
}
