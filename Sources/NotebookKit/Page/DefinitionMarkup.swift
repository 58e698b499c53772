import Markup

/// A model as HTML: its equations aligned, its events as sentences, its parameters in a table.
enum DefinitionMarkup {
  static func html(_ definition: Definition, id: String?, caption: String?, source: String, _ words: ModelWords)
    -> String
  {
    var text = "<div class=\"definition\"\(id.map { " id=\"\($0)\"" } ?? "")>\n"
    text += "<div class=\"lines\" tabindex=\"0\">\(lines(definition.equations))</div>\n"
    for event in definition.events {
      let condition = Markup.tag("math", [:], event.condition).html
      let jumps = (event.assignments.map { assignment($0) } + [words(event.remark)]).filter { !$0.isEmpty }
        .joined(separator: ", ")
      text +=
        "<p class=\"when\">\(Escaping.escaped(event.name)), \(words(event.conjunction)) \(condition)\(jumps.isEmpty ? "" : ": " + jumps)\(pause(event, words))</p>\n"
    }
    let given = (definition.inputs + definition.initial).map { equality($0) }
    if !given.isEmpty { text += "<p class=\"given\">\(words("with")) \(given.joined(separator: ", "))</p>\n" }
    if definition.beginsAtRest { text += "<p class=\"given\">\(words("beginning at equilibrium"))</p>\n" }
    if var parameters = definition.parameters {
      for index in parameters.columns.indices {
        parameters.columns[index].title = .text(words(parameters.columns[index].name))
      }
      text += "<div class=\"wide\">\(TableMarkup.html(parameters))</div>\n"
    }
    if let caption { text += "<p class=\"note\">\(caption)</p>\n" }
    if let origin = definition.source {
      text += "<p class=\"note\">\(words("After")) \(Escaping.escaped(origin)).</p>\n"
    }
    return text + source + "</div>\n"
  }

  /// `; then not again for 2 ms, with v held`
  private static func pause(_ event: Definition.Event, _ words: ModelWords) -> String {
    guard let time = event.pause else { return "" }
    let held = event.held.map { Markup.tag("math", [:], $0).html }.joined(separator: " \(words("and")) ")
    return "; \(words("then not again for")) \(Markup.tag("math", [:], time).html)"
      + (held.isEmpty ? "" : ", \(words("with")) \(held) \(words("held"))")
  }

  private static func lines(_ lines: [Definition.Line]) -> String {
    let rows = lines.map { line -> Markup in
      .tag(
        "mtr", [:], .tag("mtd", ["class": "r"], line.left),
        .tag("mtd", ["class": "l"], .tag("mrow", [:], .tag("mo", ["form": "infix"], "="), line.right)))
    }
    return Markup.tag("math", ["display": "block"], .tag("mtable", ["class": "aligned", "displaystyle": "true"], rows))
      .html
  }

  /// Signs of a right-hand side that stays in one line. No browser breaks a formula.
  private static let longest = 24

  private static func assignment(_ line: Definition.Line) -> String { related(line, "←") }
  private static func equality(_ line: Definition.Line) -> String { related(line, "=") }

  private static func related(_ line: Definition.Line, _ sign: String) -> String {
    let relation = [line.left, .tag("mo", [:], .text(sign))]
    let isLong = line.right.plainText.count > longest
    let terms = isLong ? FormulaTerms.terms(of: line.right) : [[line.right]]
    return terms.enumerated()
      .map { Markup.tag("math", [:], ($0.offset == 0 ? relation : []) + $0.element).html }
      .joined(separator: " ")
  }
}
