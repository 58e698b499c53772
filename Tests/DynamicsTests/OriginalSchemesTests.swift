import Dynamics
import Expressions
import TestSupport
import Testing

/// The course project's own runs, sample by sample: the same discretisation gives the same numbers.
@Suite struct OriginalSchemesTests {
  /// Columns: method, trajectory, step, onset of the current (ms), and which samples the project overwrote: where a spike
  /// is recorded it put the peak in place of the sample before the reset (`.before`), or kept the overshoot in place of
  /// the reset itself (`.at`).
  static let cases: [(String, String, Double, Double, Overwritten)] = [
    ("explicit-euler", "euler_h1_onset100", 1, 100, .before),
    ("midpoint", "midpoint_h1", 1, 100, .at),
    ("rk4", "rk4_held_h1p0", 1, 101, .at),
    ("rk4", "rk4_held_h0p05", 0.05, 101, .at),
  ]

  enum Overwritten { case before, at }

  @Test(arguments: cases)
  func samplesAgree(method: String, file: String, step: Double, onset: Double, overwritten: Overwritten) throws {
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "70*(t >= \(onset))"))
    let solution = try #require(Method.named(method)).solve(
      model.problem(from: 0, to: 1000), Settings(step: step, eventTimes: .grid))
    let expected = try Reference.trajectory(file)
    #expect(solution.outcome == .finished)
    #expect(solution.eventTimes[0].count == 6)
    var skipped = 0
    for (row, sample) in expected.enumerated() where row < solution.trajectory.count {
      let isSpike = solution.eventTimes[0].contains { abs($0 - Double(row) * step) < step / 4 }
      let isBeforeSpike = solution.eventTimes[0].contains { abs($0 - Double(row + 1) * step) < step / 4 }
      let isOverwritten = overwritten == .before ? isBeforeSpike : isSpike
      if isOverwritten {
        skipped += 1
      } else {
        #expect(abs(solution.trajectory.value(row, 0) - sample[1]) < 1e-9, "v at \(sample[0])")
      }
      #expect(abs(solution.trajectory.value(row, 1) - sample[2]) < 1e-9, "w at \(sample[0])")
    }
    #expect(skipped <= 6)
  }
}
