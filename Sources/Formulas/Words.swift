import Markup

/// Words within a formula: `\text{if $x$ is small}`.
extension FormulaParser {
  mutating func openWords(_ typeface: Typeface, _ token: Token) {
    skipSpace()
    switch nextToken.kind {
    case .opening:
      let brace = next()
      open(.words((top.typeface ?? .plain).union(typeface)), at: brace.range)
    case .character(let scalar):
      position += 1
      deliver(.ordinary(Self.element(String(scalar), typeface)))
    default:
      let name = text(token.range)
      report("missing argument of '\(name)'", at: token.range, hint: "write '\(name){…}'")
    }
  }

  /// A token within words.
  mutating func readWords(_ token: Token) {
    switch token.kind {
    case .character(let scalar): addWord(scalar)
    case .cluster(let cluster): top.words += cluster
    case .space: top.words += " "
    case .opening: open(.words(top.typeface ?? .plain), at: token.range)
    case .closing: close(.brace, token)
    case .dollar: openFormulaInWords(token)
    case .superscript, .subscript, .ampersand: readMathSign(token)
    case .command(let name): readCommandInWords(name, token)
    case .end: break
    }
  }

  /// Puts the words read so far into the row.
  mutating func flushWords() {
    guard let typeface = top.typeface, !top.words.isEmpty else { return }
    let words = top.words
    top.words = ""
    top.row.atoms.append(.ordinary(Self.element(words, typeface)))
  }

  static func words(_ level: Level) -> Atom { .ordinary(level.row.markup, height: level.row.height) }

  private mutating func openFormulaInWords(_ token: Token) {
    flushWords()
    let style = max(top.row.style, .text)
    open(.dollars, at: token.range, style: style, alphabet: .plain)
  }

  /// A formula within words is set as in a line of text, also where the words stand in display.
  static func inlineFormula(_ row: Row, within style: MathStyle) -> Atom {
    let isPlain = row.single != nil || style != .display
    return .ordinary(isPlain ? row.markup : .styled(.text, row.pieces), height: row.height)
  }

  /// Quotation marks and dashes as LaTeX reads them.
  private mutating func addWord(_ scalar: Unicode.Scalar) {
    switch (scalar, top.words.unicodeScalars.last) {
    case ("~", _): top.words += "\u{A0}"
    case ("`", "‘"), ("'", "’"), ("-", "-"), ("-", "–"):
      top.words.unicodeScalars.removeLast()
      top.words += scalar == "`" ? "“" : scalar == "'" ? "”" : top.words.hasSuffix("–") ? "—" : "–"
    case ("`", _): top.words += "‘"
    case ("'", _): top.words += "’"
    default: top.words.unicodeScalars.append(scalar)
    }
  }

  private mutating func readMathSign(_ token: Token) {
    let sign = text(token.range)
    if token.kind == .ampersand, top.isBroken { return }
    if token.kind == .ampersand { top.isBroken = true }
    let hint =
      token.kind == .ampersand
      ? "close '{' before it, or write '\\&'" : "write '\\\(sign)', or '$…$' around the formula"
    report("'\(sign)' in text", at: token.range, hint: hint)
    top.words += sign
  }

  private mutating func readCommandInWords(_ name: String, _ token: Token) {
    if let character = Self.characters[name] {
      top.words += character
      return
    }
    switch Command.named[name] {
    case .text(let typeface)?:
      flushWords()
      openWords(typeface, token)
    case .space(let mu)?:
      flushWords()
      deliver(.space(mu: mu))
    case .word(.end)?: endEnvironment(token)
    case .word(.right)?: closeFence(token)
    case .word(.newLine)?:
      if top.isBroken { return }
      top.isBroken = true
      report("'\\\(name)' in text", at: token.range, hint: "close '{' before it")
    case nil: readUnknown(name, token)
    default:
      let written = text(token.range)
      report("'\(written)' in text", at: token.range, hint: "write '$\(written)$'")
    }
  }

  private static let characters: [String: String] = [
    "%": "%", "#": "#", "&": "&", "$": "$", "_": "_", "{": "{", "}": "}", " ": " ", "ldots": "…", "dots": "…",
    "textendash": "–", "textemdash": "—", "S": "§", "P": "¶", "degree": "°", "-": "\u{AD}", "textbackslash": "\\",
    "textdegree": "°", "textmu": "µ",
  ]

  /// Spaces at the ends are kept: MathML would drop them.
  private static func element(_ words: String, _ typeface: Typeface) -> Markup {
    let start = words.prefix { $0 == " " }
    let end = words.dropFirst(start.count).reversed().prefix { $0 == " " }
    let inner = words.dropFirst(start.count).dropLast(end.count)
    let text = start.map { _ in "\u{A0}" }.joined() + inner + end.map { _ in "\u{A0}" }.joined()
    let element = Markup.tag("mtext", [:], .text(text))
    return typeface.classes.map { element.adding("class", $0) } ?? element
  }
}
