import Foundation
import Testing

@testable import NotebookKit

/// Overshoot, rise time and settling time against closed forms.
@Suite struct StepResponseTests {
  private static func page(_ equations: String, _ initial: String, _ text: String, step: String = "tolerance: 1e-12")
    -> PageOf
  {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations)
      initial: {\(initial)}
      ```

      ```yaml {solve #s}
      model: m
      method: dormand-prince
      \(step)
      until: 60
      ```

      \(text)
      """)
  }

  private static let queries = "N {{ s.overshoot(x):.9f }} {{ s.rise-time(x):.9f }} {{ s.settling-time(x):.9f }}"

  private static func numbers(_ page: PageOf) -> [Double] {
    let text = page.main.firstMatch(of: /<p>N ([^<]*)<\/p>/)?.output.1 ?? ""
    return text.split(separator: " ").compactMap { Double($0) }
  }

  /// x = 1 - e^{-t} and x = 1 + e^{-t}, up and down: ln 9 and ln 50.
  @Test(arguments: ["0", "2"]) func ofFirstOrder(start: String) throws {
    let page = Self.page("dx/dt = 1 - x", "x: \(start)", Self.queries)
    #expect(page.messages == [])
    let found = Self.numbers(page)
    try #require(found.count == 3, "\(page.main.suffix(300))")
    #expect(found[0] == 0 && abs(found[1] - log(9)) < 1e-8 && abs(found[2] - log(50)) < 1e-8, "\(found)")
  }

  /// With a damping of 1/2: e^{-π/√3}, and roots of the exact solution.
  @Test(arguments: ["tolerance: 1e-12", "step: 0.01"]) func ofSecondOrder(step: String) throws {
    let page = Self.page("dx/dt = v\n  dv/dt = 1 - x - v", "x: 0, v: 0", Self.queries, step: step)
    #expect(page.messages == [])
    let found = Self.numbers(page)
    try #require(found.count == 3, "\(page.main.suffix(300))")
    for (value, exact) in zip(found, [exp(-Double.pi / 3.0.squareRoot()), 1.6375729473283478, 8.076348973927994]) {
      #expect(abs(value - exact) < 1e-8, "\(found)")
    }
  }

  /// A last value that is none to come to gives numbers of nothing.
  @Test(arguments: [("0", "swings"), ("0.02", "still swings")]) func whatIsNotAtRestIsTold(
    damping: String, what: String
  ) {
    let page = Self.page(
      "dx/dt = v\n  dv/dt = 0.5 - 2*\(damping)*v - x", "x: 2, v: 0", "{{ s.settling-time(x) }}")
    #expect(page.messages.count == 1)
    #expect(
      page.messages.allSatisfy { $0.hasPrefix("t.md:15:4 'x' has not come to rest: in the last tenth of the span") })
  }

  /// A swing whose period is a whole part of the distance between the places that are looked at.
  @Test func swingsOfAnyPeriodAreSeen() {
    let page = Self.page(
      "dx/dt = 5*(1 - x) + 94.24777960769379*cos(314.159265358979*t)", "x: 0", "{{ s.settling-time(x) }}",
      step: "step: 0.001"
    ).messages
    #expect(page.count == 1 && page.allSatisfy { $0.contains("has not come to rest") }, "\(page)")
  }

  /// Five time constants are enough for what does not hang on the last value.
  @Test func overshootsAreLessStrict() {
    let text = "```yaml {solve #five}\nmodel: m\nmethod: dormand-prince\ntolerance: 1e-10\nuntil: 5\n```\n\n"
    #expect(Self.page("dx/dt = 1 - x", "x: 0", text + "{{ five.overshoot(x) }}").messages == [])
    #expect(Self.page("dx/dt = 1 - x", "x: 0", text + "{{ five.settling-time(x) }}").messages.count == 1)
  }

  @Test func whatIsNoStepIsTold() {
    #expect(
      Self.page("dx/dt = 0*x", "x: 1", "{{ s.overshoot(x) }}").messages
        == ["t.md:14:4 'x' ends where it began, and that is no answer to a step"])
  }

  @Test func sweepsAndTablesHaveThem() {
    let page = Self.page(
      "dx/dt = 1 - x", "x: 0",
      "```yaml {compare #c}\nof: [s]\nmeasure: [overshoot, rise-time, settling-time]\ndigits: 5\n```")
    #expect(page.messages == [])
    #expect(page.main.contains("2.197") && page.main.contains("3.912"), "\(page.main.suffix(1500))")
  }
}
