import Testing

@testable import NotebookKit

/// Models that say of some of their names what they are in: scales are minded as far as that tells.
@Suite struct UndeclaredUnitTests {
  private static func page(_ equations: String, _ parameters: String, _ more: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations)
      parameters: {\(parameters)}
      \(more)
      ```

      ```yaml {solve #s}
      model: m
      method: taylor
      until: 1
      ```

      {{ s.x(1):.9f }}
      """)
  }

  @Test(arguments: [
    // An input, and a state, is in the unit of its value.
    (
      "dx/dt = (I - x)/tau", "tau: 10 ms", "initial: {x: 20 mV}\nunits: {t: ms, x: mV}\ninput: {I: 5 V}",
      "t.md:3:16 cannot subtract 'x' in mV from 'I' in V: their scales differ"
    ),
    (
      "dx/dt = (I - x)/tau", "tau: 10 ms", "initial: {x: 20 mV}\nunits: {t: ms, x: mV}\ninput: {I: 5 V*(t >= 0.1 ms)}",
      "t.md:3:16 cannot subtract 'x' in mV from 'I' in V: their scales differ"
    ),
    (
      "dx/dt = (E - x)/tau", "tau: 10 ms, E: 5 V", "initial: {x: 20 mV}\nunits: {t: ms}",
      "t.md:3:16 cannot subtract 'x' in mV from 'E' in V: their scales differ"
    ),
    // A state without a unit is a bare number.
    (
      "dx/dt = -x/tau", "tau: 10 ms", "initial: {x: 20}\nunits: {t: s}",
      "t.md:3:11 the left side is in 1/s, and '-x/tau' in 1/ms: their scales differ"
    ),
    (
      "dx/dt = q*r*x", "q: 0.5, r: 2 1/day", "initial: {x: 20}\nunits: {t: h}",
      "t.md:3:11 the left side is in 1/h, and 'q*r*x' in 1/day: their scales differ"
    ),
    // What stands beside it in a sum takes its scale, and does not hide it.
    (
      "dx/dt = 0.1*x - m*x", "m: 1.4 1/week", "initial: {x: 1}\nunits: {t: day}",
      "t.md:3:11 the left side is in 1/day, and '0.1*x - m*x' in 1/week: their scales differ"
    ),
    (
      "dx/dt = b - m*x", "b: 1, m: 1.4 1/week", "initial: {x: 1}\nunits: {t: day}",
      "t.md:3:11 the left side is in 1/day, and 'b - m*x' in 1/week: their scales differ"
    ),
    // A 1 says that the capacity is in the unit of the state.
    (
      "dx/dt = k*x*(1 - x/K)", "k: 0.1 1/h, K: 5", "initial: {x: 1 mg/L}\nunits: {t: min}",
      "t.md:3:11 the left side is in mg/(L·min), and 'k*x*(1 - x/K)' in mg/(h·L): their scales differ"
    ),
    (
      "dx/dt = -k*x", "k: 1", "initial: {x: 20}\nevents: {e: {when: x < 1, set: {x: 20 V}}}",
      "t.md:6:36 'x' has no unit, and this is in V"
    ),
    // A formula of parameters keeps its unit.
    (
      "dx/dt = P", "p: 5000 W, P: 2*p", "initial: {x: 0}\nunits: {x: kJ, t: s}",
      "t.md:3:11 the left side is in kW, and 'P' in W: their scales differ"
    ),
    ("dx/dt = mod(x, 0)", "", "initial: {x: 1}", "t.md:3:11 there is no remainder of a division by 0"),
  ]) func scalesAreMinded(equations: String, parameters: String, more: String, message: String) {
    #expect(Self.page(equations, parameters, more).messages == [message])
  }

  /// What the numbers are: exponential decay, and growth, from 1 to time 1.
  @Test(arguments: [
    ("dx/dt = -x/tau", "tau: 1 s", "initial: {x: 1}\nunits: {t: s}", "0.367879441"),
    ("dx/dt = -f*x/tau", "f: 0.5, tau: 0.5 s", "initial: {x: 1 mV}\nunits: {t: s}", "0.367879441"),
    ("dx/dt = 0.06 MJ/min/kW*P", "P: 5 kW", "initial: {x: 0}\nunits: {t: min, x: MJ}", "0.300000000"),
    (
      "dx/dt = conversion*P", "P: 5 kW, conversion: 0.06 MJ/min/kW", "initial: {x: 0}\nunits: {t: min, x: MJ}",
      "0.300000000"
    ),
    ("dx/dt = 60*P/1000", "P: 5 kW", "initial: {x: 0}\nunits: {t: min, x: MJ}", "0.300000000"),
    ("dx/dt = r*x*(1 - x/K) - m*x/7", "r: 1, K: 1e15, m: 7 1/week", "initial: {x: 1}\nunits: {t: day}", "1.000000000"),
    ("dx/dt = I - x", "", "input: {I: 3*t}\ninitial: {x: 1}\nunits: {t: s}", "1.471517765"),
  ]) func whatFitsIsTaken(equations: String, parameters: String, more: String, value: String) {
    let page = Self.page(equations, parameters, more)
    #expect(page.messages == [])
    #expect(page.main.contains(value), "\(page.main)")
  }
}
