import Diagnostics
import Dynamics
import NotebookKit
import TestSupport
import Testing

/// What is wrong with a network is told in its place, before anything runs.
@Suite struct WrongNetworksTests {
  /// A good network; each case replaces the line that begins alike.
  static let good = """
    populations:
      e: {size: 80, model: izhikevich-2003, noise: {I: normal(0, 5)}}
      i: {size: 20, model: cell}
    synapses:
      a: {from: e, to: all, probability: 0.1, weight: uniform(0, 1), delay: 2 ms, acts: I}
      b: {from: i, to: e, in-degree: 5, weight: -1}
      p: {from: poisson, to: i, rate: 100 Hz, weight: 2 pA, decay: 5 ms}
    method: rk4
    step: 0.5 ms
    until: 100 ms
    """

  static let cases: [(line: String, message: String)] = whole + populations + synapses

  static let whole: [(line: String, message: String)] = [
    ("method: ⟦rkf45⟧", "'rkf45' cannot step whole populations"),
    ("method: ⟦backward-euler⟧", "'backward-euler' cannot step whole populations"),
    ("method: ⟦rk5⟧", "unknown method 'rk5'"),
    ("step: ⟦0.3 ms⟧", "the span of 100 is no whole number of steps"),
    ("step: ⟦-1 ms⟧", "expected a positive time"),
    ("step: ⟦1 mV⟧", "expected a time, not a value in mV"),
    ("step: ⟦1e-7 ms⟧", "that is 1e9 steps, and the limit is 2e7"),
    ("until: ⟦-5 ms⟧", "expected a positive time"),
    ("until: 100 ms\n⟦spet⟧: 1", "unknown key 'spet' in 'network'"),
    ("until: 100 ms\nsubsteps: ⟦{v: 2}⟧", "'rk4' takes no substeps"),
    ("until: 100 ms\nseed: ⟦-1⟧", "expected a whole number of at least 0"),
    ("until: 100 ms\nevent-times: ⟦located⟧", "unknown event-times 'located'"),
    ("until: 100 ms\ntime: 0 to 5", "give 'until' or 'time', not both"),
    ("until: 100 ms\nlike: ⟦izhikevic-2003⟧", "unknown like 'izhikevic-2003'"),
  ]

