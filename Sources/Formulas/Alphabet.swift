import Markup

/// The hand that letters and digits are written in.
///
/// MathML Core knows no fonts: every alphabet but the plain one is a run of Unicode's mathematical letters (The Unicode
/// Standard, chapter 22.2), with holes where a letter was encoded earlier, such as ℝ and ℎ.
enum Alphabet: Sendable {
  /// What letters are without a command: Latin and small Greek ones slanted by the browser, capital Greek ones upright.
  case plain
  /// Upright letters, which join to names: `\mathrm{peak}`.
  case upright
  /// Upright letters and hyphens: `\operatorname{leaky-relu}`.
  case name
  case italic, bold, boldItalic, doubleStruck, script, boldScript, fraktur, boldFraktur
  case sansSerif, sansSerifBold, monospace

  /// Whether letters in a row are one name rather than a product.
  var joinsLetters: Bool {
    switch self {
    case .upright, .name, .italic, .sansSerif, .monospace: true
    default: false
    }
  }

  /// Whether signs are printed bold, for which Unicode has no letters.
  var isBoldForSigns: Bool { self == .boldItalic }

  /// What `inner` means within this alphabet: bold stays bold.
  func taking(_ inner: Alphabet) -> Alphabet {
    switch (self, inner) {
    case (.boldItalic, .script), (.script, .boldItalic): .boldScript
    case (.boldItalic, .fraktur), (.fraktur, .boldItalic): .boldFraktur
    case (.boldItalic, .upright), (.boldItalic, .bold), (.bold, .boldItalic), (.upright, .boldItalic): .bold
    case (.boldItalic, .sansSerif): .sansSerifBold
    default: inner
    }
  }

  /// A variable's letter. Capital Greek letters and `∇` are upright unless the author asks for something else.
  func identifier(_ letter: Unicode.Scalar) -> Markup {
    let isUprightByItself = (0x391...0x3A9).contains(letter.value) || letter == "∇"
    switch self {
    case .plain: return .identifier(String(letter), isUpright: isUprightByItself)
    case .upright, .name: return .identifier(String(letter), isUpright: true)
    case .boldItalic where isUprightByItself: return .identifier(Alphabet.bold.text(letter))
    default:
      // A letter that the alphabet lacks stays upright, so that it does not look like a plain variable.
      let mapped = text(letter)
      return .identifier(mapped, isUpright: mapped == String(letter))
    }
  }

  /// The letter or digit in this alphabet; itself where the alphabet has none.
  func text(_ scalar: Unicode.Scalar) -> String {
    guard let first = firsts else { return String(scalar) }
    if let early = encodedEarlier[scalar] { return String(early) }
    let value = scalar.value
    var mapped: UInt32?
    switch value {
    case 0x41...0x5A: mapped = first.capital + value - 0x41
    case 0x61...0x7A: mapped = first.small + value - 0x61
    case 0x30...0x39: mapped = first.digit.map { $0 + value - 0x30 }
    default: mapped = Self.greekPlace(value).flatMap { place in first.greek.map { $0 + place } }
    }
    return mapped.flatMap(Unicode.Scalar.init).map { String($0) } ?? String(scalar)
  }

  /// Where `A`, `a`, `0` and `Α` stand in the alphabet.
  private var firsts: (capital: UInt32, small: UInt32, digit: UInt32?, greek: UInt32?)? {
    switch self {
    case .plain, .upright, .name: nil
    case .italic: (0x1D434, 0x1D44E, nil, 0x1D6E2)
    case .bold: (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8)
    case .boldItalic: (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C)
    case .doubleStruck: (0x1D538, 0x1D552, 0x1D7D8, nil)
    case .script: (0x1D49C, 0x1D4B6, nil, nil)
    case .boldScript: (0x1D4D0, 0x1D4EA, nil, nil)
    case .fraktur: (0x1D504, 0x1D51E, nil, nil)
    case .boldFraktur: (0x1D56C, 0x1D586, nil, nil)
    case .sansSerif: (0x1D5A0, 0x1D5BA, 0x1D7E2, nil)
    case .sansSerifBold: (0x1D5D4, 0x1D5EE, 0x1D7EC, 0x1D756)
    case .monospace: (0x1D670, 0x1D68A, 0x1D7F6, nil)
    }
  }

  private var encodedEarlier: [Unicode.Scalar: Unicode.Scalar] {
    switch self {
    case .italic: ["h": "ℎ"]
    case .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
    case .script:
      [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]
    case .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
    default: [:]
    }
  }

  /// The place of a Greek letter in each of the Greek alphabets, which are all in the same order.
  private static func greekPlace(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x391...0x3A9: value - 0x391
    case 0x3F4: 17
    case 0x2207: 25
    case 0x3B1...0x3C9: 26 + value - 0x3B1
    case 0x2202: 51
    case 0x3F5: 52
    case 0x3D1: 53
    case 0x3F0: 54
    case 0x3D5: 55
    case 0x3F1: 56
    case 0x3D6: 57
    default: nil
    }
  }
}
