/// A labelled place on an axis.
package struct Tick: Sendable, Equatable {
  /// When the label is there; the tick itself always is.
  package enum Visibility: Sendable, Equatable {
    case always
    /// Only where the figure is about as wide as a page's column.
    case wide
    case never
  }

  package let value: Double
  package let label: String
  /// The label stays where every other one has to go.
  package let isRound: Bool
  package var visibility = Visibility.always

  package init(_ value: Double, _ label: String, isRound: Bool = true) {
    self.value = value
    self.label = label
    self.isRound = isRound
  }
}

/// The ticks of one axis: those with labels, in order, and the short ones between.
package struct Ticks: Sendable, Equatable {
  package var labelled: [Tick]
  package var minor: [Double]

  package init(labelled: [Tick], minor: [Double] = []) {
    self.labelled = labelled
    self.minor = minor
  }
}

/// How much of an axis its labels may take.
struct TickRoom {
  /// The axis in user units.
  let length: Double
  let isHorizontal: Bool

  /// Fewer ticks than space would allow: a reader needs five or so, not twenty.
  var leastSpacing: Double {
    isHorizontal ? max(40, min(58, length / 8)) : max(22, min(40, length / 6))
  }

  /// Whether the widest label fits between ticks that far apart, also on the narrowest page where all are shown.
  func fits(_ ticks: [Tick], spacing: Double) -> Bool {
    guard ticks.count > 1 else { return true }
    let widest = ticks.map { Lettering.width($0.label, size: Lettering.thinningSize) }.max() ?? 0
    return spacing >= leastSpacing && (!isHorizontal || spacing >= widest + 12)
  }
}
