import Diagnostics
import Dynamics
import TestSupport
import Testing

@testable import NotebookKit

/// Random clocks with random events: conditions on time, states, inputs that jump and named parts, jumps that set some of
/// them. Between jumps everything is linear in time, so all methods in all steps give the same events at the same times.
@Suite struct HybridClockTests {
  private static let controls = [
    "method: rk4\nstep: 0.05", "method: heun\nstep: 0.03", "method: dormand-prince\ntolerance: 1e-7",
    "method: tsit5\ntolerance: 1e-6", "method: rodas\ntolerance: 1e-7", "method: taylor", "method: rk4\nstep: 0.7",
  ]

  @Test(arguments: Array(0..<120) + [424, 720, 1023]) func allMethodsAgree(seed: Int) throws {
    var clock = Clock(seed: UInt64(seed))
    let model = clock.model
    let page = PageOf(
      model
        + Self.controls.enumerated().map {
          "```yaml {solve #s\($0)}\nmodel: m\n\($1)\nuntil: \(clock.end)\noutcome: any\n```\n\n"
        }.joined())
    let mistakes = page.report.diagnostics.filter { $0.severity == .error }
    try #require(mistakes.isEmpty, "\(page.messages)\n\(model)")
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    try #require(results.count == Self.controls.count)
    for (result, control) in zip(results, Self.controls).dropFirst() {
      let (outcome, first) = (result.solution.outcome.word, results[0].solution.outcome.word)
      #expect(outcome == first, "\(control)\n\(model)")
      // What comes again and again at one time ends a solve, in whatever order.
      guard outcome == "finished" else { continue }
      for event in result.facts.events {
        let (mine, theirs) = (result.eventTimes(event), results[0].eventTimes(event))
        #expect(
          mine.count == theirs.count && zip(mine, theirs).allSatisfy { abs($0 - $1) < 1e-6 },
          "\(event) by \(control): \(mine), by the first: \(theirs)\n\(model)")
      }
      let (mine, theirs) = (result.states(at: [clock.end]), results[0].states(at: [clock.end]))
      #expect(zip(mine, theirs).allSatisfy { abs($0 - $1) < 1e-6 }, "\(control): \(mine), \(theirs)\n\(model)")
    }
  }

  /// Writes a model.
  private struct Clock {
    private var random: SplitMix64
    let end: Double

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      end = [6, 9.3, 13].randomElement(using: &random) ?? 6
    }

    var model: String {
      mutating get {
        let events = (0..<Int.random(in: 1...3, using: &random)).map { event($0) }.joined(separator: "\n")
        return """
          ```yaml {model #m}
          equations: |
            dc/dt = \(one(of: ["1", "0.7", "1.9"]))
            dd/dt = \(one(of: ["1", "0.4"]))
            dk/dt = 0
            dn/dt = 0
            dm/dt = 1e-9*I
            G = \(one(of: ["floor(d)", "(c > 1.3)", "if(d > 2, d, 0)", "max(c, d)", "abs(c - d)", "k + c"]))
          initial: {c: \(one(of: ["0", "-0.5", "0.3"])), d: \(one(of: ["0", "1"])), k: 0, n: 0, m: 0}
          input: {I: '\(one(of: ["(t >= 2.7)", "pulse(t, 1.1, 3.3)", "(mod(t, 1.7) < 0.4)", "sin(1.3*t)", "step(t, 4)"]))'}
          events:
          \(events)
          ```


          """
      }
    }

    private mutating func one(of words: [String]) -> String { words.randomElement(using: &random) ?? "" }
    private mutating func number(_ low: Double, _ high: Double) -> String {
      "\((100 * Double.random(in: low...high, using: &random)).rounded() / 100)"
    }

    private mutating func event(_ index: Int) -> String {
      let condition =
        Int.random(in: 0..<100, using: &random) < 65 ? part() : part() + one(of: [" and ", " or "]) + part()
      let action =
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<7: ""
        case 7..<12: condition.contains("k") ? ", set: {n: n + 1}" : ", set: {k: k + 1}"
        case 12..<16: ", set: {c: \(number(-1, 0.2))}"
        default: ", set: {d: \(number(-1, 0.2)), n: n + 1}"
        }
      return "  e\(index): {when: '\(condition)'\(action)}"
    }

    private mutating func part() -> String {
      let (c, relation) = (number(0.3, 4), one(of: [">=", ">", "<=", "<"]))
      let between = number(0.2, 0.8)
      return switch Int.random(in: 0..<12, using: &random) {
      case 0: "c \(relation) \(c)"
      case 1: "d \(relation) \(c)"
      case 2: "mod(t, \(c)) \(relation) \(between)*\(c)"
      case 3: "mod(c, \(c)) \(relation) \(between)*\(c)"
      case 4: "floor(c/\(c)) \(relation) \(one(of: ["0", "1", "2"]))"
      case 5: "sin(\(c)*t) \(relation) \(number(-0.9, 0.9))"
      case 6: "sin(\(c)*c) \(relation) \(number(-0.9, 0.9))"
      case 7: "I \(relation) \(one(of: ["0.5", "0.2", "0", "1"]))"
      case 8: "G \(relation) \(one(of: ["0.1", "1.2", "0.5", "2.3"]))"
      case 9: "k \(relation) \(one(of: ["1", "2", "3"]))"
      case 10: "max(c - \(c), 0) > 0"
      default: "c + I \(relation) \(c)"
      }
    }
  }
}
