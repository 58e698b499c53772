import Foundation
import Testing

@testable import Plotting

/// What a logarithmic axis shows of curves that come from zero or go there.
@Suite struct LogarithmicCurveTests {
  private static let times = (0...240).map { Double($0) / 10 }
  private let axis = Axis("y", scale: .logarithmic)

  private func domain(_ y: [Double], hasMarkers: Bool = false) -> ClosedRange<Double> {
    let line = Line("curve", x: y.indices.map(Double.init), y: y, hasMarkers: hasMarkers)
    return axis.domain(for: [line.extent.y])
  }

  /// A dose by mouth: the first sample after zero lies as low as steps are short, and the slow decline is what matters.
  @Test func aRiseFromZeroDoesNotStretchTheAxis() {
    let dose = Self.times.map { exp(-0.2 * $0) - exp(-$0) }
    let late = [0, 1e-9, 1e-6] + dose.dropFirst()
    #expect(domain(late) == domain(dose))
    #expect(domain(late).lowerBound > 0.005 && domain(late).lowerBound < exp(-0.2 * 24))
    // What is measured is shown wherever it lies.
    #expect(domain(late, hasMarkers: true).lowerBound < 1e-9)
  }

  @Test func aDeclineThatNeverReachesZeroIsShownWhole() {
    let decline = Self.times.map { exp(-$0) }
    #expect(domain(decline).lowerBound < exp(-24) && domain(decline).upperBound >= 1)
  }

  /// 1 - exp(-t), and a sine that has come back to zero but for rounding.
  @Test func whatOnlyRisesOrGoesThroughZeroHasThreePowersOfTen() {
    for curve in [[0, 1e-9] + Self.times.map { 1 - exp(-$0) }, [0, 1, 1e-9, -1, -1e-9]] {
      let (low, high) = (domain(curve).lowerBound, domain(curve).upperBound)
      #expect(high / low > 900 && high / low < 3000, "\(low) to \(high)")
    }
  }

  @Test func zerosBeforeACurveBeginsAreNotCounted() {
    let curve = Line(x: [0, 1, 2, 3], y: [0, 0, 1, 2])
    #expect(curve.undrawable(x: .linear, y: .logarithmic) == 0)
    #expect(Line(x: [0, 1, 2, 3], y: [0, 1, 0, -2]).undrawable(x: .linear, y: .logarithmic) == 2)
  }
}
