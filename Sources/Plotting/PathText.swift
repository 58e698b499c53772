import Markup

/// The text of a path's `d`: relative steps in tenths of a unit, every letter and digit that can go left out.
///
/// A point costs five to seven bytes. Steps are differences of rounded points, so errors never add up.
struct PathText {
  private var bytes: [UInt8] = []
  private var (x, y) = (0, 0)
  private var (startX, startY) = (0, 0)
  /// The command that a bare pair of numbers would repeat.
  private var repeated: UInt8 = 0
  private var lastNumberHasPoint = false

  var isEmpty: Bool { bytes.isEmpty }
  var count: Int { bytes.count }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Starts a new piece.
  mutating func move(to point: Point) {
    let (newX, newY) = (Digits.tenths(point.x), Digits.tenths(point.y))
    if bytes.isEmpty {
      command("M", newX, newY)
    } else {
      command("m", newX - x, newY - y)
    }
    (x, y, startX, startY) = (newX, newY, newX, newY)
  }

  /// A straight line; nothing if the point rounds to the last one.
  mutating func line(to point: Point) {
    let (newX, newY) = (Digits.tenths(point.x), Digits.tenths(point.y))
    switch (newX - x, newY - y) {
    case (0, 0): return
    case (let across, 0): command("h", across)
    case (0, let down): command("v", down)
    case (let across, let down): command("l", across, down)
    }
    (x, y) = (newX, newY)
  }

  /// A line of no length: a dot under round caps.
  mutating func dot(at point: Point) {
    move(to: point)
    command("h", 0)
  }

  mutating func lines(through points: some Sequence<Point>) {
    for point in points { line(to: point) }
  }

  mutating func close() {
    bytes.append(UInt8(ascii: "z"))
    repeated = 0
    (x, y) = (startX, startY)
  }

  mutating func rectangle(left: Double, top: Double, right: Double, bottom: Double) {
    move(to: Point(left, top))
    line(to: Point(right, top))
    line(to: Point(right, bottom))
    line(to: Point(left, bottom))
    close()
  }

  /// A circle of two arcs.
  mutating func circle(at centre: Point, radius: Double) {
    let (small, wide) = (Digits.tenths(radius), 2 * Digits.tenths(radius))
    move(to: Point(centre.x - radius, centre.y))
    command("a", small, small, 0, 10, 0, wide, 0)
    command("a", small, small, 0, 10, 0, -wide, 0)
    bytes.append(UInt8(ascii: "z"))
    repeated = 0
  }

  private mutating func command(_ letter: Unicode.Scalar, _ tenths: Int...) {
    let letter = UInt8(ascii: letter)
    if letter == repeated {
      for number in tenths { separate(number) }
    } else {
      bytes.append(letter)
      for (index, number) in tenths.enumerated() {
        if index > 0 { separate(number) } else { write(number) }
      }
    }
    // Pairs behind those of a move would be lines.
    repeated = letter == UInt8(ascii: "m") ? 0 : letter
  }

  /// A minus separates, and so does a point after a number that has one already.
  private mutating func separate(_ tenths: Int) {
    let beginsWithPoint = tenths > 0 && tenths < 10
    if tenths >= 0 && !(beginsWithPoint && lastNumberHasPoint) { bytes.append(UInt8(ascii: " ")) }
    write(tenths)
  }

  private mutating func write(_ tenths: Int) {
    Digits.write(tenths: tenths, to: &bytes)
    lastNumberHasPoint = tenths % 10 != 0
  }
}

extension PathText {
  /// `<path class="…" d="…"/>`, or nothing for an empty path.
  func markup(_ cssClass: String) -> Markup {
    isEmpty ? .empty : .tag("path", ["class": cssClass, "d": text])
  }
}
