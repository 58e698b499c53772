import Testing

@testable import NotebookKit

/// Planes in which a circle is one.
@Suite struct AspectTests {
  private static func page(_ keys: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #circle}
      equations: |
        x' = -y
        y' = x
      initial: {x: 1, y: 0}
      ```

      ```yaml {solve #s}
      model: circle
      method: rk4
      step: 0.1
      until: 7
      ```

      ```yaml {plot}
      of: s
      \(keys)
      ```
      """)
  }

  /// The pixels between the labels 0 and 0.5 of an axis.
  private static func unit(_ page: PageOf, _ place: String) throws -> Double {
    func position(_ label: String) throws -> Double {
      let texts = page.main.matches(of: /<text[^>]*>(?:[^<]*)<\/text>/).map { String($0.output) }
      let isX = place == "x"
      let text = try #require(
        texts.first { $0.contains(">\(label)<") && $0.contains("dy=\".75em\"") == isX }, "\(texts)")
      let match = try #require(text.firstMatch(of: isX ? /\bx="([-0-9.]+)"/ : /\by="([-0-9.]+)"/))
      return try #require(Double(match.output.1))
    }
    return abs(try position("0.5") - position("0.0"))
  }

  @Test func equalUnitsAreAsLongOnBothAxes() throws {
    let page = Self.page("kind: phase\naspect: equal")
    #expect(page.messages == [])
    let (x, y) = (try Self.unit(page, "x"), try Self.unit(page, "y"))
    #expect(abs(x - y) < 0.02 * x, "\(x) \(y)")
    let free = Self.page("kind: phase")
    #expect(try abs(Self.unit(free, "x") - Self.unit(free, "y")) > 0.2 * x)
  }

  @Test func otherFiguresHaveNoAspect() {
    #expect(Self.page("kind: trace\naspect: equal").messages == ["t.md:18:9 'aspect' has no place in 'trace'"])
    #expect(Self.page("kind: phase\naspect: 1").messages.count == 1)
  }

  /// The region is drawn as far as the figure goes, and points beyond it are counted.
  @Test func stabilityOfLongSteps() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -k*x
      parameters: {k: 100}
      initial: {x: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: backward-euler
      step: 60
      until: 600
      ```

      ```yaml {plot #p}
      of: s
      kind: stability
      ```
      """)
    #expect(page.messages == [])
    #expect(page.text.contains("(outside of the figure, to |z| = 6000)"), "\(page.text)")
    // Of the A-stable method only a circle to the right of the axis is left blank: its region goes from the top to the bottom.
    #expect(page.text.contains("20") && page.text.contains("−20") && page.text.contains("−100"))
  }
}
