import Diagnostics
import Markup

/// What a backslash and a name do.
extension FormulaParser {
  mutating func readCommand(_ name: String, _ token: Token) {
    guard let command = Command.named[name] else {
      readUnknown(name, token)
      return
    }
    switch command {
    case .symbol(let symbol): deliver(atom(for: symbol))
    case .construction(let construction): open(construction, name, at: token.range)
    case .function(let text, let limits): deliver(.function(.identifier(text), limits: limits))
    case .space(let mu): deliver(.space(mu: mu))
    case .text(let typeface): openWords(typeface, token)
    case .sized(let size, let kind): readSizedDelimiter(size, kind, token)
    case .alphabet(let alphabet): top.alphabet = top.alphabet.taking(alphabet)
    case .style(let style): top.row.switches.append(Row.Switch(index: top.row.atoms.count, style: style))
    case .spacedRelation(let symbol): deliverSpaced(symbol)
    case .word(let word): read(word, name, token)
    }
  }

  private mutating func read(_ word: Command.Word, _ name: String, _ token: Token) {
    switch word {
    case .left: openFence(token)
    case .right: closeFence(token)
    case .middle: readMiddle(token)
    case .begin: beginEnvironment(token)
    case .end: endEnvironment(token)
    case .newLine: endLine(token)
    case .horizontalRule: readRule(token)
    case .limits: setLimits(.always, name, token)
    case .noLimits: setLimits(.beside, name, token)
    case .substack: openSubstack(token)
    case .horizontalSpace: readSpace(name, token)
    case .prime: deliver(.prime)
    case .dots: deliver(Atom(.inner, .markup(.identifier(dotsAreRaised ? "⋯" : "…"))))
    case .binaryModulo: deliver(Atom(.binary, .sign(Operator(text: "mod", natural: Spacing.thick))))
    case .nothing: break
    }
  }

  /// `\iff` and its kin stand between sentences; within an argument the space is left out.
  private mutating func deliverSpaced(_ symbol: Symbol) {
    let atom = symbol.atom(in: top.alphabet, style: currentStyle)
    if top.awaitsArgument || top.row.currentStyle.isScript {
      deliver(atom)
    } else {
      for piece in [.space(mu: Spacing.thick), atom, .space(mu: Spacing.thick)] { deliver(piece) }
    }
  }

  /// Dots between operators stand at their height, dots in a list on the line.
  private var dotsAreRaised: Bool {
    var ahead = position
    while tokens[ahead].kind == .space { ahead += 1 }
    let symbol: Symbol? =
      switch tokens[ahead].kind {
      case .character(let scalar): Symbols.typed[scalar]
      case .command(let name): Symbols.named[name]
      default: nil
      }
    switch symbol?.sort {
    case .binary, .relation, .largeOperator, .integral: return true
    default: return false
    }
  }

  /// `\hspace{1em}`.
  private mutating func readSpace(_ name: String, _ token: Token) {
    guard let range = readRawGroup() else {
      report("missing argument of '\\\(name)'", at: token.range, hint: "write '\\\(name){1em}'")
      return
    }
    guard let length = Length(text(range)) else {
      report(
        "cannot read the length '\(text(range))'", at: range, hint: "write a number and a unit: '1em', '4mu', '10pt'")
      return
    }
    guard length.value >= 0 else {
      report("negative space '\(text(range))'", at: range, hint: "write '\\!' to pull two signs together")
      return
    }
    deliver(Atom(.space, .markup(.tag("mspace", ["width": length.text]))))
  }
}

/// Commands that are not followed.
extension FormulaParser {
  mutating func readUnknown(_ name: String, _ token: Token) {
    if let refusal = Refusal.named[name] {
      refuse(refusal, name, token)
    } else if name.isEmpty {
      report("nothing follows '\\'", at: token.range)
    } else {
      let written = "\\\(name)"
      if isReporting, !macros.contains(name) {
        report("unknown command '\(written)'", at: token.range, hint: Self.hint(name))
      }
      deliver(.ordinary(.error(written)))
    }
  }

  private mutating func refuse(_ refusal: Refusal, _ name: String, _ token: Token) {
    report("unsupported command '\\\(name)'", at: token.range, hint: refusal.hint)
    if refusal.definesMacro { skipDefinedName() }
    for _ in 0..<refusal.arguments {
      skipSpace()
      if readRawBrackets() != nil { skipSpace() }
      if readRawGroup() == nil { break }
    }
  }

  /// The name in `\newcommand{\R}[1]{…}` or `\def\R{…}`.
  private mutating func skipDefinedName() {
    skipSpace()
    if nextToken.kind == .character("*") { position += 1 }
    var ahead = position
    while tokens[ahead].kind == .space || tokens[ahead].kind == .opening { ahead += 1 }
    guard case .command(let name) = tokens[ahead].kind else { return }
    macros.insert(name)
    if ahead == position {
      position += 1
      // The parameters of `\def\f#1{…}`.
      while nextToken.kind != .opening, nextToken.kind != .end { position += 1 }
    }
  }

  private static func hint(_ name: String) -> String? {
    if let spelling = Refusal.spelledOut(name) { return "write '\(spelling)'" }
    let written = "\\\(name)"
    let near = Command.names.filter { abs($0.utf8.count - written.utf8.count) <= written.utf8.count / 3 }
    // The names that begin alike come first, because a first letter is seldom wrong and its case matters.
    let initial = written.utf8.prefix(2)
    let alike = near.filter { $0.utf8.starts(with: initial) }
    let others = near.filter { !$0.utf8.starts(with: initial) }
    return Spelling.hint(written, among: alike + others)
  }
}
