import Dynamics
import Testing

@testable import Expressions

@Suite struct RecordedTests {
  private static let data = Recorded(
    name: "a.b", times: [0, 1, 1, 3], values: [0, 2, 5, 1], timeUnit: nil, unit: nil)

  /// The tree of conditions that programs compute is the look-up that formulas evaluate.
  @Test(arguments: [0, 0.25, 0.999, 1, 1.5, 3, -0.5, 3.5])
  func programsAndFormulasAgree(time: Double) throws {
    let formula = Self.data.formula(at: .symbol("t"))
    let found = try formula.number { $0 == "t" ? .number(time) : nil }
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
