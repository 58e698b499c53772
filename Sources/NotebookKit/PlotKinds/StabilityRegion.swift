import Diagnostics
import Dynamics
import Expressions
import Plotting

/// |R(z)| of a method on a grid of the complex plane; see ``StepGain``.
struct StabilityRegion {
  private let method: Method
  private let re: ClosedRange<Double>
  private let im: ClosedRange<Double>

  init(_ method: Method, re: ClosedRange<Double>, im: ClosedRange<Double>) {
    self.method = method
    self.re = re
    self.im = im
  }

  /// The range that a figure takes where none is given: what is usual, widened for the points.
  static func usual(_ values: [Double], _ usual: ClosedRange<Double>) -> ClosedRange<Double> {
    let low = max(-100, min(usual.lowerBound, (values.min() ?? 0) * 1.05))
    let high = min(100, max(usual.upperBound, (values.max() ?? 0) * 1.05))
    return low...high
  }

  /// The real range made as wide as a frame with equal units shows it.
  static func widened(_ re: ClosedRange<Double>, to im: ClosedRange<Double>, aspect: Double) -> ClosedRange<Double> {
    let missing = max(0, (im.upperBound - im.lowerBound) * aspect - (re.upperBound - re.lowerBound))
    return re.lowerBound - missing / 2...re.upperBound + missing / 2
  }

  /// Nothing for a method that has no steps of a given size.
  var field: Field? {
    guard let gain = StepGain(method) else { return nil }
    return Field(x: re, columns: 121, y: im, rows: 71) { gain.of(Eigenvalue($0, $1)) }
  }
}
