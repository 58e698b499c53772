/// One axis of a panel: what it measures, and how.
package struct Axis: Sendable {
  package var label: String
  package var unit: String?
  package var scale: Scale.Kind
  /// What to show; without it, what the marks need.
  package var range: ClosedRange<Double>?
  package var format: TickFormat
  /// Ticks in place of those that would be chosen: multiples of π, names of methods.
  package var ticks: [Tick]?

  package init(
    _ label: String, unit: String? = nil, scale: Scale.Kind = .linear, range: ClosedRange<Double>? = nil,
    format: TickFormat = .automatic, ticks: [Tick]? = nil
  ) {
    self.label = label
    self.unit = unit
    self.scale = scale
    self.range = range
    self.format = format
    self.ticks = ticks
  }

  /// `v (mV)`.
  package var title: String {
    guard let unit, !unit.isEmpty else { return label }
    return label.isEmpty ? unit : "\(label) (\(unit))"
  }

  /// The values from end to end, given what each mark needs: finite, different and in order whatever the data.
  package func domain(for bounds: [Bounds]) -> ClosedRange<Double> {
    if let range, scale == .linear || range.lowerBound > 0 { return widened(range.lowerBound, range.upperBound) }
    return scale == .linear ? linear(bounds.filter { !$0.isEmpty }) : logarithmic(bounds)
  }

  /// The ticks, and which labels are shown when. `before` and `after` are the room for labels beyond the ends.
  func ticks(
    on scale: Scale, isHorizontal: Bool, before: Double = .infinity, after: Double = .infinity
  ) -> Ticks {
    chosen(on: scale, isHorizontal: isHorizontal)
      .placed(on: scale, isHorizontal: isHorizontal, before: before, after: after)
  }

  private func chosen(on scale: Scale, isHorizontal: Bool) -> Ticks {
    if let ticks { return Ticks(labelled: ticks.filter { scale.domain.contains($0.value) }) }
    let room = TickRoom(length: abs(scale.end - scale.start), isHorizontal: isHorizontal)
    switch scale.kind {
    case .linear: return LinearTicks.ticks(scale.domain, room, format: format)
    case .logarithmic: return LogarithmicTicks.ticks(scale, room)
    }
  }

  private static let roundings = 100.0

  private func linear(_ bounds: [Bounds]) -> ClosedRange<Double> {
    guard let lower = bounds.map(\.lower).min(), let upper = bounds.map(\.upper).max() else { return 0...1 }
    let span = upper - lower
    // What moves by roundings alone is a constant.
    if span <= Self.roundings * max(abs(lower), abs(upper)).ulp {
      return widened(lower / 2 + upper / 2, lower / 2 + upper / 2)
    }
    guard span.isFinite else { return lower...upper }
    let below = bounds.map { $0.lower - $0.room.below * span }.min() ?? lower
    let above = bounds.map { $0.upper + $0.room.above * span }.max() ?? upper
    return widened(below, above)
  }

  private func logarithmic(_ bounds: [Bounds]) -> ClosedRange<Double> {
    let bounds = bounds.filter { $0.leastPositive.isFinite && $0.upper > 0 }
    guard let lower = bounds.map(\.leastPositive).min(), let upper = bounds.map(\.upper).max() else { return 0.1...1 }
    if lower == upper { return widened(lower, upper) }
    let span = Logarithm.decimal(upper) - Logarithm.decimal(lower)
    let below = bounds.map { $0.leastPositive * Logarithm.power(-$0.room.below * span) }.min() ?? lower
    let above = bounds.map { $0.upper * Logarithm.power($0.room.above * span) }.max() ?? upper
    return widened(below, above)
  }

  /// The range in order and within what a double holds; a constant gets an axis around it.
  private func widened(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
    let largest = Double.greatestFiniteMagnitude
    let least = scale == .logarithmic ? Double.leastNormalMagnitude : -largest
    let low = max(least, min(lower, largest))
    let high = max(low, min(upper, largest))
    guard low == high else { return low...high }
    if scale == .logarithmic { return max(low / 3, least)...min(high * 3, largest) }
    if low == 0 { return -1...1 }
    let around = abs(low) * 0.1
    return max(-largest, low - around)...min(largest, low + around)
  }
}
