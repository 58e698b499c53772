import Diagnostics
import Markup

/// Environments, their cells and lines.
extension FormulaParser {
  mutating func beginEnvironment(_ token: Token) {
    guard let name = readRawGroup(), !name.isEmpty else {
      report("missing name after '\\begin'", at: token.range, hint: "write '\\begin{aligned}'")
      return
    }
    let range = token.range.lowerBound..<name.upperBound + 1
    var environment = Environment.named[text(name)]
    if environment == nil {
      let hint = isReporting ? Environment.hint(for: text(name)) : nil
      report("unknown environment '\(text(name))'", at: name, hint: hint)
      environment = .unknown(text(name))
    }
    guard let environment else { return }
    skipPosition()
    var columns: [Column] = []
    if case .given = environment.columns { columns = readColumns(environment, range) }
    openTable(environment, columns, at: range)
  }

  mutating func openSubstack(_ token: Token) {
    skipSpace()
    guard nextToken.kind == .opening else {
      report("missing argument of '\\substack'", at: token.range, hint: "write '\\substack{… \\\\ …}'")
      return
    }
    let brace = next()
    openTable(.substack, [], at: brace.range)
  }

  private mutating func openTable(_ environment: Environment, _ columns: [Column], at range: Range<Int>) {
    let around = currentStyle
    let style =
      switch environment.style {
      case .text: max(around, .text)
      case .script: max(around, .script)
      case .display, .scriptScript: environment.style
      }
    open(.environment(environment, columns), at: range, style: style)
  }

  /// `\end{…}`.
  mutating func endEnvironment(_ token: Token) {
    guard let name = readRawGroup(), !name.isEmpty else {
      report("missing name after '\\end'", at: token.range, hint: "write '\\end{aligned}'")
      return
    }
    let range = token.range.lowerBound..<name.upperBound + 1
    let closer = Level.Closer.environment(text(name))
    if levels.contains(where: { $0.closer == closer }) {
      close(closer, token)
    } else if forgive(closer) {
      return
    } else if let open = levels.last(where: { $0.environment != nil && $0.closer != .brace }), let wrong = open.closer {
      _ = closeLevels(within: wrong)
      report(
        "'\(text(open.range))' ended by '\(text(range))'", at: range,
        hint: open.environment.map { "write '\\end{\($0.name)}'" }, opened: open.range)
      close(wrong, token)
    } else {
      report("'\(text(range))' without '\\begin{\(text(name))}'", at: range)
    }
  }

  /// `&`.
  mutating func endCell(_ token: Token) {
    guard case .environment(let environment, let columns) = top.purpose, environment.allowsColumns else {
      reportMisplaced(
        "&", at: token.range, hint: "columns stand in an environment such as 'aligned'; '\\&' is the sign")
      return
    }
    finishCell()
    let limit = columns.isEmpty ? environment.limit : columns.count
    if let limit, top.table.line.cells.count == limit {
      let count = limit == 1 ? "1 column" : "\(limit) columns"
      report("'&' after the last column", at: token.range, hint: "'\(environment.name)' has \(count) here")
    }
    if case .pairs = environment.columns { top.row.followsOperand = top.table.line.cells.count % 2 == 1 }
  }

  /// `\\`, with the distance that may follow it in brackets.
  mutating func endLine(_ token: Token) {
    if nextToken.kind == .character("*") { position += 1 }
    let distance = readDistance()
    guard case .environment(let environment, _) = top.purpose, environment.allowsLines else {
      reportMisplaced(text(token.range), at: token.range, hint: "lines stand in an environment such as 'aligned'")
      return
    }
    finishCell()
    top.table.line.distance = distance
    top.table.lines.append(top.table.line)
    top.table.line = Table.Line()
  }

  /// `\hline`.
  mutating func readRule(_ token: Token) {
    guard top.environment != nil, top.row.atoms.isEmpty, top.table.line.cells.isEmpty else {
      report("misplaced '\\hline'", at: token.range, hint: "it stands first in a line of an environment")
      return
    }
    top.table.line.hasRuleAbove = true
  }

  private mutating func finishCell() {
    top.table.line.cells.append(top.row.pieces)
    top.row = Row(style: top.row.style)
    // What an author says about the alphabet ends with the cell.
    top.alphabet = levels[levels.count - 2].alphabet
  }

  /// What lacks its end inside a cell is told once, by what the end of the cell meets.
  private mutating func reportMisplaced(_ sign: String, at range: Range<Int>, hint: String) {
    if top.isBroken { return }
    let isInCell = levels.contains { $0.environment?.allowsLines ?? false }
    if isInCell, top.environment == nil {
      top.isBroken = true
      report("misplaced '\(sign)'", at: range, hint: "close '\(text(top.range))' first", opened: top.range)
    } else {
      report("misplaced '\(sign)'", at: range, hint: hint)
    }
  }

  /// The environment as it is set.
  static func table(_ level: Level, _ environment: Environment, _ columns: [Column]) -> Atom {
    var table = level.table
    if case .none = environment.columns { return .ordinary(level.row.markup, height: level.row.height) }
    table.line.cells.append(level.row.pieces)
    let attributes: [Markup.Attribute] =
      switch environment.style {
      case .display: [Markup.Attribute("displaystyle", "true")]
      case .script where level.row.style == .script: [Markup.Attribute("scriptlevel", "1")]
      default: []
      }
    let element = table.element(
      environment.table, columns: environment.columns, given: columns, attributes: attributes)
    var pieces = [element]
    if !environment.opening.isEmpty {
      pieces.insert(
        Delimiter.sign(environment.opening, form: "prefix", around: .tall).element(left: 0, right: 0), at: 0)
    }
    if !environment.closing.isEmpty {
      pieces.append(Delimiter.sign(environment.closing, form: "postfix", around: .tall).element(left: 0, right: 0))
    }
    var atom = Atom(pieces.count > 1 ? .fenced : .ordinary, .markup(.row(pieces)), height: .tall)
    atom.beginsWithBar = Delimiter.isBar(environment.opening)
    return atom
  }
}

extension Environment {
  fileprivate var allowsLines: Bool {
    if case .none = columns { return false }
    return true
  }

  fileprivate var allowsColumns: Bool { allowsLines && limit != 1 }
}
