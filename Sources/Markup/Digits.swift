private import Kernels

/// The one place that turns a number into text. The same number gives the same text on every machine and locale.
package enum Digits {
  /// The fewest digits that read back as the same number: `100`, `0.1`, `1e-09`.
  package static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `decimals` digits after the point; a zero never has a sign.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return special(value) }
    let text = print("f", Int32(clamping: max(0, min(decimals, 30))), value)
    return text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) } ? String(text.dropFirst()) : text
  }

  /// `count` significant digits, in the plain form where that is readable and with an exponent where not.
  package static func significant(_ value: Double, _ count: Int) -> String {
    guard value.isFinite else { return special(value) }
    if value == 0 { return "0" }
    let text = print("e", Int32(clamping: max(0, count - 1)), value)
    guard let split = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: split)...]) else {
      return text
    }
    if exponent >= -4 && exponent < count { return plain(text[..<split].utf8, exponent) }
    if exponent >= count && exponent < 6 { return fixed(value, 0) }
    return text[..<split] + "e" + String(exponent)
  }

  /// `-1.234` times a power of ten without an exponent: the point moves among the same digits.
  private static func plain(_ mantissa: Substring.UTF8View, _ exponent: Int) -> String {
    let (minus, point, zero) = (UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0"))
    let digits = mantissa.filter { $0 != minus && $0 != point }
    var bytes: [UInt8] = mantissa.first == minus ? [minus] : []
    if exponent < 0 { bytes += [zero, point] + Array(repeating: zero, count: -exponent - 1) }
    for (index, digit) in digits.enumerated() {
      bytes.append(digit)
      if index == exponent, index + 1 < digits.count { bytes.append(point) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How many digits the shortest text of the number has behind the point.
  package static func decimals(_ value: Double) -> Int {
    let parts = shortest(value).split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let behind = parts[0].firstIndex(of: ".").map { parts[0].distance(from: $0, to: parts[0].endIndex) - 1 } ?? 0
    return max(0, behind - exponent)
  }

  /// How many digits of the shortest text of the number matter: 3 for `0.00125`.
  package static func figures(_ value: Double) -> Int {
    shortest(value).prefix { $0 != "e" }.drop { "-0.".contains($0) }.filter(\.isNumber).count
  }

  /// `d.ddde-8` with `decimals` digits after the point.
  package static func scientific(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return special(value) }
    let text = print("e", Int32(clamping: max(0, decimals)), value)
    guard let split = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: split)...]) else {
      return text
    }
    return text[..<split] + "e" + String(exponent)
  }

  /// As ``significant(_:_:)`` without zeros at the end of a fraction.
  package static func compact(_ value: Double, _ count: Int) -> String {
    let text = significant(value, count)
    let (bytes, zero, point) = (text.utf8, UInt8(ascii: "0"), UInt8(ascii: "."))
    let end = bytes.firstIndex(of: UInt8(ascii: "e")) ?? bytes.endIndex
    guard bytes[..<end].contains(point) else { return text }
    var kept = bytes[..<end]
    while kept.last == zero { kept.removeLast() }
    if kept.last == point { kept.removeLast() }
    return kept.endIndex == bytes.endIndex ? text : String(Substring(kept)) + String(text[end...])
  }

  /// 17 significant digits: reads back as the same number in every language.
  package static func exact(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    return print("g", 17, value)
  }

  /// The same text as a reader of a page wants it: a true minus sign, powers of ten in superscript.
  package static func typeset(_ text: String) -> String {
    if text.hasSuffix("inf") { return text.hasPrefix("-") ? "\u{2212}∞" : "∞" }
    let parts = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let mantissa = String(parts[0].map { $0 == "-" ? "\u{2212}" : $0 })
    guard parts.count == 2, let exponent = Int(parts[1]) else { return mantissa }
    let raised = String(exponent).map { superscripts[$0] ?? $0 }
    return (mantissa == "1" ? "10" : mantissa + "\u{202F}×\u{202F}10") + String(raised)
  }

  private static let superscripts: [Character: Character] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
  ]

  private static func special(_ value: Double) -> String {
    value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }

  private static func print(_ kind: Unicode.Scalar, _ precision: Int32, _ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let length = notebook_print(start, 400, CChar(truncatingIfNeeded: kind.value), precision, value)
      return start.withMemoryRebound(to: UInt8.self, capacity: 400) {
        String(decoding: UnsafeBufferPointer(start: $0, count: Int(max(0, min(length, 399)))), as: UTF8.self)
      }
    }
  }

  /// So many digits that matter, with the signs of print: what a sentence or a table says.
  package static func shown(_ value: Double, _ digits: Int = 3) -> String { typeset(compact(value, digits)) }
}
