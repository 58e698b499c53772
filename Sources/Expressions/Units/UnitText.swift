/// How products of units are written: `nS·mV/pF`, each unit once.
struct UnitText {
  /// Units with their exponents, in the order in which they come.
  private(set) var parts: [(name: String, exponent: Int)] = []

  /// Nothing for what has parts other than names with whole exponents, such as a square root.
  init?(_ text: String) {
    var divides = false
    var depth = 0
    var word = ""
    func isSign(_ character: Character) -> Bool { "·*/()".contains(character) }
    func exponent(_ text: Substring) -> Int? { text.isEmpty ? 1 : Int(text.dropFirst()) }
    var parts: [(name: String, exponent: Int)] = []
    func part() -> (name: String, exponent: Int)? {
      let name = word.prefix { $0 != "^" }
      guard !name.isEmpty, let power = exponent(word.dropFirst(name.count)) else { return nil }
      return (String(name), divides ? -power : power)
    }
    for character in text + "·" {
      guard isSign(character) else {
        word.append(character)
        continue
      }
      if !word.isEmpty {
        guard let found = part() else { return nil }
        if found.name != "1" { parts.append(found) }
        word = ""
        if depth == 0 { divides = false }
      }
      switch character {
      case "(":
        // Only a whole divisor stands in parentheses.
        guard divides, depth == 0 else { return nil }
        depth = 1
      case ")":
        guard depth == 1 else { return nil }
        (depth, divides) = (0, false)
      case "/":
        guard depth == 0 else { return nil }
        divides = true
      default: break
      }
    }
    self.parts = parts
  }

  private func raised(_ power: Int) -> [(name: String, exponent: Int)] { parts.map { ($0.name, $0.exponent * power) } }

  /// The product of one unit and a power of another; nothing where they cannot be read.
  static func product(_ a: Unit, _ b: Unit, power: Int) -> String? {
    guard let left = UnitText(a.text), let right = UnitText(b.text) else { return nil }
    var merged: [(name: String, exponent: Int)] = []
    for part in left.parts + right.raised(power) {
      if let place = merged.firstIndex(where: { $0.name == part.name }) {
        merged[place].exponent += part.exponent
      } else {
        merged.append(part)
      }
    }
    return written(merged, zip(a.dimension, b.dimension).map { $0 + power * $1 })
  }

  /// What has the unit for its square, where that can be written with whole exponents: `km` of `km^2`.
  static func squareRoot(_ unit: Unit) -> String? {
    guard let parts = UnitText(unit.text)?.parts, parts.allSatisfy({ $0.exponent.isMultiple(of: 2) }) else {
      return nil
    }
    return written(parts.map { ($0.name, $0.exponent / 2) }, unit.dimension.map { $0 / 2 })
  }

  private static func written(_ parts: [(name: String, exponent: Int)], _ dimension: [Int]) -> String? {
    func text(_ part: (name: String, exponent: Int)) -> String {
      abs(part.exponent) == 1 ? part.name : "\(part.name)^\(abs(part.exponent))"
    }
    let above = parts.filter { $0.exponent > 0 }.map(text).joined(separator: "·")
    let below = parts.filter { $0.exponent < 0 }.map(text)
    let top = above.isEmpty ? "1" : above
    // Alone it would be a temperature, with its zero, and no longer a difference.
    let isAlone = below.isEmpty && !top.contains { "·^".contains($0) }
    if isAlone, dimension == [0, 0, 0, 0, 1, 0] { return nil }
    return below.isEmpty ? top : "\(top)/\(below.count == 1 ? below[0] : "(\(below.joined(separator: "·")))")"
  }
}
