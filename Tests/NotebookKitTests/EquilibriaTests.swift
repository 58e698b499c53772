import Testing

@testable import NotebookKit

/// Equilibria and bifurcations as tables and queries, against what is known of them in closed form.
@Suite struct EquilibriaTests {
  /// In the classic SIR the population stays the same, and any state without infection is an equilibrium.
  @Test func noEquilibriumIsIsolatedWhereASumStaysTheSame() {
    let page = PageOf(
      """
      ```yaml {model #sir}
      equations: |
        dS/dt = -b*S*I
        dI/dt = b*S*I - g*I
        dR/dt = g*I
      parameters: {b: 0.5, g: 0.2}
      initial: {S: 0.99, I: 0.01, R: 0}
      ```

      ```yaml {equilibria #e}
      model: sir
      range: {S: 0 to 1, I: 0 to 1, R: 0 to 1}
      ```

      ```yaml {equilibria #b}
      model: sir
      vary: {b: 0.1 to 0.5}
      range: {S: 0 to 1, I: 0 to 1, R: 0 to 1}
      ```
      """)
    #expect(page.messages == [])
    #expect(page.main.ranges(of: "No equilibrium is isolated").count == 2)
  }

  @Test func competingSpecies() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = x*(3 - x - 2*y)
        dy/dt = y*(2 - x - y)
      initial: {x: 1, y: 1}
      units: {t: day}
      ```

      ```yaml {equilibria #e}
      model: m
      range: {x: -0.5 to 4, y: -0.5 to 3}
      caption: Four ways to live.
      ```

      ```yaml {equilibria #some}
      model: m
      range: {x: 0.5 to 4}
      ```

      ```yaml {equilibria #free}
      model: m
      ```

      ```yaml {expect}
      - e.count == 4 and free.count == 4 and some.count == 2
      - e.x(1) == 0 and e.y(1) == 2 within 1e-14
      - e.x(2) == 0 and e.y(2) == 0
      - e.x(3) == 1 within 1e-12
      - e.real(3) == sqrt(2) - 1 within 1e-9
      - e.imaginary(3) == 0
      - e.stable(1) and e.stable(4) and not e.stable(2) and not e.stable(3)
      - e.kind(3) == saddle
      - some.x(1) == 1 within 1e-12
      ```

      The third is a {{ e.kind(3) }}.
      """)
    #expect(page.messages == [])
    #expect(page.main.contains("The third is a saddle."))
    #expect(page.main.contains("0.4142, \u{2212}2.414") && page.main.contains("1/day"))
    #expect(page.main.contains("Four ways to live.") && page.main.contains("there may be others"))
  }

  /// E. N. Lorenz, J. Atmos. Sci. 20 (1963) 130: a pitchfork at 1 and Hopf points at σ(σ + β + 3)/(σ - β - 1). The fold of the
  /// quadratic neuron is where the discriminant of its equilibria is zero.
  @Test func bifurcationsAreWhereTheyAreKnownToBe() {
    let page = PageOf(
      """
      ```yaml {model #l}
      like: lorenz
      ```
      ```yaml {equilibria #at}
      model: l
      range: {x: -20 to 20}
      ```
      ```yaml {equilibria #lb}
      model: l
      vary: {rho: 0.5 to 30}
      range: {x: -20 to 20}
      ```
      ```yaml {model #b}
      like: brusselator
      ```
      ```yaml {equilibria #br}
      model: b
      parameters: {a: 1.5}
      vary: {b: 0.1 to 5}
      range: {x: 0 to 5}
      ```
      ```yaml {model #n}
      like: izhikevich
      ```
      ```yaml {equilibria #f}
      model: n
      vary: {I: 0 to 100 pA}
      range: {v: -80 to 40 mV}
      ```
      ```yaml {model #p}
      like: pendulum
      ```
      ```yaml {equilibria #swing}
      model: p
      range: {theta: -4 to 4}
      ```

      ```yaml {expect}
      - at.count == 3
      - at.x(3) == sqrt(72) within 1e-12
      - at.imaginary(3) == 10.1945 within 1e-4
      - lb.count == 3
      - lb.hopf(1) == 470/19 within 1e-6
      - lb.hopf(2) == 470/19 within 1e-6
      - lb.branch(1) == 1 within 1e-6
      - lb.z(1) == 0 within 1e-6
      - br.hopf(1) == 1 + 1.5^2 within 1e-7
      - br.x(1) == 1.5 within 1e-7
      - f.count == 1
      - f.fold(1) == (0.7*20 - 2)^2/(4*0.7) within 1e-6
      - f.v(1) == -50 - 2/1.4 within 1e-4
      - f.I(1) == f.fold(1)
      - swing.count == 3
      - swing.theta(3) == pi within 1e-12
      - swing.real(2) == 0
      - swing.imaginary(2) == sqrt(9.81) within 1e-9
      ```

      {{ f.kind(1) }}, {{ swing.kind(2) }}
      """)
    #expect(page.messages == [])
    #expect(page.main.contains("fold, centre") && page.main.contains("±\u{a0}3.132\u{a0}i"))
    #expect(page.main.contains("<i>θ</i>"))
  }

  /// The Hopf point of the exponential neuron lies 0.13 pA below its fold; its trace is zero at VT + DT ln(1 + C/(gL tau)).
  @Test func aHopfPointNextToAFoldIsFound() {
    let page = PageOf(
      """
      ```yaml {model #ad}
      like: adex
      ```

      ```yaml {equilibria #eq}
      model: ad
      vary: {I: 0 to 1000 pA}
      range: {v: -90 to -30 mV}
      ```

      ```yaml {expect}
      - eq.count == 2
      - abs(eq.hopf(1) - 627.1825) < 1e-3
      - abs(eq.fold(1) - 627.3111) < 1e-3
      ```
      """)
    #expect(page.messages == [], "\(page.messages)")
  }

  /// Opposite eigenvalues all along a branch, at centres and at saddles, are no Hopf points.
  @Test func aConservativeSystemHasNoHopfPoints() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = y
        dy/dt = a*x - x^3
      parameters: {a: 1}
      initial: {x: 0.1, y: 0}
      ```

      ```yaml {equilibria #eq}
      model: m
      vary: {a: -1 to 1}
      range: {x: -2 to 2, y: -1 to 1}
      ```

      ```yaml {expect}
      - eq.count == 1
      ```
      """)
    #expect(page.messages == [], "\(page.messages)")
  }

  @Test func theMomentIsSaid() {
    let page = PageOf(
      """
      ```yaml {model #n}
      like: izhikevich
      input: {I: 40*(t >= 100)}
      ```
      ```yaml {equilibria #before}
      model: n
      range: {v: -80 to 40}
      ```
      ```yaml {equilibria #after}
      model: n
      at: 150 ms
      range: {v: -80 to 40}
      ```
      ```yaml {equilibria #fold}
      model: n
      vary: {I: 0 to 100 pA}
      range: {v: -80 to 40}
      ```
      ```yaml {expect}
      - fold.count == 1
      - before.v(1) == -60
      - after.v(1) > -56
      ```
      """)
    #expect(page.messages == [])
    #expect(!page.main.contains("corners"))
    #expect(page.main.contains("At 0 ms, found by") && page.main.contains("At 150 ms, found by"))
  }

  @Test(arguments: [
    ("range: {z: 0 to 1}", "", "t.md:9:9 there is no state 'z'"),
    ("range: {x: 1 to 0}", "", "t.md:9:9 a range goes from the lower end to the higher"),
    ("vary: {r: 0 to 1}", "", "t.md:9:7 with 'vary' the branches are followed within a range of a state"),
    ("vary: {q: 0 to 1}\nrange: {x: 0 to 1}", "", "t.md:9:8 the model has no parameter or input 'q'"),
    ("vary: {r: 0 to 1, s: 0 to 1}\nrange: {x: 0 to 1}", "", "t.md:9:7 one parameter varies here, and these are 2"),
    ("range: {x: 0 to 5}", "{{ e.x(3) }}", "t.md:12:4 there are 2 equilibria"),
    ("range: {x: 0 to 5}", "{{ e.x(0) }}", "t.md:12:4 there are 2 equilibria"),
    ("range: {x: 3 to 5}", "{{ e.x(1) }}", "t.md:12:4 there are 0 equilibria"),
    ("range: {x: 0 to 5}", "{{ e.hopf(1) }}", "t.md:12:4 a list of equilibria has no 'hopf'"),
    ("vary: {}\nrange: {x: 0 to 1}", "", "t.md:9:7 nothing varies here"),
    ("vary: {r: 0 to 1}\nrange: {}", "", "t.md:9:7 with 'vary' the branches are followed within a range of a state"),
    (
      "vary: {r: 0.5 to 1}\nrange: {x: -5 to 5}", "{{ e.hopf(1) }}",
      "t.md:13:4 there are 0 points of this kind (Hopf) in the range"
    ),
  ]) func mistakesAreSaid(keys: String, rest: String, message: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = r*x - s*x^2
      parameters: {r: 1, s: 1}
      initial: {x: 1}
      ```

      ```yaml {equilibria #e}
      model: m
      \(keys)
      ```

      \(rest)
      """)
    #expect(page.messages == [message])
  }

  @Test func whatMovesHasNone() {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -x + cos(t)\ninitial: {x: 1}\n```\n```yaml {equilibria #e}\nmodel: m\n```\n"
    )
    #expect(page.messages.count == 1 && page.messages[0].contains("have no equilibria"), "\(page.messages)")
  }

  /// Hodgkin and Huxley's Hopf points: J. Rinzel, R. N. Miller, Math. Biosci. 49 (1980) 27; Morris and Lecar's: J. Rinzel, B. Ermentrout.
  @Test func neuronsBeginToOscillateWhereTheyAreKnownTo() {
    let page = PageOf(
      """
      ```yaml {model #hh}
      like: hodgkin-huxley
      ```
      ```yaml {model #ml}
      like: morris-lecar
      ```
      ```yaml {equilibria #h}
      model: hh
      range: {v: -80 to 0}
      vary: {I: 0 to 200}
      ```
      ```yaml {equilibria #m}
      model: ml
      range: {v: -80 to 40}
      vary: {I: 0 to 300}
      ```
      ```yaml {expect}
      - h.hopf(1) == 9.78 within 0.01
      - h.hopf(2) == 154.5 within 0.1
      - m.hopf(1) == 93.86 within 0.01
      - m.hopf(2) == 212.0 within 0.1
      ```
      """)
    #expect(page.messages == [])
  }

  @Test(arguments: [
    (
      "dx/dt = x*(1 - x^2 - y^2)\n  dy/dt = y*(1 - x^2 - y^2)", "lie on curves or planes of equilibria", 1,
      [] as [String]
    ),
    ("dx/dt = 1 + x^2\n  dy/dt = -y", "None found by Newton’s method", 0, []),
    ("dx/dt = 1/x - x\n  dy/dt = x - y", "there may be others", 2, []),
    (
      "dx/dt = -x\n  dy/dt = 0", "by Newton’s method from many starts", 1,
      ["t.md:10:8 'y' stays as it is between events, so that no equilibrium is isolated"]
    ),
  ]) func whatIsNotIsolatedIsNotListed(equations: String, note: String, count: Int, messages: [String]) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations)
      initial: {x: 0.1, y: 0}
      ```

      <!-- -->
      ```yaml {equilibria #e}
      model: m
      range: {x: -2 to 2}
      ```

      {{ e.count }}
      """)
    #expect(page.messages == messages)
    #expect(page.main.contains(note) && page.main.contains("<p>\(count)</p>"), "\(page.main)")
  }

  /// Points are found on the branch itself, whatever part of the range a step of the walk is.
  @Test func pointsAreSharpOnWideRanges() {
    func block(_ label: String, _ rate: String, _ vary: String, _ range: String) -> String {
      """
      ```yaml {model #\(label)-m}
      equations: dx/dt = \(rate)
      parameters: {r: 0}
      initial: {x: 0.1}
      ```
      ```yaml {equilibria #\(label)}
      model: \(label)-m
      vary: {r: \(vary)}
      range: {x: \(range)}
      ```


      """
    }
    let page = PageOf(
      block("a", "r + 3*x - x^3", "-50 to 50", "-30 to 30") + block("b", "r*x + x^3 - x^5", "-1 to 1", "-2 to 2")
        + block("c", "r - (x^2 - 1)^2", "-1 to 3", "-3 to 3") + block("d", "r + x^2", "-1 to 1", "-3 to 3")
          + """
          ```yaml {model #f}
          like: fitzhugh-nagumo
          parameters: {a: 0.7, b: 0.8, tau: 12.5}
          ```
          ```yaml {equilibria #h}
          model: f
          vary: {I: -50 to 50}
          range: {v: -25 to 25}
          ```
          ```yaml {model #l}
          like: lorenz
          ```
          ```yaml {equilibria #z}
          model: l
          vary: {rho: 0 to 30}
          range: {z: -1 to 40}
          ```
          ```yaml {expect}
          - a.fold(1) == -2 within 1e-9 and a.fold(2) == 2 within 1e-9
          - a.x(1) == 1 within 1e-6 and a.x(2) == -1 within 1e-6
          - b.fold(1) == -0.25 within 1e-9 and b.fold(2) == -0.25 within 1e-9
          - b.x(1) == -sqrt(0.5) within 1e-6 and b.x(2) == sqrt(0.5) within 1e-6
          - c.fold(1) == 0 within 1e-9 and c.fold(2) == 0 within 1e-9
          - d.fold(1) == 0 within 1e-9 and d.x(1) == 0
          - h.hopf(1) == (0.7 - sqrt(1 - 0.8/12.5))/0.8 + sqrt(1 - 0.8/12.5) - sqrt(1 - 0.8/12.5)^3/3 within 1e-8
          - z.count == 3 and z.hopf(2) == 470/19 within 1e-8
          ```
          """)
    #expect(page.messages == [])
  }

  /// Where two equilibria have met linear theory leaves the stability open: rounding has no sign.
  @Test(arguments: [
    ("(x - 1)^2", "marginal equilibrium"), ("-(x - 1)^2", "marginal equilibrium"),
    ("(x - 1)^2*(x + 2)", "marginal equilibrium"), ("-(x - 1)^3", "marginal equilibrium"), ("1 - x", "stable node"),
    ("1e-6*(1 - x)", "stable node"), ("x - 1", "unstable node"), ("(x - 1)*(x - 1.001)", "stable node"),
  ]) func doubleRootsHaveNoStability(rate: String, kind: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = \(rate)\ninitial: {x: 0.1}\n```\n\n```yaml {equilibria #e}\nmodel: m\nrange: {x: 0 to 3}\n```\n\nIt is a {{ e.kind(1) }}.\n"
    )
    #expect(page.main.contains("It is a \(kind)."), "\(page.main)")
  }

  /// Where an equation jumps, a state towards which it is drawn from one side alone is no equilibrium.
  @Test func aJumpIsNoEquilibrium() {
    for rate in ["if(x > 1, x - 1, 3 - x)", "if(x > 0, -x, 1 - 2*x)"] {
      let page = PageOf(
        "```yaml {model #m}\nequations: dx/dt = \(rate)\ninitial: {x: 0.5}\n```\n"
          + "```yaml {equilibria #e}\nmodel: m\nrange: {x: -5 to 2}\n```\n\n{{ e.count }}\n")
      #expect(page.messages == [] && page.main.contains("<p>0</p>"), "\(rate)")
    }
  }

  @Test(arguments: [
    ("dx/dt = r + x^2", "vary: {r: -1 to 1}\nrange: {x: 10 to 20}", "there was no branch to follow"),
    ("dx/dt = r - abs(x)", "vary: {r: -2 to 2}\nrange: {x: -3 to 3}", "corners, as those of abs and max"),
    ("dx/dt = r - x", "vary: {r: -2 to 2}\nrange: {x: -3 to 3}", "No fold, Hopf point or branch point was found"),
    ("dx/dt = -r*x + y\n  dy/dt = r*x - y", "range: {x: -3 to 3}", "a sum of states stays the same"),
  ]) func emptyListsSayWhy(equations: String, keys: String, note: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations)
      parameters: {r: 1}
      initial: {\(equations.contains("dy") ? "x: 0.1, y: 0" : "x: 0.1")}
      ```
      ```yaml {equilibria #e}
      model: m
      \(keys)
      ```
      """)
    #expect(page.messages == [] && page.main.contains(note), "\(page.messages) \(page.main)")
  }

  /// A branch along the very end of a range: the prey at its capacity, until predators can live on it.
  @Test(arguments: ["0 to 6", "0 to 7"]) func aBranchMayLieOnTheEndOfARange(range: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dN/dt = N*(1 - N/K) - N/(1 + 0.5*N)*P
        dP/dt = 0.5*N/(1 + 0.5*N)*P - (0.2 + h)*P
      parameters: {K: 6}
      input: {h: 0.05}
      initial: {N: 2, P: 1}
      ```

      ```yaml {equilibria #turns}
      model: m
      vary: {h: 0 to 0.6}
      range: {N: \(range)}
      ```

      ```yaml {expect}
      - turns.branch(1) == 0.55 within 1e-6
      ```
      """)
    #expect(page.messages == [])
  }
}
