private import Foundation

/// The order of accuracy that errors show.
package enum ObservedOrder {
  /// The slope of log error against log step, by least squares; errors at rounding level are left out.
  package static func fit(steps: [Double], errors: [Double], floor: Double = 1e-11) -> Double {
    let points = zip(steps, errors).filter { $0.1 > floor }.map { (logarithm($0.0), logarithm($0.1)) }
    guard points.count >= 2 else { return .nan }
    let n = Double(points.count)
    let (sx, sy) = points.reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let (sxx, sxy) = points.reduce((0.0, 0.0)) { ($0.0 + $1.0 * $1.0, $0.1 + $1.0 * $1.1) }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx)
  }

  private static func logarithm(_ x: Double) -> Double { Foundation.log(x) }
}
