/// Where a margin within a step first becomes positive, by looking at as many places as it takes.
///
/// Intervals are halved from the left until each is clear: the cubic through the margin and its slope at both ends stays
/// below zero by more than several times what it errs near the middle. So a margin that turns often within a step, such as the
/// sine of an angle, is followed from turn to turn.
package struct MarginSearch {
  /// The margin after a part of the step.
  let value: (Double) -> Double
  /// How far from a place its slope is looked for.
  private let nearby: Double
  /// How often the whole is halved before a part counts as clear.
  private let leastDepth: Int

  private static let greatestDepth = 16
  /// Off the middle, so that what repeats itself in the step is not met at equal places only.
  private static let split = 0.4567

  struct Place {
    let x: Double
    let margin: Double
    let slope: Double
  }

  /// - Parameters:
  ///   - leastDepth: how often the whole is halved at least. Where one part of the margin may hide another, as in `a and b`, a
  ///     straight line through a few places says little of what is between them.
  ///   - value: for sizes of step from 0 to h.
  package init(within h: Double, leastDepth: Int = 0, _ value: @escaping (Double) -> Double) {
    self.value = value
    self.leastDepth = leastDepth
    nearby = 0x1p-20 * h
  }

  /// A size of the step between `start` and h after which the margin is positive, and between `start` and which it became so
  /// once; nothing where it is nowhere positive. What it is at `start` does not count.
  package func first(from start: Double = 0, within h: Double) -> Double? {
    first(place(start, in: h), place(h, in: h), h, depth: 0)
  }

  private func place(_ x: Double, in h: Double) -> Place {
    let margin = value(x)
    let other = x + nearby <= h ? x + nearby : x - nearby
    return Place(x: x, margin: margin, slope: (value(other) - margin) / (other - x))
  }

  private func first(_ a: Place, _ b: Place, _ h: Double, depth: Int) -> Double? {
    let middle = place(a.x + Self.split * (b.x - a.x), in: h)
    // Outside of its domain, such as the logarithm of what is negative, a margin is nowhere positive.
    if [a, middle, b].allSatisfy({ !$0.margin.isFinite && $0.margin != .infinity }) { return nil }
    let doubt = Self.doubt(a, middle, b)
    if depth >= leastDepth, Self.highest(a, b) + doubt < 0 { return nil }
    let risesOnly = a.slope > 0 && b.slope > 0 && b.margin > doubt && a.margin < -doubt
    if depth == Self.greatestDepth || depth >= leastDepth && risesOnly && Self.isMonotone(a, b) {
      return b.margin > 0 ? b.x : nil
    }
    if let found = first(a, middle, h, depth: depth + 1) { return found }
    return middle.margin > 0 ? middle.x : first(middle, b, h, depth: depth + 1)
  }

  /// What is added to the straight line between two places, as s (1 − s) ((1 − s) p − s q).
  private static func bend(_ a: Place, _ b: Place) -> (p: Double, q: Double) {
    let (width, change) = (b.x - a.x, b.margin - a.margin)
    return (width * a.slope - change, width * b.slope - change)
  }

  /// What the cubic may err between the places, by its error at one between them: four times that of its value, for what is alike
  /// on both sides, and that of its slope over the width, for what is not.
  private static func doubt(_ a: Place, _ middle: Place, _ b: Place) -> Double {
    let (p, q) = bend(a, b)
    let (width, change, s) = (b.x - a.x, b.margin - a.margin, split)
    let value = a.margin + s * change + s * (1 - s) * ((1 - s) * p - s * q)
    let slope = change + (1 - s) * (1 - 3 * s) * p - s * (2 - 3 * s) * q
    return 4 * abs(value - middle.margin) + abs(slope - width * middle.slope)
  }

  /// No value of the cubic between the places is above this; infinite where one of them is no number.
  private static func highest(_ a: Place, _ b: Place) -> Double {
    let (p, q) = bend(a, b)
    let highest = max(a.margin, b.margin) + 4.0 / 27 * (max(0, p) + max(0, -q))
    return highest.isNaN ? .infinity : highest
  }

  /// Whether the cubic has no turn between the places: where neither slope is above three times the mean one (F. N. Fritsch,
  /// R. E. Carlson, SIAM Journal on Numerical Analysis 17 (1980) 238, doi:10.1137/0717021).
  private static func isMonotone(_ a: Place, _ b: Place) -> Bool {
    let mean = (b.margin - a.margin) / (b.x - a.x)
    return a.slope <= 3 * mean && b.slope <= 3 * mean
  }
}
