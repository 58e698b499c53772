import Markup

/// Delimiters that grow: `\left`, `\middle`, `\right`, `\big`.
extension FormulaParser {
  mutating func openFence(_ token: Token) {
    let (sign, range) = readDelimiter(after: token)
    open(.fence, at: range)
    guard let sign, !sign.isEmpty else { return }
    top.row.atoms.append(Self.fence(sign, .opening, form: "prefix"))
  }

  mutating func closeFence(_ token: Token) {
    let (sign, range) = readDelimiter(after: token)
    guard closeLevels(within: .right) else {
      if !forgive(.right) {
        report(
          "'\(text(range))' without '\\left'", at: range, hint: "write '\\left.' where the invisible one should begin")
      }
      return
    }
    guard var row = levels.popLast()?.row else { return }
    if let sign, !sign.isEmpty { row.atoms.append(Self.fence(sign, .closing, form: "postfix")) }
    deliver(Self.fenced(row))
  }

  /// A delimiter whose size is not known before its row is complete.
  private static func fence(_ text: String, _ kind: Atom.Kind, form: String) -> Atom {
    var atom = Atom(kind, .sign(Delimiter.sign(text, form: form, around: .tall)))
    atom.growingForm = form
    return atom
  }

  private static func fenced(_ row: Row) -> Atom {
    var row = row
    let height = row.height
    if height < .tall {
      for index in row.atoms.indices {
        guard let form = row.atoms[index].growingForm, let sign = row.atoms[index].sign else { continue }
        row.atoms[index].nucleus = .sign(Delimiter.sign(sign.text, form: form, around: height))
      }
    }
    var atom = Atom(.fenced, .markup(.row(row.pieces)))
    atom.height = height
    atom.beginsWithBar = row.atoms.first?.sign.map { Delimiter.isBar($0.text) } ?? false
    return atom
  }

  mutating func readMiddle(_ token: Token) {
    guard case .fence = top.purpose else {
      report("'\\middle' outside '\\left' and '\\right'", at: token.range)
      return
    }
    let (sign, _) = readDelimiter(after: token)
    guard let sign, !sign.isEmpty else { return }
    top.row.atoms.append(Self.fence(sign, .opening, form: "infix"))
  }

  mutating func readSizedDelimiter(_ size: Command.Size, _ kind: Atom.Kind, _ token: Token) {
    let (sign, _) = readDelimiter(after: token)
    guard let sign, !sign.isEmpty else { return }
    let form =
      switch kind {
      case .closing: "postfix"
      case .relation: "infix"
      default: "prefix"
      }
    switch size {
    case .big: deliver(Atom(kind, .sign(Delimiter.sign(sign, form: form, around: .raised)), height: .raised))
    case .ems(let ems): deliver(Atom(kind, .sign(Delimiter.sign(sign, form: form, size: ems)), height: .tall))
    }
  }

  /// The delimiter behind a command, and the range of both. What is none is left for the formula.
  private mutating func readDelimiter(after token: Token) -> (sign: String?, range: Range<Int>) {
    skipSpace()
    let sign = Delimiter.sign(nextToken.kind) ?? readBareBrace(after: token)
    guard let sign else {
      let name = text(token.range)
      let example = token.kind == .command("left") || token.kind == .command("right") ? "." : "("
      report("missing delimiter after '\(name)'", at: token.range, hint: "write '\(name)\(example)'")
      return (nil, token.range)
    }
    let delimiter = next()
    return (sign, token.range.lowerBound..<delimiter.range.upperBound)
  }

  /// `\left{ … \right}`, where the backslashes of the braces are missing: one message, about the first.
  private mutating func readBareBrace(after token: Token) -> String? {
    switch (token.kind, nextToken.kind) {
    case (.command("left"), .opening):
      report("missing delimiter after '\\left'", at: token.range, hint: "write '\\left\\{'")
      return "{"
    case (.command("right"), .closing):
      let fence = levels.last { $0.closer == .right }
      return fence.map { text($0.range) == "\\left{" } ?? false ? "}" : nil
    default: return nil
    }
  }
}
