/// The finite values that one axis has to show, and the room that a mark wishes around them.
package struct Bounds: Sendable, Equatable {
  package private(set) var lower = Double.infinity
  package private(set) var upper = -Double.infinity
  /// The least value that a logarithmic axis can show.
  package private(set) var leastPositive = Double.infinity
  /// Room below and above, as fractions of the axis: a line that runs in time ends at the frame, a marker must not.
  package var room: (below: Double, above: Double)

  package static let none = Bounds([])
  /// What keeps a curve off the frame.
  package static let usualRoom = 0.05

  package init(_ values: some Sequence<Double>, room: Double = 0) {
    self.room = (room, room)
    for value in values { include(value) }
  }

  /// Those of a curve through values in order. On a logarithmic axis it comes up from below where it rises from zero, and goes down
  /// where it falls there: how far down its samples happen to lie does not stretch the axis.
  init(curve values: [Double], room: Double = 0) {
    self.init(values, room: room)
    guard lower <= 0, upper > 0 else { return }
    let finite = values.filter(\.isFinite)
    let ends = zip(Self.risesFromZero(finite), Self.risesFromZero(finite.reversed()).reversed())
    let others = zip(finite, ends).filter { !$1.0 && !$1.1 }.map(\.0)
    leastPositive = others.min() ?? max(leastPositive, upper * Self.leastShare)
  }

  /// How much of a curve that only comes from zero or goes there is shown: three powers of ten.
  private static let leastShare = 1e-3

  /// Of each value, whether there was nothing but a rise since one that is not above zero.
  private static func risesFromZero(_ values: [Double]) -> [Bool] {
    var (isRising, last) = (false, 0.0)
    return values.map { value in
      isRising = value <= 0 || isRising && value >= last
      last = value
      return isRising
    }
  }

  package var isEmpty: Bool { lower > upper }

  /// Takes one more value in; what is not finite is no value.
  package mutating func include(_ value: Double) {
    guard value.isFinite else { return }
    if value < lower { lower = value }
    if value > upper { upper = value }
    if value > 0 && value < leastPositive { leastPositive = value }
  }

  package static func == (one: Bounds, other: Bounds) -> Bool {
    one.lower == other.lower && one.upper == other.upper && one.room == other.room
  }
}

/// What a mark needs of both axes.
package struct Extent: Sendable, Equatable {
  package var x: Bounds
  package var y: Bounds

  package static let none = Extent(x: .none, y: .none)

  package init(x: Bounds, y: Bounds) {
    self.x = x
    self.y = y
  }
}
