import Testing

/// Input that nobody should write, and that ended the program: each has a message, or a figure.
@Suite struct OddInputTests {
  @Test func emptyRowsAreTold() {
    let page = PageOf(
      """
      ```yaml {data #d}
      columns: {t: number, x: number}
      rows:
        - []
      ```
      """)
    #expect(page.messages == ["t.md:4:3 a row of 0 values where there are 2 columns"], "\(page.messages)")
  }

  private static func network(_ plot: String, step: String = "1 ms", until: String = "100 ms") -> [String] {
    PageOf(
      """
      ```yaml {network #net}
      populations:
        e: {size: 5, model: izhikevich, input: {I: 100}}
      method: explicit-euler
      step: \(step)
      until: \(until)
      ```

      ```yaml {plot #p}
      of: net
      \(plot)
      ```
      """
    ).messages
  }

  @Test(arguments: [
    "kind: rate\nkernel: 1e308", "kind: rate\nrange: {t: 0 to 5e-324}", "kind: raster\nrange: {t: 0 to 5e-324}",
  ])
  func widthsOfAnySizeAreDrawn(plot: String) { #expect(Self.network(plot).allSatisfy { !$0.contains("fatal") }) }

  @Test func spectraOfTooManyBinsAreTold() {
    let found = Self.network("kind: spectrum", step: "1e295 ms", until: "1e300 ms")
    #expect(found.contains { $0.contains("a spectrum takes a million bins at most") }, "\(found)")
  }

  @Test(arguments: [(390, true, false), (3000, false, false), (3000, false, true)])
  func longChainsOfNamesAreTold(count: Int, isGood: Bool, isReversed: Bool) {
    let written = (1...count).map { "  a\($0) = a\($0 - 1)*0.99" }
    let lines = (isReversed ? written.reversed() : written).joined(separator: "\n")
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = -a\(count)
        a0 = x
      \(lines)
      initial: {x: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: rodas
      tolerance: 1e-6
      until: 1
      ```
      """)
    #expect(page.messages.isEmpty == isGood, "\(page.messages)")
    #expect(isGood || page.messages[0].hasSuffix("builds on more than 400 other lines, each on the one before"))
  }

  /// Steps so small that they change nothing are not taken for ever.
  @Test(arguments: ["asin(x)", "(-1)^x", "sqrt(1 - x)*0 + log(1 - x + 1e-300)"])
  func solvesEndAtTheEdgeOfADomain(rate: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = \(rate)
      initial: {x: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 10
      outcome: any
      ```

      {{ s.outcome }}
      """)
    #expect(page.messages == [])
  }

  @Test(arguments: ["y: v", "x: v\ny: v"]) func aPlaneHasTwoStates(axes: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      like: fitzhugh-nagumo
      ```

      ```yaml {plot #p}
      of: m
      kind: phase
      \(axes)
      range: {v: -2 to 2}
      marks: [equilibria]
      ```
      """)
    #expect(
      page.messages.count == 1 && page.messages.allSatisfy { $0.hasSuffix("'v' is on both axes") }, "\(page.messages)")
  }

  /// A step that the time has no digits for is none, and the end would be the beginning.
  @Test func stepsLostInTheDigitsOfTheTimeAreRefused() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = 1
      initial: {x: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 1e-6
      time: [1700000000, 1700000001]
      ```
      """)
    #expect(
      page.messages == ["t.md:9:7 a step of 1e-6 is lost in the digits of the time, which goes to 1.7e9"],
      "\(page.messages)")
  }
}
