import Diagnostics
import Markup

/// What is typed as itself: letters, numbers, signs.
extension FormulaParser {
  mutating func readCharacter(_ scalar: Unicode.Scalar, _ token: Token) {
    if let count = Self.primes(scalar) {
      readPrimes(count, token)
    } else if Self.isDigit(scalar) || (scalar == "." && followsDigit) {
      deliver(number(from: scalar))
    } else if top.alphabet.joinsLetters, Self.isJoined(scalar, in: top.alphabet) {
      deliver(name(from: scalar))
    } else if scalar == "]", case .brackets = top.purpose {
      close(.bracket, token)
    } else {
      deliver(singleCharacter(scalar, token))
    }
  }

  /// The atom for one character, whatever follows it.
  mutating func singleCharacter(_ scalar: Unicode.Scalar, _ token: Token) -> Atom {
    if Self.isLatin(scalar) { return .ordinary(top.alphabet.identifier(scalar)) }
    if Self.isDigit(scalar) { return .ordinary(.number(top.alphabet.text(scalar))) }
    if Self.primes(scalar) != nil { return .prime }
    switch scalar {
    case "~": return .space(mu: 6)
    case "#" where isLabel(token):
      report("a label stands behind the formula", at: token.range, hint: "write '$$ ... $$ {#\(label(token))}'")
    case "#": report("unexpected '#'", at: token.range, hint: "write '\\#'")
    case "%":
      report("'%' begins a comment in TeX", at: token.range, hint: "write '\\%', or a space before the comment")
    default: break
    }
    if let symbol = Symbols.typed[scalar] { return atom(for: symbol) }
    return .ordinary(Self.isSymbol(scalar) ? .tightSign(String(scalar)) : .identifier(String(scalar)))
  }

  mutating func atom(for symbol: Symbol) -> Atom {
    guard symbol.sort == .bar else { return symbol.atom(in: top.alphabet, style: currentStyle) }
    let open = top.row.openBars[symbol.text] ?? 0
    let opens = open == 0 || nothingToClose
    top.row.openBars[symbol.text] = opens ? open + 1 : open - 1
    return symbol.atom(in: top.alphabet, style: currentStyle, opens: opens)
  }

  /// Whether what stands before is not what a bar could end.
  private var nothingToClose: Bool {
    switch top.row.atoms.last(where: { $0.kind != .space })?.kind {
    case nil, .opening, .binary, .relation, .operation, .punctuation: true
    case .ordinary, .closing, .inner, .fenced, .space: false
    }
  }

  /// A number as a reader sees one: `3.14`, `.5`, `1{,}000`.
  private mutating func number(from first: Unicode.Scalar) -> Atom {
    var text = top.alphabet.text(first)
    while true {
      if let digit = digit(at: position) {
        text += top.alphabet.text(digit)
        position += 1
      } else if nextToken.kind == .character("."), first != ".", !text.contains("."), digit(at: position + 1) != nil {
        text += "."
        position += 1
      } else if isGroupingComma, digit(at: position + 3) != nil {
        text += ","
        position += 3
      } else {
        return .ordinary(.number(text))
      }
    }
  }

  /// A name in letters that join: `\mathrm{peak}`.
  private mutating func name(from first: Unicode.Scalar) -> Atom {
    var text = top.alphabet.text(first)
    var isSingle = true
    while case .character(let scalar) = nextToken.kind, Self.isJoined(scalar, in: top.alphabet) {
      text += top.alphabet.text(scalar)
      position += 1
      isSingle = false
    }
    return .ordinary(isSingle ? top.alphabet.identifier(first) : .identifier(text))
  }

  private static func isJoined(_ scalar: Unicode.Scalar, in alphabet: Alphabet) -> Bool {
    guard case .name = alphabet else { return isLatin(scalar) }
    return isLatin(scalar) || isDigit(scalar) || scalar == "-"
  }

  /// Whether the sign begins a label: `{#eq-a}`.
  private func isLabel(_ sign: Token) -> Bool {
    let before = sign.range.lowerBound - 1
    return before >= 0 && tex.bytes[before] == UInt8(ascii: "{") && !label(sign).isEmpty
  }

  /// The word behind the sign, if a brace closes it.
  private func label(_ sign: Token) -> String {
    let rest = tex.bytes[sign.range.upperBound...]
    let word = rest.prefix { $0 != UInt8(ascii: "}") && $0 != 0x20 && $0 != 0x0A }
    return word.endIndex < rest.endIndex && rest[word.endIndex] == UInt8(ascii: "}")
      ? String(decoding: word, as: UTF8.self) : ""
  }

  private var followsDigit: Bool { digit(at: position) != nil }

  private func digit(at index: Int) -> Unicode.Scalar? {
    guard index < tokens.count, case .character(let scalar) = tokens[index].kind, Self.isDigit(scalar) else {
      return nil
    }
    return scalar
  }

  /// `{,}`, by which TeX is told that a comma ends nothing.
  private var isGroupingComma: Bool {
    position + 2 < tokens.count && tokens[position].kind == .opening && tokens[position + 1].kind == .character(",")
      && tokens[position + 2].kind == .closing
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .mathSymbol, .otherSymbol, .otherPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation: true
    default: false
    }
  }
}
