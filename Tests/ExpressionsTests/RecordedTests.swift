import Dynamics
import Testing

@testable import Expressions

@Suite struct RecordedTests {
  private static let data = Recorded(
    name: "a.b", times: [0, 1, 1, 3], values: [0, 2, 5, 1], timeUnit: nil, unit: nil)

  /// What programs look up is what formulas evaluate.
  @Test(arguments: [0, 0.25, 0.999, 1, 1.5, 3, -0.5, 3.5])
  func programsAndFormulasAgree(time: Double) {
    let layout = Program.Layout(states: 0, modes: 0, parameters: 0)
    let program = ProgramBuilder.program(
      [Expression(.recorded(Self.data, .symbol("t")))], layout: layout, names: ["t": 0], definitions: [:])
    #expect(program.tables.count == 3 && program.sections.joined().count < 10, "the value, the slope and the beginning")
    let found = Machine(program, parameters: []).results(time, [])[0]
    let expected = Self.data.value(at: time)
    #expect(found == expected || found.isNaN && expected.isNaN)
    #expect(found.isNaN == !(0...3).contains(time))
  }

  @Test func valuesLieOnStraightLines() {
    #expect(Self.data.value(at: 0.5) == 1)
    // Of two rows at one time the last counts from then on.
    #expect(Self.data.value(at: 1) == 5)
    #expect(Self.data.value(at: 2) == 3)
    #expect(Self.data.slope.value(at: 2) == -2)
    #expect(Self.data.slope.slope.value(at: 2) == 0)
  }

  @Test func derivativeIsTheSlope() throws {
    let expression = Expression(.recorded(Self.data, .symbol("t")))
    #expect(try expression.derivative("t").number { $0 == "t" ? .number(0.5) : nil } == 2)
    #expect(try expression.derivative("v").number { _ in nil } == 0)
  }
}
