import Diagnostics
import Markup

/// Reads TeX and sets it, in one pass.
///
/// As in TeX itself what is open stands on a stack of levels, so that nesting costs memory and not the thread's stack,
/// whatever an author writes. A level ends by handing its piece to the level below it.
///
/// After a mistake reading goes on with what was most likely meant: what a closing sign leaves open is closed with it,
/// and its own closing sign, should it come later, is forgiven, so that one slip gives one message.
struct FormulaParser {
  let tex: Fragment
  let tokens: [Token]
  var position = 0
  /// What is open; the first is the formula itself, which never closes.
  var levels: [Level]
  private(set) var diagnostics: [Diagnostic] = []
  /// The deepest that levels stood.
  private(set) var deepest = 0
  /// Whether the rest of the formula is not worth reading.
  private var isStopped = false
  /// Closing signs whose levels were closed without them.
  var forgiven: [Level.Closer] = []
  /// The token that closes the group each token opens; found when first needed.
  private var closings: [Int: Int]?
  /// Macros that the author defined in vain.
  var macros: Set<String> = []

  /// Levels within each other; a formula a tenth as deep is hard to read.
  private static let deepestNesting = 100
  /// With as many mistakes a text is no TeX, and more messages tell nothing more.
  private static let mostDiagnostics = 20

  init(tex: Fragment, isDisplay: Bool) {
    self.tex = tex
    tokens = Lexer.tokens(of: tex, isDisplay: isDisplay)
    let row = Row(style: isDisplay ? .display : .text)
    levels = [Level(purpose: .formula, range: tex.range, depth: 0, alphabet: .plain, row: row)]
  }

  /// The formula, without `<math>` around it.
  mutating func read() -> Markup {
    while !isStopped {
      let token = next()
      if token.kind == .end { break }
      read(token)
    }
    abandonLevels(above: 0)
    return levels[0].row.markup
  }

  mutating func read(_ token: Token) {
    if top.typeface != nil {
      readWords(token)
    } else if top.awaitsArgument {
      readArgument(token)
    } else {
      readPiece(token)
    }
  }

  /// A token between the pieces of a row.
  private mutating func readPiece(_ token: Token) {
    switch token.kind {
    case .character(let scalar): readCharacter(scalar, token)
    case .cluster(let text): deliver(.ordinary(.identifier(text)))
    case .command(let name): readCommand(name, token)
    case .opening: open(.braces, at: token.range)
    case .closing: close(.brace, token)
    case .superscript: openScript(isSuperscript: true, token)
    case .subscript: openScript(isSuperscript: false, token)
    case .ampersand: endCell(token)
    case .dollar: close(.dollar, token)
    case .space, .end: break
    }
  }
}

extension FormulaParser {
  /// The innermost level.
  var top: Level {
    _read { yield levels[levels.count - 1] }
    _modify { yield &levels[levels.count - 1] }
  }

  var nextToken: Token { tokens[position] }

  /// The next token; the end of the formula stays where it is.
  mutating func next() -> Token {
    let token = tokens[position]
    if token.kind != .end { position += 1 }
    return token
  }

  mutating func skipSpace() {
    while nextToken.kind == .space { position += 1 }
  }

  /// The style of what comes next.
  var currentStyle: MathStyle {
    switch top.purpose {
    case .arguments(let construction, _): construction.settings[top.arguments.count].style(in: top.row.style)
    case .script: top.row.style.script
    default: top.row.currentStyle
    }
  }

  /// The token that closes the group which the token at `opening` opens.
  mutating func closing(of opening: Int) -> Int? {
    if let closings { return closings[opening] }
    var found: [Int: Int] = [:]
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.kind == .opening { open.append(index) }
      if token.kind == .closing, let start = open.popLast() { found[start] = index }
    }
    closings = found
    return found[opening]
  }

  /// Opens a level in the style and alphabet of the one it stands in, unless others are given.
  mutating func open(
    _ purpose: Level.Purpose, at range: Range<Int>, style: MathStyle? = nil, alphabet: Alphabet? = nil
  ) {
    guard !isStopped else { return }
    let depth = top.awaitsArgument && purpose.surroundsArgument ? top.depth : top.depth + 1
    deepest = max(deepest, depth)
    guard depth <= Self.deepestNesting else {
      diagnostics.append(.error("formula nested too deeply", at: tex.location(range)))
      isStopped = true
      return
    }
    let row = Row(style: style ?? currentStyle)
    levels.append(
      Level(purpose: purpose, range: range, depth: depth, alphabet: alphabet ?? top.alphabet, row: row))
  }

  /// Hands a piece to the innermost level, and what that makes of it to the next, as long as it completes arguments.
  mutating func deliver(_ atom: Atom) {
    var atom = atom
    while top.awaitsArgument {
      guard let complete = accept(Row([atom], style: currentStyle)) else { return }
      atom = complete
    }
    flushWords()
    top.row.atoms.append(atom)
  }

  /// Tells the author what is wrong; where that was opened too, if it helps.
  mutating func report(
    _ message: String, at range: Range<Int>, hint: String? = nil, opened: Range<Int>? = nil
  ) {
    guard isReporting else { return }
    let notes = opened.map { [Diagnostic.Note("'\(text($0))' was opened here", at: tex.location($0))] } ?? []
    diagnostics.append(.error(message, at: tex.location(range), hint: hint, notes: notes))
  }

  var isReporting: Bool { !isStopped && diagnostics.count < Self.mostDiagnostics }

  /// What the author wrote there.
  func text(_ range: Range<Int>) -> String { String(decoding: tex.bytes[range], as: UTF8.self) }
}
