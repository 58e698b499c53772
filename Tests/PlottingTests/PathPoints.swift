/// Reads a path back: the corners of each piece, in user units. An independent reader of what `PathText` writes.
struct PathPoints {
  private(set) var pieces: [[SIMD2<Double>]] = []

  init(_ text: String) {
    var rest = Substring(text)
    var command: Character = " "
    var (at, start) = (SIMD2<Double>(0, 0), SIMD2<Double>(0, 0))
    while true {
      while rest.first == " " { rest = rest.dropFirst() }
      guard let first = rest.first else { break }
      if first.isLetter {
        command = first
        rest = rest.dropFirst()
      }
      switch command {
      case "M":
        at = SIMD2(Self.number(&rest), Self.number(&rest))
        pieces.append([at])
        start = at
      case "m":
        at += SIMD2(Self.number(&rest), Self.number(&rest))
        pieces.append([at])
        start = at
        // Further pairs are lines (SVG 2, section 9.3.3).
        command = "l"
      case "l": step(&at, SIMD2(Self.number(&rest), Self.number(&rest)))
      case "h": step(&at, SIMD2(Self.number(&rest), 0))
      case "v": step(&at, SIMD2(0, Self.number(&rest)))
      case "a":
        for _ in 0..<5 { _ = Self.number(&rest) }
        step(&at, SIMD2(Self.number(&rest), Self.number(&rest)))
      case "z": at = start
      default: rest = ""
      }
    }
  }

  private mutating func step(_ at: inout SIMD2<Double>, _ by: SIMD2<Double>) {
    at += by
    pieces[pieces.count - 1].append(at)
  }

  /// One number: a sign, digits, at most one point.
  private static func number(_ rest: inout Substring) -> Double {
    while rest.first == " " { rest = rest.dropFirst() }
    var text = ""
    while let next = rest.first {
      if next.isNumber || (next == "." && !text.contains(".")) || (next == "-" && text.isEmpty) {
        text.append(next)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return Double(text) ?? .nan
  }
}
