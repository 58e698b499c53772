import Dynamics
import NotebookKit
import Testing

/// Measures of states, and of the part of a solve behind some time.
@Suite struct StateMeasureTests {
  /// Of the tops of a cycle, which differ by what the solver's errors make of it, the first.
  @Test func theTimeOfTheMaximumIsThatOfTheFirstTop() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        x' = x*(1 - y)
        y' = y*(x - 1)
      initial: {x: 2, y: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: tsit5
      tolerance: 1e-8
      until: 100
      ```

      ```yaml {expect}
      - s.time-of-max(y) < 2
      - s.time-of-max(y) > 1
      ```
      """)
    #expect(page.messages == [])
  }

  /// x = sin(w t) with w = 1, and what grows with t.
  static let sine = """
    ```yaml {model #sine}
    equations: |
      dx/dt = w*y
      dy/dt = -w*x
      dz/dt = 1
    parameters: {w: 1}
    initial: {x: 0, y: 1, z: 0}
    ```

    """

  private func expectGood(_ text: String) {
    let page = PageOf(text)
    #expect(page.messages == [], "\(page.hints)")
  }

  /// With few steps, so that a greatest value of the rows is off by far more than what is allowed.
  @Test(arguments: [
    "method: dormand-prince\ntolerance: 1e-10", "method: rk4\nstep: 0.01", "method: rodas\ntolerance: 1e-10",
    "method: taylor\ntolerance: 1e-12",
  ])
  func measuresAreThoseOfTheCurve(control: String) {
    expectGood(
      Self.sine + """
        ```yaml {solve #s}
        model: sine
        \(control)
        until: 6
        ```

        ```yaml {expect}
        - s.max(x) == 1 within 1e-9
        - s.min(x) == -1 within 1e-9
        - s.peak-to-peak(x) == 2 within 1e-9
        - s.time-of-max(x) == pi/2 within 1e-6
        - s.time-of-min(x) == 3*pi/2 within 1e-6
        - s.mean(x) == (1 - cos(6))/6 within 1e-6
        - s.integral(x) == 1 - cos(6) within 1e-6
        - s.after(3).integral(x) == cos(3) - cos(6) within 1e-6
        - s.final(x) == sin(6) within 1e-8
        - s.max(z) == 6 within 1e-9
        - s.time-of-max(z) == 6
        - s.time-of-min(z) == 0
        - s.after(3).max(x) == sin(3) within 1e-8
        - s.after(3).time-of-max(x) == 3
        - s.after(3).mean(x) == (cos(3) - cos(6))/3 within 1e-6
        - s.after(3).x(4) == s.x(4)
        ```
        """)
  }

  /// The resonance of a damped oscillator, and the peak of a spike.
  @Test func aSweepMeasuresStates() {
    expectGood(
      """
      ```yaml {model #spring}
      equations: |
        dx/dt = y
        dy/dt = -x - 0.4*y + cos(w*t)
      parameters: {w: 1}
      initial: {x: 0, y: 0}
      ```

      ```yaml {sweep #s}
      model: spring
      method: dormand-prince
      tolerance: 1e-10
      until: 200
      after: 150
      vary: {w: [0.5, 1, 1.5]}
      measure: [max, min, final]
      columns: [y, x]
      ```

      ```yaml {solve #one}
      model: spring
      method: dormand-prince
      tolerance: 1e-10
      until: 200
      parameters: {w: 1.5}
      ```

      ```yaml {expect}
      - s.max(x, w = 1) == 2.5 within 1e-8
      - s.min(x, w = 1) == -2.5 within 1e-8
      - s.max(x, w = 0.5) == 1/sqrt((1 - 0.25)^2 + 0.04) within 1e-8
      - s.max(y, w = 0.5) == 0.5/sqrt((1 - 0.25)^2 + 0.04) within 1e-8
      - s.max(x).max == s.max(x, w = 1)
      - s.max(x).argmax == 1 and s.max(x).argmin == 1.5
      - s.max(x, w = 1.5) == one.after(150).max(x)
      - s.final(y, w = 1.5) == one.final(y)
      ```
      """)
  }

  /// The potential at a spike is that of the threshold, whether the curve is searched or its rows.
  @Test func theGreatestPotentialIsTheThreshold() {
    expectGood(
      ListedSweepTests.model + """
        ```yaml {solve #s}
        model: cell
        method: rk4
        step: 0.1
        until: 300
        ```

        ```yaml {sweep #w}
        model: cell
        method: rk4
        step: 0.1
        until: 300
        after: 100
        vary: {I: [0, 10]}
        measure: [max, rate, final]
        columns: [v, u]
        ```

        ```yaml {expect}
        - s.max(v) == 30 within 1e-9
        - s.after(s.first-spike + 1).spikes.count == s.count - 1
        - w.max(v, I = 0) < -60 and w.max(v, I = 10) == s.after(100).max(v)
        - w.rate(I = 10) == s.after(100).rate and w.rate(I = 10) < s.rate
        - w.final(u, I = 10) == s.final(u)
        ```
        """)
  }

  @Test func whatIsLeftOutMustNotBeAll() {
    let page = PageOf(
      Self.sine + """
        ```yaml {sweep #s}
        model: sine
        method: rk4
        step: 0.1
        until: 10
        after: 10
        vary: {w: [1, 2]}
        measure: [max]
        ```

        ```yaml {solve #one}
        model: sine
        method: rk4
        step: 0.1
        until: 10
        ```

        {{ one.after(20).max(x) }} {{ one.max(q) }} {{ one.after(2).after(3).max(x) }}
        """)
    #expect(
      page.messages.map { $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "" } == [
        "nothing comes after 10", "there is nothing after 20: the solve ends at 10",
        "expected one of the names, not 'q'", "a part of a solve has no 'after'",
      ], "\(page.messages)")
  }

  /// Of two tops between large steps the higher has the lower rows: a weakly damped swing, by steps of a dozen radians.
  @Test func theHighestTopIsTheFirst() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        x' = p
        p' = -x - 2*g*p
      parameters: {g: 0.0002}
      initial: {x: -0.9, p: 1}
      ```
      ```yaml {solve #s}
      model: m
      method: taylor
      until: 100
      ```
      ```yaml {expect}
      - s.max(x) == 1.3446090 within 1e-6
      - s.time-of-max(x) == 2.3035 within 1e-3
      ```
      """)
    #expect(page.messages == [])
  }

  /// Of the harmonic oscillator π; of van der Pol's with μ = 1 6.6632868593231 (M. Urabe, Funkcial. Ekvac. 4 (1962) 1).
  @Test func oscillationsHaveAPeriod() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        x' = p
        p' = -4*x
      initial: {x: 1, p: 0}
      ```
      ```yaml {model #w}
      like: van-der-pol
      ```
      ```yaml {solve #s}
      model: m
      method: exact
      until: 40
      ```
      ```yaml {solve #coarse}
      model: m
      method: dormand-prince
      step: 0.1
      until: 40
      ```
      ```yaml {solve #v}
      model: w
      parameters: {mu: 1}
      method: exact
      until: 120
      ```
      ```yaml {sweep #n}
      model: w
      method: dormand-prince
      tolerance: 1e-10
      vary: {mu: [0.1, 1]}
      measure: [period]
      after: 80
      until: 120
      ```
      ```yaml {expect}
      - s.period(x) == pi within 1e-12
      - s.period(p) == pi within 1e-12
      - coarse.period(x) == pi within 1e-6
      - v.after(60).period(x) == 6.6632868593231 within 1e-9
      - n.period(mu = 1) == 6.6632868593231 within 1e-6
      - n.period(mu = 0.1) == 2*pi*(1 + 0.1^2/16 - 5*0.1^4/3072) within 1e-6
      ```
      """)
    #expect(page.messages == [])
  }

  /// What alternates comes again after two rises.
  @Test func whatAlternatesHasThePeriodOfBoth() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = -0.2*x
        dy/dt = 2*pi*cos(2*pi*t) + 3.2*pi*cos(4*pi*t)
      initial: {x: 0, y: 0}
      events:
        big: {at: 24 to 480 by 24, set: {x: x + 100}}
        small: {at: 12 to 480 by 24, set: {x: x + 60}}
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-9
      until: 480
      ```
      ```yaml {model #d}
      equations: |
        dx/dt = v
        dv/dt = -x - 0.1*v
      initial: {x: 1, v: 0}
      ```
      ```yaml {solve #damped}
      model: d
      method: exact
      until: 25
      ```
      ```yaml {expect}
      - s.after(200).period(x) == 24 within 1e-6
      - s.after(470).period(y) == 1 within 1e-6
      ```
      {{ damped.period(x) }}
      """)
    #expect(
      page.messages == [
        "t.md:31:4 'x' has no period: its rises are evenly spaced, and its values between them are not the same again"
      ])
  }

  /// What is computed beside the states may turn often within a step that is long for them.
  @Test(arguments: [
    "method: taylor", "method: rodas\ntolerance: 1e-6", "method: dormand-prince\ntolerance: 1e-3",
    "method: rk4\nstep: 0.5",
  ]) func extremesWithinLongStepsAreFound(method: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        da/dt = 1
        db/dt = 1.03
        x = sin(a) + sin(b)
        z = cos(a)
        p = 3*u
      input: {u: sin(t)^2*exp(-((t - 70)/30)^2)}
      initial: {a: 0, b: 2}
      ```
      ```yaml {solve #s}
      model: m
      \(method)
      until: 150
      ```
      ```yaml {expect}
      - s.max(x) == 1.99807170 within 1e-7
      - s.min(x) == -1.99999372 within 1e-7
      - s.time-of-max(x) == 139.84543 within 1e-4
      - s.period(z) == 2*pi within 1e-9
      - s.max(p) == 2.998434 within 1e-5
      - s.max(z) == 1
      ```
      """)
    #expect(page.messages == [])
  }

  /// A chirp: each time between rises is nearly the one before it, and the last is not nearly the first.
  @Test(arguments: ["sin(x + 0.0005*x^2)", "sin(x^1.1 + 10*x)"]) func whatDriftsHasNoPeriod(formula: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 1
        c = \(formula)
      initial: {x: 0}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.01
      until: 150
      ```
      {{ s.period(c) }}
      """)
    #expect(page.messages.count == 1 && page.messages[0].contains("'c' has no period"), "\(page.messages)")
  }

  @Test(arguments: [
    ("until: 4", "s.period(x)", "'x' rises once through the middle of its range, and a period wants three rises"),
    ("until: 60", "s.period(x)", "'x' has no period: between its rises through the middle of its range lie"),
    ("until: 60", "s.period(y)", "'y' never rises through the middle of its range, and a period wants three rises"),
  ]) func whatDoesNotRepeatHasNoPeriod(end: String, query: String, message: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 1 + 0.1*t
        dy/dt = -y
      initial: {x: 0, y: 1}
      events:
        down: {when: x >= 4, set: {x: 0}}
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-8
      \(end)
      ```

      {{ \(query) }}
      """)
    #expect(page.messages.count == 1 && page.messages[0].contains(message), "\(page.messages)")
  }

  /// Curves that jump, also where a reset comes within rounding of a step's end, or of a part of the period.
  @Test(arguments: ["step: 0.3", "step: 0.27", "step: 0.1", "step: 0.07"]) func whatJumpsHasAPeriod(step: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 1
        dth/dt = 1
      initial: {x: 0.3, th: 0}
      events:
        a: {when: x > 1, set: {x: 0}}
        b: {when: th > 6.283185307179586, set: {th: th - 6.283185307179586}}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      \(step)
      until: 60
      ```
      ```yaml {expect}
      - s.period(x) == 1 within 1e-9
      - s.period(th) == 2*pi within 1e-9
      ```
      """)
    #expect(page.messages == [])
  }

  /// What is computed beside the states may change far more within a step than they do.
  @Test(arguments: ["taylor", "dormand-prince"]) func aMeanIsOfTheCurveBetweenTheSteps(method: String) {
    expectGood(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 2*y
        dy/dt = -2*x
        R = 1/(1.001 + x)
      initial: {x: 0, y: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: \(method)
      tolerance: 1e-10
      until: 20
      ```

      ```yaml {expect}
      - s.mean(R) == 21.10371 within 1e-4
      ```
      """)
  }

  /// Tops that differ by rounding are as high: the first one counts.
  @Test(arguments: ["taylor", "dormand-prince", "tsit5"]) func theFirstOfEqualTops(method: String) {
    expectGood(
      Self.sine + """
        ```yaml {solve #s}
        model: sine
        method: \(method)
        tolerance: 1e-13
        until: 60
        ```

        ```yaml {expect}
        - s.time-of-max(x) == pi/2 within 1e-5
        - s.time-of-min(x) == 3*pi/2 within 1e-5
        ```
        """)
  }
}
