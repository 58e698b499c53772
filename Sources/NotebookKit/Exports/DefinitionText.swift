import Markup

/// A model in words and formulas of TeX.
enum DefinitionText {
  enum Line {
    /// A formula on lines of its own.
    case formula(String)
    case words(String)

    var markdown: String {
      switch self {
      case .formula(let tex): "$$\n\(tex)\n$$"
      case .words(let text): text
      }
    }
  }

  static func paragraphs(_ definition: Definition) -> [Line] {
    var lines = [Line.formula(definition.tex)]
    for event in definition.events {
      let jumps = (event.assignments.map { related($0, "\\leftarrow") } + [event.remark]).filter { !$0.isEmpty }
        .joined(separator: ", ")
      let held = event.held.map { "$\(FormulaTeX.text($0))$" }.joined(separator: " and ")
      let pause = event.pause.map {
        "; then not again for $\(FormulaTeX.text($0))$" + (held.isEmpty ? "" : ", with \(held) held")
      }
      lines.append(
        .words(
          "\(MarkdownText.escaped(event.name)), \(event.conjunction) $\(FormulaTeX.text(event.condition))$"
            + (jumps.isEmpty ? "" : ": " + jumps) + (pause ?? "")))
    }
    let given = (definition.inputs + definition.initial).map { related($0, "=") }
    if !given.isEmpty { lines.append(.words("with " + given.joined(separator: ", "))) }
    if definition.beginsAtRest { lines.append(.words("beginning at equilibrium")) }
    if let source = definition.source { lines.append(.words("After \(MarkdownText.escaped(source)).")) }
    return lines
  }

  private static func related(_ line: Definition.Line, _ sign: String) -> String {
    "$\(FormulaTeX.text(line.left)) \(sign) \(FormulaTeX.text(line.right))$"
  }
}
