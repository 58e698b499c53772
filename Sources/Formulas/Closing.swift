import Markup

/// The ends of levels, those that are missing among them.
extension FormulaParser {
  /// Ends the nearest level that ends with `closer`.
  mutating func close(_ closer: Level.Closer, _ token: Token) {
    guard closeLevels(within: closer) else {
      if !forgive(closer) { reportStray(closer, token) }
      return
    }
    guard let level = levels.popLast() else { return }
    switch level.purpose {
    case .braces: deliverGroup(level.row)
    case .brackets: top.option = level.row
    case .dollars: deliver(Self.inlineFormula(level.row, within: top.row.style))
    case .words: deliver(Self.words(level))
    case .environment(let environment, let columns): deliver(Self.table(level, environment, columns))
    case .formula, .fence, .arguments, .script: break
    }
  }

  /// Closes what stands open above the nearest level that ends with `closer`; false if there is none.
  mutating func closeLevels(within closer: Level.Closer) -> Bool {
    guard let index = levels.lastIndex(where: { $0.closer == closer }) else { return false }
    abandonLevels(above: index)
    flushWords()
    return true
  }

  /// Closes the levels above `index`, whose ends are missing, with a message for each.
  mutating func abandonLevels(above index: Int) {
    var isQuiet = false
    while levels.count - 1 > index {
      if top.awaitsArgument {
        giveUpArguments(isQuiet: isQuiet)
        continue
      }
      flushWords()
      guard let level = levels.popLast() else { return }
      if !level.isBroken { reportUnclosed(level) }
      isQuiet = true
      if isReporting, let closer = level.closer { forgiven.append(closer) }
      switch level.purpose {
      case .brackets: top.option = level.row
      case .environment(let environment, let columns): deliver(Self.table(level, environment, columns))
      case .words: deliver(Self.words(level))
      case .formula, .braces, .dollars, .fence, .arguments, .script: deliverGroup(level.row)
      }
    }
  }

  /// Whether a level was closed before for want of this sign; then it is no mistake of its own.
  mutating func forgive(_ closer: Level.Closer) -> Bool {
    guard let index = forgiven.lastIndex(of: closer) else { return false }
    forgiven.remove(at: index)
    return true
  }

  private mutating func deliverGroup(_ row: Row) {
    if top.awaitsArgument {
      if let atom = accept(row) { deliver(atom) }
    } else {
      deliver(.ordinary(row.markup, height: row.height))
    }
  }

  private mutating func reportUnclosed(_ level: Level) {
    switch level.purpose {
    case .braces, .words: report("unclosed '{'", at: level.range)
    case .brackets: report("unclosed '['", at: level.range)
    case .dollars: report("unclosed '$'", at: level.range)
    case .fence:
      report("'\(text(level.range))' without '\\right'", at: level.range, hint: "write '\\right.' for an invisible end")
    case .environment(let environment, _):
      report(
        environment.name == Environment.substack.name
          ? "unclosed '{'" : "'\(text(level.range))' without '\\end{\(environment.name)}'", at: level.range)
    case .formula, .arguments, .script: break
    }
  }

  private mutating func reportStray(_ closer: Level.Closer, _ token: Token) {
    switch closer {
    case .brace: report("unmatched '}'", at: token.range, hint: "write '\\}' for the sign")
    case .dollar: report("unexpected '$' in a formula", at: token.range, hint: "write '\\$' for the sign")
    case .end, .bracket, .right, .environment: break
    }
  }
}