  static let populations: [(line: String, message: String)] = [
    ("  e: {⟦sise⟧: 80, model: izhikevich-2003}", "unknown key 'sise' in a population"),
    ("  ⟦e⟧: {model: izhikevich-2003}", "missing key 'size' in the population 'e'"),
    ("  ⟦e⟧: {size: 80}", "missing key 'model' in the population 'e'"),
    ("  e: {size: ⟦0⟧, model: izhikevich-2003}", "expected a whole number from 1 to 1000000"),
    ("  e: {size: 80, model: ⟦izikevich-2003⟧}", "there is no model 'izikevich-2003'"),
    ("  e: {size: 80, model: ⟦table⟧}", "'table' is data, not a model"),
    ("  e: {size: 80, model: ⟦silent⟧}", "the model of 'e' has no event 'spike'"),
    ("  e: {size: 80, model: ⟦stopping⟧}", "the event 'spike' ends a solve, and a network goes on"),
    ("  e: {size: 80, model: ⟦timeless⟧}", ""),
    ("  e: {size: 80, model: izhikevich-2003, preset: ⟦burst⟧}", "model 'izhikevich-2003' has no preset 'burst'"),
    ("  i: {size: 20, model: cell, preset: ⟦fast⟧}", "a preset belongs to a built-in model"),
    ("  ⟦e-1⟧: {size: 80, model: izhikevich-2003}", "'e-1' is no name for a population"),
    ("  ⟦all⟧: {size: 80, model: izhikevich-2003}", "'all' has a meaning of its own and names no population"),
    ("  e: {size: 80, model: izhikevich-2003, parameters: {⟦g⟧: 3}}", "the model has no parameter 'g'"),
    ("  e: {size: 80, model: izhikevich-2003, parameters: {⟦g⟧: uniform(0, 1)}}", "the model has no parameter 'g'"),
    ("  e: {size: 80, model: izhikevich-2003, parameters: {c: -65 + ⟦r⟧}}", "unknown name 'r'"),
    ("  e: {size: 80, model: izhikevich-2003, parameters: {c: ⟦uniform(1)⟧}}", "'uniform' takes two arguments, not 1"),
    ("  e: {size: 80, model: izhikevich-2003, parameters: {c: ⟦unifrom⟧(0, 1)}}", "unknown function 'unifrom'"),
    (
      "  e: {size: 80, model: izhikevich-2003, parameters: {c: ⟦uniform(0 pA, 1 pA)⟧}}",
      "'c' is in mV, and 'uniform(0 pA, 1 pA)' in pA: they measure different things"
    ),
    (
      "  e: {size: 80, model: izhikevich-2003, parameters: {c: ⟦uniform(-50, -65 mV)⟧}}",
      "the low end -50 is above the high end -65 mV"
    ),
    (
      "  e: {size: 80, model: izhikevich-2003, parameters: {c: normal(-65, ⟦-2⟧)}}",
      "a standard deviation is not negative"
    ),
    ("  e: {size: 80, model: izhikevich-2003, noise: {I: ⟦5⟧}}", "the noise of 'I' is one number and no noise"),
    ("  e: {size: 80, model: izhikevich-2003, draws: {⟦c⟧: uniform(0, 1)}}", "'c' is a name of the model already"),
    ("  e: {size: 80, model: izhikevich-2003, draws: {r: ⟦5⟧}}", "'r' draws nothing"),
    (
      "  e: {size: 80, model: izhikevich-2003, draws: {⟦t⟧: uniform(0, 1)}}",
      "'t' has a meaning of its own and cannot be redefined"
    ),
    ("  e: {size: 80, model: izhikevich-2003, draws: {r: uniform(0, ⟦s⟧)}}", "unknown name 's'"),
    ("  e: {size: 80, model: izhikevich-2003, parameters: {a: ⟦b*uniform(0, 1)⟧, b: a}}", "'a' is defined by itself"),
    (
      "  e: {size: 80, model: izhikevich-2003, parameters: {a: ⟦1/(uniform(0, 1) - 0.5)⟧}}",
      "'a' is not a finite number"
    ),
    ("  e: {size: 80, model: izhikevich-2003, initial: {⟦w⟧: normal(0, 1)}}", "there is no state 'w'"),
    (
      "  e: {size: 80, model: izhikevich-2003, input: {I: ⟦uniform⟧(0, 1)}}",
      "'uniform' draws a random number, and this is not the place for one"
    ),
    (
      "  i: {size: 20, model: cell, input: {I: 3 pA*(t >= 10.2 ms)}}",
      "an input of 'i' switches at 10.2, between two steps"
    ),
    (
      "  e: {size: 80, model: izhikevich-2003, noise: {⟦v⟧: normal(0, 5)}}",
      "noise is added to inputs, and 'v' is a state"
    ),
    ("  e: {size: 80, model: izhikevich-2003, noise: {⟦J⟧: normal(0, 5)}}", "the model has no input 'J'"),
    (
      "  e: {size: 80, model: izhikevich-2003, noise: {I: ⟦normal(0, 5 pA)⟧}}",
      "the noise has no unit, and 'normal(0, 5 pA)' is in pA"
    ),
    (
      "  e: {size: 80, model: izhikevich-2003, noise: {I: normal(0, 5) every ⟦0.7 ms⟧}}",
      "a draw that stays for 0.7 is no whole number of steps"
    ),
    (
      "  e: {size: 80, model: izhikevich-2003, noise: {I: normal(0, 5) every ⟦often⟧}}",
      "expected a time, such as '1 ms', not 'often'"
    ),
    ("  e: {size: 80, model: izhikevich-2003, record: {neurons: ⟦[80]⟧}}", "'e' has no neuron 80"),
    ("  e: {size: 80, model: izhikevich-2003, record: {neurons: [0], states: [⟦w⟧]}}", "there is no state 'w'"),
    (
      "  e: {size: 80, model: izhikevich-2003, record: {neurons: [0], every: ⟦0.7 ms⟧}}",
      "the time between two samples is no whole number of steps"
    ),
    ("  e: {size: 80, model: izhikevich-2003, record: ⟦{states: [v]}⟧}", "missing key 'neurons' in a recording"),
    ("  e: {size: 80, model: ⟦resting⟧, parameters: {a: uniform(1, 2)}}", ""),
  ]

