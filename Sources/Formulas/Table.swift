import Markup

/// The rows of an environment that are complete, and the one that is being read.
struct Table: Sendable {
  struct Line: Sendable {
    var cells: [[Markup]] = []
    var hasRuleAbove = false
    /// What the author adds to the distance to the next line, in em.
    var distance: Double?
  }

  var lines: [Line] = []
  var line = Line()

  /// The element. The style sheet knows `name` and the classes of cells: `l` and `r` for where they stand, `bar` and
  /// `bar-after` for a line beside them; and of rows: `rule` and `rule-below` for a line across.
  func element(_ name: String, columns: Environment.Columns, given: [Column], attributes: [Markup.Attribute]) -> Markup
  {
    var lines = lines
    let hasRuleBelow = line.hasRuleAbove && line.isEmpty
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    let rows = lines.enumerated().map { number, line in
      var names: [String] = []
      if line.hasRuleAbove { names.append("rule") }
      if hasRuleBelow && number == lines.count - 1 { names.append("rule-below") }
      return Markup.element("mtr", attributes: Self.classes(names), content: Self.cells(of: line, columns, given))
    }
    return .element("mtable", attributes: Self.classes([name]) + attributes, content: rows)
  }

  private static func cells(of line: Line, _ columns: Environment.Columns, _ given: [Column]) -> [Markup] {
    line.cells.enumerated().map { number, pieces in
      var pieces = pieces
      if number == line.cells.count - 1 { pieces.append(strut(distance: line.distance)) }
      let column = number < given.count ? given[number] : Column(columns.place(of: number))
      return .element("mtd", attributes: classes(column.classes), content: pieces)
    }
  }

  private static func classes(_ names: [String]) -> [Markup.Attribute] {
    let names = names.filter { !$0.isEmpty }
    return names.isEmpty ? [] : [Markup.Attribute("class", names.joined(separator: " "))]
  }

  /// Keeps lines as far apart as in a text, 1.2 em, whatever letters they are made of, and by an author's distance more.
  private static func strut(distance: Double?) -> Markup {
    let depth = Digits.compact(0.36 + max(0, distance ?? 0), 4)
    return .tag("mspace", ["height": "0.84em", "depth": "\(depth)em"])
  }
}

extension Table.Line {
  var isEmpty: Bool { cells.allSatisfy(\.isEmpty) && cells.count <= 1 }
}
