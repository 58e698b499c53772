import Testing

/// Parameters that are computed from one that varies follow it, wherever that is: else a curve is one of another model.
@Suite struct FollowingParametersTests {
  private static let decay = """
    ```yaml {model #m}
    equations: |
      dx/dt = -b*x
    parameters: {a: 1, b: a/10, low: a/4, dead: 2*b}
    initial: {x: a}
    events:
      up: {when: x <= low, set: {x: 3*low}, refractory: dead}
    ```


    """

  private static let solve = """
    model: m
    method: rk4
    step: 0.01
    until: 20
    """

  @Test(arguments: ["measure: [final, up.count]", "measure: [final, max, up.count]"])
  func sweepsGiveWhatSolvesGive(measures: String) {
    let page = PageOf(
      Self.decay + """
        ```yaml {solve #s}
        \(Self.solve)
        parameters: {a: 5}
        ```

        ```yaml {sweep #w}
        \(Self.solve)
        vary: {a: [1, 5]}
        \(measures)
        ```

        ```yaml {expect}
        - w.final(a = 5) == s.final(x)
        - w.up.count(a = 5) == s.events.up.count
        - s.events.up.count > 3
        ```
        """)
    #expect(page.messages == [])
  }

  @Test func branchesAreThoseOfTheModel() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = c - x^2
      parameters: {a: 1, b: a/10, c: 2*(b - 0.1)}
      initial: {x: 1}
      ```

      ```yaml {equilibria #e}
      model: m
      vary: {a: -5 to 40}
      range: {x: -4 to 4}
      ```

      ```yaml {expect}
      - e.count == 1
      - e.fold(1) == 1 within 1e-9
      ```
      """)
    #expect(page.messages == [])
  }

  /// One that is itself computed from others is a number where it varies.
  @Test func computedOnesVaryByThemselves() {
    let page = PageOf(
      Self.decay + """
        ```yaml {sweep #w}
        \(Self.solve)
        vary: {b: [0, 0.5]}
        measure: [up.count]
        ```

        ```yaml {expect}
        - w.up.count(b = 0) == 0
        - w.up.count(b = 0.5) > 3
        ```
        """)
    #expect(page.messages == [])
  }

  @Test func slidersMoveWhatFollows() {
    let html =
      PageOf(
        Self.decay + """
          ```yaml {explore #e}
          model: m
          methods: [rk4]
          step: 0.01
          sliders: {a: 0 to 10}
          ```
          """
      ).html
    // The rate -a/10 x, and the state that a run begins with.
    #expect(html.contains("field:function(t,y,m,p,f){const r5=p[0] / 10;const r6=-r5;const r7=r6 * y[0];f[0]=r7;}"))
    #expect(html.contains("deadTimes:function(t,y,m,p,f){const r4=p[0] / 10;const r5=2 * r4;f[0]=r5;}"))
    #expect(html.contains("begin:function(t,y,m,p,f){f[0]=p[0];}"))
  }
}
