/// What a panel shows of its two axes.
struct PanelDomain {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>

  /// Height over width where both axes have equal units.
  var shape: Double {
    let shape = Self.half(y) / Self.half(x)
    return shape.isFinite ? shape : 1
  }

  /// The domain that gives both axes as many pixels a unit in a frame of that size: the tighter one, widened about its middle.
  func withEqualUnits(in frame: Frame) -> PanelDomain {
    guard frame.x.kind == .linear, frame.y.kind == .linear else { return self }
    let excess = shape / (frame.height / frame.width)
    var domain = self
    if excess > 1 { domain.x = Self.widened(x, excess) } else { domain.y = Self.widened(y, 1 / excess) }
    return domain
  }

  private static func half(_ range: ClosedRange<Double>) -> Double { range.upperBound / 2 - range.lowerBound / 2 }

  private static func widened(_ range: ClosedRange<Double>, _ factor: Double) -> ClosedRange<Double> {
    let middle = range.lowerBound / 2 + range.upperBound / 2
    let (lower, upper) = (middle - half(range) * factor, middle + half(range) * factor)
    return lower.isFinite && upper.isFinite ? lower...upper : range
  }
}
