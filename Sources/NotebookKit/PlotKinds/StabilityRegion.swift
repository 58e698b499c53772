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

  /// One range made as long as a frame with equal units shows it beside the other.
  ///
  /// - Parameter aspect: how much longer its side of the frame is.
  static func widened(
    _ range: ClosedRange<Double>, to other: ClosedRange<Double>, aspect: Double
  ) -> ClosedRange<Double> {
    let missing = max(0, (other.upperBound - other.lowerBound) * aspect - (range.upperBound - range.lowerBound))
    return range.lowerBound - missing / 2...range.upperBound + missing / 2
  }

  /// Nothing for a method that has no steps of a given size.
  var field: Field? {
    guard let gain = StepGain(method) else { return nil }
    // A little further than the frame, which is not known to the pixel.
    return Field(x: re.widened(by: 0.05), columns: 121, y: im.widened(by: 0.05), rows: 71) {
      gain.of(Eigenvalue($0, $1))
    }
  }
}
