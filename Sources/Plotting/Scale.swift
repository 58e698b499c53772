/// A map from the values of one axis to pixels, linear or logarithmic.
package struct Scale: Sendable, Equatable {
  package enum Kind: Sendable { case linear, logarithmic }

  package let kind: Kind
  /// The values at the two ends: finite, different, in order; positive on a logarithmic scale.
  package let domain: ClosedRange<Double>
  /// The pixels of the two ends; `start` may be the larger, as on a vertical axis.
  package let start: Double
  package let end: Double

  private let shrink: Double
  private let origin: Double
  private let factor: Double

  /// Pixels beyond this are all the same to a figure some hundred pixels wide, and their text stays short.
  static let farAway = 20_000.0

  package init(_ kind: Kind, domain: ClosedRange<Double>, start: Double, end: Double) {
    let domain = Self.usable(domain, kind)
    self.kind = kind
    self.domain = domain
    self.start = start
    self.end = end
    switch kind {
    case .linear:
      // The span of nearly all doubles does not fit in a double.
      shrink = (domain.upperBound - domain.lowerBound).isFinite ? 1 : 0.25
      origin = domain.lowerBound * shrink
      factor = (end - start) / (domain.upperBound * shrink - origin)
    case .logarithmic:
      shrink = 1
      origin = Logarithm.decimal(domain.lowerBound)
      factor = (end - start) / (Logarithm.decimal(domain.upperBound) - origin)
    }
  }

  /// The pixel of a value, at most ``farAway`` from the origin; not a number for what the scale cannot show.
  package func position(_ value: Double) -> Double {
    let along = kind == .linear ? value * shrink : value > 0 ? Logarithm.decimal(value) : .nan
    let position = start + (along - origin) * factor
    if position.isNaN { return .nan }
    return position > Self.farAway ? Self.farAway : position < -Self.farAway ? -Self.farAway : position
  }

  /// The value at a pixel: the inverse of ``position(_:)`` inside the domain.
  package func value(at position: Double) -> Double {
    let along = origin + (position - start) / factor
    return kind == .linear ? along / shrink : Logarithm.power(along)
  }

  /// Pixels per unit of the axis at a value; signed.
  package func slope(at value: Double) -> Double {
    kind == .linear ? factor * shrink : factor / (value * 2.302585092994046)
  }

  /// Whether the value has a place on the scale, inside the domain or not.
  package func canShow(_ value: Double) -> Bool {
    value.isFinite && (kind == .linear || value > 0)
  }

  /// Tick labels tell apart values that differ in the ninth digit, so a linear domain is never narrower.
  static let leastRelativeSpan = 1e-9
  /// The narrowest domain whose pixels per unit still are a finite number.
  private static let leastSpan = 1e-300

  private static func usable(_ domain: ClosedRange<Double>, _ kind: Kind) -> ClosedRange<Double> {
    let big = Double.greatestFiniteMagnitude
    var (lower, upper) = (max(-big, min(domain.lowerBound, big)), max(-big, min(domain.upperBound, big)))
    switch kind {
    case .linear:
      let least = max(leastSpan, leastRelativeSpan * max(abs(lower), abs(upper)))
      if upper - lower < least {
        let middle = lower / 2 + upper / 2
        (lower, upper) = (max(-big, middle - least / 2), min(big, middle + least / 2))
      }
    case .logarithmic:
      if upper <= 0 { (lower, upper) = (0.1, 1) }
      if lower <= 0 { lower = upper * 1e-3 }
      if lower < .leastNormalMagnitude { lower = .leastNormalMagnitude }
      if upper < lower * (1 + leastRelativeSpan) {
        (lower, upper) = (max(.leastNormalMagnitude, lower * 0.9), min(big, max(lower, upper) * 1.1))
      }
    }
    return lower...upper
  }
}