  static let synapses: [(line: String, message: String)] = [
    ("  a: {from: ⟦ex⟧, to: all, probability: 0.1, weight: 1}", "there is no population 'ex'"),
    ("  a: {from: e, to: [i, ⟦f⟧], probability: 0.1, weight: 1}", "there is no population 'f'"),
    ("  a: {from: [e, ⟦poisson⟧], to: e, probability: 0.1, weight: 1}", "'poisson' stands alone and behind 'from'"),
    ("  ⟦a⟧: {from: e, probability: 0.1, weight: 1}", "missing key 'to' in the synapses 'a'"),
    ("  ⟦a⟧: {to: e, probability: 0.1, weight: 1}", "missing key 'from' in the synapses 'a'"),
    ("  ⟦a⟧: {from: e, to: e, probability: 0.1}", "missing key 'weight' in the synapses 'a'"),
    ("  a: {from: e, to: e, probability: ⟦1.5⟧, weight: 1}", "a probability is between 0 and 1, not 1.5"),
    ("  ⟦a⟧: {from: e, to: e, weight: 1}", "who is connected by the synapses 'a'?"),
    (
      "  a: {from: e, to: e, probability: 0.5, in-degree: ⟦5⟧, weight: 1}",
      "give 'probability' or 'in-degree', not both"
    ),
    (
      "  a: {from: e, to: i, in-degree: ⟦81⟧, weight: 1}",
      "an in-degree of 81 wants as many different neurons, and 'e' has 80"
    ),
    (
      "  a: {from: e, to: e, self: no, in-degree: ⟦80⟧, weight: 1}",
      "an in-degree of 80 wants as many different neurons, and 'e' has 80"
    ),
    ("  a: {from: e, to: i, pairs: ⟦[]⟧, weight: 1}", "the list is empty"),
    (
      "  a: {from: e, to: i, probability: 1, weight: ⟦-2 nS⟧, decay: 5 ms, reversal: 0 mV}",
      "a conductance is not negative"
    ),
    ("  a: {from: e, to: i, pairs: [[0, ⟦20⟧]], weight: 1}", "'i' has no neuron '20'"),
    ("  a: {from: e, to: i, pairs: [[0, 1, ⟦2 mV⟧]]}", "expected a weight in pA, not '2 mV'"),
    ("  a: {from: e, to: i, pairs: [[⟦0⟧]], weight: 1}", "a pair is a source, a target and perhaps a weight"),
    (
      "  a: {from: e, to: i, probability: 1, weight: ⟦2 mV⟧}",
      "the weight is in pA, and '2 mV' in mV: they measure different things"
    ),
    ("  a: {from: e, to: e, probability: 1, weight: ⟦2 mV⟧}", "the weight has no unit, and '2 mV' is in mV"),
    ("  a: {from: e, to: e, probability: 1, weight: 1 + ⟦w⟧}", "unknown name 'w'"),
    ("  a: {from: e, to: e, probability: 1, weight: 1, delay: ⟦0.1 ms⟧}", "the delay is shorter than a step of 0.5"),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, delay: ⟦0.75 ms⟧}",
      "the delay is no whole number of steps of 0.5"
    ),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, delay: ⟦uniform(0, 1e6)⟧}",
      "that is a delay of 2e6 steps, and the limit is 10000"
    ),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, delay: ⟦1 mV⟧}",
      "the delay is in ms, and '1 mV' in mV: they measure different things"
    ),
    ("  a: {from: e, to: e, probability: 1, weight: 1, acts: ⟦J⟧}", "the model of 'e' has no input or state 'J'"),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, acts: v, decay: ⟦5 ms⟧}",
      "'v' is a state and jumps: 'decay' is for inputs"
    ),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, reversal: ⟦0 mV⟧}",
      "a conductance decays: 'reversal' wants 'decay'"
    ),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, decay: 5 ms, reversal: ⟦0 pA⟧}",
      "'pA' does not measure what 'v' does"
    ),
    (
      "  a: {from: e, to: e, probability: 1, weight: 1, decay: 5 ms, reversal: 0, potential: ⟦w⟧}",
      "there is no state 'w' in the model of 'e'"
    ),
    ("  a: {from: e, to: e, probability: 1, weight: 1, potential: ⟦v⟧}", "'potential' is for conductances"),
    (
      "  a: {from: e, to: i, probability: 1, decay: 5 ms, reversal: 0 mV, weight: ⟦2 pA⟧}",
      "the weight is in nS, and '2 pA' in pA: they measure different things"
    ),
    ("  a: {from: e, to: e, probability: 1, weight: 1, rate: ⟦5 Hz⟧}", "a rate belongs to Poisson processes"),
    ("  ⟦p⟧: {from: poisson, to: i, weight: 2 pA}", "missing key 'rate' in the synapses 'p'"),
    ("  p: {from: poisson, to: i, rate: ⟦100⟧, weight: 2 pA}", "a rate is measured in Hz"),
    ("  p: {from: poisson, to: i, rate: ⟦-1 Hz⟧, weight: 2 pA}", "a rate is not negative"),
    ("  p: {from: poisson, to: i, rate: ⟦1e9 Hz⟧, weight: 2 pA}", "that is 500000 events a step, and the limit is 500"),
    (
      "  p: {from: poisson, to: i, rate: 1 Hz, weight: 2 pA, probability: ⟦1⟧}",
      "'probability' has no meaning for Poisson processes: each target has one of its own"
    ),
    ("  p: {from: poisson, to: i, rate: 1 Hz, weight: 2 pA, ⟦foo⟧: 1}", "unknown key 'foo' in a group of synapses"),
  ]

  static let models = """
    ```yaml {model #cell}
    equations: C*dv/dt = g*(E - v) + I
    events: {spike: {when: v >= -50 mV, set: {v: E}}}
    initial: {v: E}
    parameters: {C: 100 pF, g: 10 nS, E: -65 mV}
    input: {I: 0 pA}
    units: {v: mV, t: ms, I: pA}
    ```
    ```yaml {model #silent}
    equations: dv/dt = -v
    initial: {v: 0}
    units: {t: ms}
    ```
    ```yaml {model #stopping}
    equations: dv/dt = -v
    events: {spike: {when: v >= 1, stop: yes}}
    initial: {v: 0}
    units: {t: ms}
    ```
    ```yaml {model #timeless}
    equations: dv/dt = -v + I
    events: {spike: {when: v >= 1, set: {v: 0}}}
    initial: {v: 0}
    input: {I: 0}
    ```
    ```yaml {model #resting}
    equations: dv/dt = -a*v + I
    events: {spike: {when: v >= 1, set: {v: 0}}}
    parameters: {a: 1}
    initial: equilibrium
    input: {I: 0}
    units: {t: ms}
    ```
    ```yaml {data #table}
    columns: {x: number}
    rows:
      - [1]
    ```

    """

  static func diagnostics(_ body: String) -> [Diagnostic] {
    Plan(Notebook(parsing: Source(path: "n.md", text: models + "```yaml {network #net}\n" + body + "\n```\n")))
      .diagnostics
  }

  /// The good network with one line in place of that which begins alike.
  static func body(_ line: String) -> String {
    let plain = line.filter { $0 != "⟦" && $0 != "⟧" }
    var key = String(plain.prefix { $0 != ":" })
    // Cases that change a name stand in the place of the first population.
    if !["  e", "  i", "  a", "  b", "  p", "method", "step", "until"].contains(key) { key = "  e" }
    return good.split(separator: "\n").map { $0.hasPrefix(key + ":") ? line : String($0) }.joined(separator: "\n")
  }

  @Test func theGoodNetworkHasNoMistake() { #expect(Self.diagnostics(Self.good).map(\.message) == []) }

  @Test(arguments: cases.indices) func everyMistakeIsToldInItsPlace(index: Int) throws {
    let (line, message) = Self.cases[index]
    let marked = MarkedText(Self.models + "```yaml {network #net}\n" + Self.body(line) + "\n```\n")
    let found = Plan(Notebook(parsing: marked.source())).diagnostics
    if message.isEmpty {
      #expect(!found.isEmpty, "\(line)")
      return
    }
    let one = try #require(found.first { $0.message == message }, "\(line): \(found.map(\.message))")
    if let range = marked.ranges.first {
      #expect(one.location?.range == range, "\(line): \(one.location?.text ?? "") \(one.location?.range ?? 0..<0)")
    }
    // One mistake, one message; a name that is wrong may be missed elsewhere.
    let isRenamed = ["  ⟦e-1", "  ⟦all"].contains { line.hasPrefix($0) }
    if !isRenamed { #expect(found.count == 1, "\(line): \(found.map(\.message))") }
  }

  @Test func sizesHaveLimits() {
    func messages(_ e: String, _ a: String) -> [String] {
      Self.diagnostics(
        Self.good.replacing("size: 80", with: "size: \(e)").replacing("probability: 0.1", with: a)
      ).map(\.message)
    }
    #expect(messages("999990", "in-degree: 1") == ["that is 1000010 neurons, and the limit is 1000000"])
    #expect(
      messages("10000", "probability: 0.5") == ["that is about 5.02e7 synapses, and the limit is 20000000"])
    let slow = Self.good.replacing("size: 80", with: "size: 500000").replacing("probability: 0.1", with: "in-degree: 1")
      .replacing("delay: 2 ms", with: "delay: 4000 ms")
    #expect(Self.diagnostics(slow).map(\.message).first?.hasSuffix("of memory, and the limit is 2 GB") == true)
  }

  @Test func missingKeysAreAsked() {
    #expect(Self.diagnostics("step: 1 ms").map(\.message) == ["missing key 'populations' in 'network'"])
    for key in ["method", "step", "until"] {
      let body = Self.good.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }.joined(separator: "\n")
      #expect(Self.diagnostics(body).map(\.message) == ["missing key '\(key)' in 'network'"])
    }
    #expect(Self.diagnostics("like: izhikevich-2003\nstep: 0.3 ms").count == 1)
  }

  /// Bodies with bytes taken out, doubled and put in elsewhere: never a crash, and a message where nothing can run.
  @Test func brokenBodiesAreNoCrash() {
    var random = SplitMix64(seed: 2003)
    let pieces = [
      "{", "}", "[", "]", ":", ",", "-", "|", "#", " ", "\n", "uniform(", "normal(0", "1e999", "params.x", "none",
      "all",
      "poisson", "\"", "'", "é", "0", "-1", "1/0", "e", "I", "ms",
    ]
    for _ in 0..<1500 {
      var text = Array(Self.good)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        let length = min(text.count - place, Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.removeSubrange(place..<place + length)
        case 1: text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
        default:
          let other = Int.random(in: 0..<text.count, using: &random)
          text.insert(contentsOf: Array(text[place..<place + length]), at: other)
        }
        if text.isEmpty { text = Array("x") }
      }
      let plan = Plan(
        Notebook(
          parsing: Source(path: "n.md", text: Self.models + "```yaml {network #net}\n" + String(text) + "\n```\n")))
      for diagnostic in plan.diagnostics { #expect(diagnostic.location != nil && !diagnostic.message.isEmpty) }
    }
  }
}
