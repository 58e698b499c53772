import Testing

/// The greatest value of curves with thousands of steps, whose rows say little of what is between them.
@Suite struct TopsOfLongCurvesTests {
  /// A flight from bounce to bounce is one step: all rows lie on the ground.
  @Test func flightsOfOneStepEach() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dh/dt = v
        dv/dt = -9.81
      initial: {h: 0, v: 10}
      events: {bounce: {when: h <= 0, set: {h: 0, v: -0.9995*v}}}
      ```

      ```yaml {solve #s}
      model: m
      method: taylor
      tolerance: 1e-6
      until: 3000
      ```

      {{ s.max(h):.6f }} at {{ s.time-of-max(h):.4f }}
      """)
    // On the ground it bounces at once, twice: v²/(2g) at v/g with v = 10·0.9995².
    #expect(page.main.contains("5.086654 at 1.0183"), "\(page.main.suffix(300))")
  }

  /// A part that swings in step with the rows.
  @Test func partsInStepWithTheRows() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -1e-9*x
        E = exp(-t/500)*sin(2*pi*t)
      initial: {x: 0, v: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.5
      until: 1500
      ```

      {{ s.max(E):.6f }} at {{ s.time-of-max(E):.2f }}
      """)
    #expect(page.main.contains("0.999500 at 0.25"), "\(page.main.suffix(300))")
  }

  /// A curve at rest has a top at every row, and the first of them counts.
  @Test func curvesThatComeToRest() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = 2*(1 - x)
      initial: {x: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.01
      until: 400
      ```

      {{ s.max(x):.12f }} {{ s.time-of-max(x) < 25 }} {{ s.min(x):.3f }}
      """)
    #expect(page.main.contains("1.000000000000 true 0.000"), "\(page.main.suffix(300))")
  }
}
