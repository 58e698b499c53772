/// Arguments of commands: one piece, or a group in braces.
extension FormulaParser {
  /// Opens the level of a command that takes arguments.
  mutating func open(_ construction: Construction, _ name: String, at range: Range<Int>) {
    let alphabet = construction.alphabet.map { top.alphabet.taking($0) }
    let style = currentStyle
    open(.arguments(construction, command: name), at: range, style: style, alphabet: alphabet)
    guard let option = construction.option else { return }
    skipSpace()
    guard nextToken.kind == .character("[") else { return }
    let bracket = next()
    open(.brackets, at: bracket.range, style: option.style(in: style))
  }

  /// A token where an argument is awaited.
  mutating func readArgument(_ token: Token) {
    switch token.kind {
    case .space: break
    case .opening: open(.braces, at: token.range)
    case .character(let scalar): deliver(singleCharacter(scalar, token))
    case .cluster(let text): deliver(.ordinary(.identifier(text)))
    case .command(let name) where !endsArguments(name): readCommand(name, token)
    case .command, .closing, .superscript, .subscript, .ampersand, .dollar, .end:
      giveUpArguments()
      read(token)
    }
  }

  private func endsArguments(_ name: String) -> Bool { Command.named[name]?.standsBetweenPieces ?? false }

  /// Adds an argument to the innermost level, and returns what the command makes of its arguments if that was the last.
  mutating func accept(_ argument: Row) -> Atom? {
    switch top.purpose {
    case .script(let isSuperscript):
      levels.removeLast()
      attachScript(argument, isSuperscript: isSuperscript)
      return nil
    case .arguments(let construction, _):
      top.arguments.append(argument)
      guard top.arguments.count == construction.settings.count else { return nil }
      let level = levels.removeLast()
      return construction.atom(
        Construction.Arguments(rows: level.arguments, option: level.option, style: level.row.style))
    default: return nil
    }
  }

  /// Closes the levels that await arguments, with a message about the innermost unless `isQuiet`.
  mutating func giveUpArguments(isQuiet: Bool = false) {
    var isQuiet = isQuiet
    while top.awaitsArgument {
      if !isQuiet { reportMissingArgument() }
      isQuiet = true
      if case .arguments(let construction, _) = top.purpose {
        let missing = construction.settings.count - top.arguments.count
        for _ in 1..<missing { _ = accept(Row(style: top.row.style)) }
        if let atom = accept(Row(style: top.row.style)) { deliver(atom) }
      } else {
        levels.removeLast()
      }
    }
  }

  private mutating func reportMissingArgument() {
    switch top.purpose {
    case .script(let isSuperscript):
      report(isSuperscript ? "missing superscript after '^'" : "missing subscript after '_'", at: top.range)
    case .arguments(let construction, let name):
      let form = "\\\(name)" + String(repeating: "{…}", count: construction.settings.count)
      report("missing argument of '\\\(name)'", at: top.range, hint: "write '\(form)'")
    default: break
    }
  }

  /// The text between braces that is no formula, such as the name of an environment, and its range without the braces.
  mutating func readRawGroup() -> Range<Int>? {
    var start = position
    while tokens[start].kind == .space { start += 1 }
    guard tokens[start].kind == .opening, let end = closing(of: start) else { return nil }
    position = end + 1
    return tokens[start].range.upperBound..<tokens[end].range.lowerBound
  }

  /// The range between brackets that follow at once, if they are near enough to be what they seem.
  mutating func readRawBrackets() -> Range<Int>? {
    guard nextToken.kind == .character("[") else { return nil }
    for end in position..<min(position + Self.longestOption, tokens.count)
    where tokens[end].kind == .character("]") {
      let start = nextToken.range.upperBound
      position = end + 1
      return start..<tokens[end].range.lowerBound
    }
    return nil
  }

  /// More tokens than a length or the number of a macro's parameters takes.
  private static let longestOption = 50
}
