private import Markup

/// A unit of measurement: what kind of quantity it measures, and how large it is.
package struct Unit: Sendable, Equatable {
  /// Exponents of second, metre, kilogram, ampere, kelvin, mole.
  package let dimension: [Int]
  /// The size in SI units is factor · 10^exponent; the factor is 1 for all units made by prefixes.
  package let factor: Double
  package let exponent: Int
  /// As it is written: `mV`, `nS/cm^2`.
  package let text: String

  package static let one = Unit(dimension: [0, 0, 0, 0, 0, 0], factor: 1, exponent: 0, text: "1")

  package init(dimension: [Int], factor: Double, exponent: Int, text: String) {
    self.dimension = dimension
    self.factor = factor
    self.exponent = exponent
    self.text = text
  }

  package static func == (left: Unit, right: Unit) -> Bool {
    guard left.dimension == right.dimension else { return false }
    return left.exponent == right.exponent && left.factor == right.factor || left.scale(in: right).isRoundingOfOne
  }

  /// How large it is where the other, of the same dimension, is 1.
  private func scale(in other: Unit) -> Double {
    let shift = exponent - other.exponent
    var power = 1.0
    for _ in 0..<min(abs(shift), 400) { power *= 10 }
    return factor / other.factor * (shift < 0 ? 1 / power : power)
  }

  /// Nothing for what is a plain number: 25 has no unit to be printed.
  package var printed: Unit? { self == .one ? nil : self }

  /// As a page shows it: `µF/cm²`.
  package var symbol: String { Self.symbol(text) }

  package static func symbol(_ text: String) -> String {
    let raised: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "-": "⁻",
    ]
    var result = ""
    var isExponent = false
    let text = withRoots(text).replacing("degC", with: "°C")
    for (index, character) in text.enumerated() {
      let startsWord = !(result.last?.isLetter ?? false)
      isExponent = character == "^" || (isExponent && raised[character] != nil)
      if character == "^" { continue }
      if isExponent {
        result.append(raised[character] ?? character)
      } else if character == "*" {
        result.append("·")
      } else if character == "u", startsWord, index + 1 < text.count {
        result.append("µ")
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// `√(J/kg)` for `(J/kg)^(1/2)`.
  private static func withRoots(_ text: String) -> String {
    var text = text
    while let end = text.firstRange(of: ")^(1/2)") {
      var (place, depth) = (end.lowerBound, 1)
      while depth > 0, place > text.startIndex {
        place = text.index(before: place)
        depth += text[place] == ")" ? 1 : text[place] == "(" ? -1 : 0
      }
      let inner = text[text.index(after: place)..<end.lowerBound]
      let isWord = inner.allSatisfy(\.isLetter)
      text.replaceSubrange(place..<end.upperBound, with: isWord ? "√\(inner)" : "√(\(inner))")
    }
    return text
  }

  package var isDimensionless: Bool { dimension.allSatisfy { $0 == 0 } }
  package func measuresSame(as other: Unit) -> Bool { dimension == other.dimension && !isApart(from: other) }

  /// Whether units of one dimension are not converted all the same: the zero of the degree Celsius is not that of the kelvin, and
  /// a hertz is a turn in a second, where a radian in a second is 1/2π of it. A part of a unit, as in `mV/degC`, is a difference
  /// of temperatures and has no zero.
  package func isApart(from other: Unit) -> Bool {
    guard dimension == other.dimension else { return false }
    if (text == "degC") != (other.text == "degC") { return !(text + other.text).contains { "·*/^".contains($0) } }
    return countsTurns(unlike: other) || other.countsTurns(unlike: self)
  }

  /// What numbers beside it may have turned into radians, or back: one in a second, whatever is counted.
  var withoutTurns: Unit {
    guard text.hasSuffix("Hz") || text.hasPrefix("rad/") else { return self }
    return Unit(dimension: dimension, factor: factor, exponent: exponent, text: "1/s")
  }

  private func countsTurns(unlike other: Unit) -> Bool { text.hasSuffix("Hz") && other.text.hasPrefix("rad") }

  /// What to do about that.
  ///
  /// - Parameter value: the number that was given in this unit.
  package func adviceApart(_ other: Unit, of value: Double? = nil) -> String? {
    if countsTurns(unlike: other) || other.countsTurns(unlike: self) {
      return "1 Hz is a turn in a second, which is 2*pi rad/s: write the number in \(other.text)"
    }
    if let value, text == "degC", other.text == "K", isApart(from: other) {
      return
        "\(Digits.shortest(value)) degC is \(Digits.compact(value + 273.15, 12)) K: write that, or a difference in K"
    }
    return isApart(from: other)
      ? "0 degC is 273.15 K, and one is not converted into the other: write the number in \(other.text)" : nil
  }

  package static func * (a: Unit, b: Unit) -> Unit {
    let text =
      a.text == "1"
      ? b.text : b.text == "1" ? a.text : UnitText.product(a, b, power: 1) ?? "\(a.text)·\(b.text)"
    return Unit(
      dimension: zip(a.dimension, b.dimension).map(+), factor: a.factor * b.factor, exponent: a.exponent + b.exponent,
      text: text)
  }

  package static func / (a: Unit, b: Unit) -> Unit {
    if b.text == "1" { return a }
    let divisor = b.text.contains(where: { "·/".contains($0) }) ? "(\(b.text))" : b.text
    return Unit(
      dimension: zip(a.dimension, b.dimension).map(-), factor: a.factor / b.factor, exponent: a.exponent - b.exponent,
      text: UnitText.product(a, b, power: -1) ?? "\(a.text)/\(divisor)")
  }

  /// What has this unit for its square; nothing where that is no unit.
  package var squareRoot: Unit? {
    if text == "1" { return self }
    guard dimension.allSatisfy({ $0 % 2 == 0 }) else { return nil }
    // An odd power of ten leaves a factor.
    let isOdd = exponent % 2 != 0
    let factor = (isOdd ? 10 * factor : factor).squareRoot()
    return Unit(
      dimension: dimension.map { $0 / 2 }, factor: factor, exponent: (isOdd ? exponent - 1 : exponent) / 2,
      text: UnitText.squareRoot(self) ?? "(\(text))^(1/2)")
  }

  package func power(_ n: Int) -> Unit {
    var factor = 1.0
    for _ in 0..<abs(n) { factor *= self.factor }
    let simple = !text.contains { "·/^".contains($0) }
    let written = simple ? "\(text)^\(n)" : UnitText.product(.one, self, power: n) ?? "(\(text))^\(n)"
    return Unit(
      dimension: dimension.map { $0 * n }, factor: n < 0 ? 1 / factor : factor, exponent: exponent * n,
      text: n == 0 || text == "1" ? "1" : n == 1 ? text : written)
  }

  /// The number that measures in `self` what `decimal` measures in `unit`: 0.1 nF is 100 pF, exactly.
  ///
  /// Powers of ten shift the decimal point in the text, so that no rounding comes in.
  package func magnitude(of value: Double, decimal: String?, in unit: Unit) -> Double? {
    guard measuresSame(as: unit) else { return nil }
    let shift = unit.exponent - exponent
    let shifted: Double
    if shift == 0 {
      shifted = value
    } else if let decimal, let exact = Self.shifting(decimal, by: shift) {
      shifted = exact
    } else {
      shifted = Self.shifting(value.description, by: shift) ?? value
    }
    let ratio = unit.factor / factor
    return ratio.isRoundingOfOne ? shifted : shifted * ratio
  }

  private static func shifting(_ decimal: String, by shift: Int) -> Double? {
    let parts = decimal.lowercased().split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first, let own = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
    return Double("\(mantissa.hasSuffix(".") ? mantissa + "0" : mantissa)e\(own + shift)")
  }
}

extension Double {
  /// Units that were multiplied and divided, such as 1/week · week/day, come back to what they were but for some roundings.
  fileprivate var isRoundingOfOne: Bool { abs(self - 1) < 1e-13 }
}
