import Markup

/// Formulas of MathML as TeX: those of models, which ``MathWriter`` sets, and those that were TeX before.
enum FormulaTeX {
  static func text(_ markup: Markup) -> String {
    var text = ""
    for part in pieces(markup) where !part.isEmpty {
      // A command's name ends where no letter follows.
      if endsWithCommand(text), let first = part.first, first.isLetter { text += " " }
      text += part
    }
    return text
  }

  private static func endsWithCommand(_ text: String) -> Bool {
    let letters = text.reversed().prefix { $0.isLetter && $0.isASCII }.count
    return letters > 0 && text.dropLast(letters).last == "\\"
  }

  private static func pieces(_ markup: Markup) -> [String] {
    switch markup {
    case .text(let text): return [text]
    case .written(let html): return [Escaping.plainText(ofHTML: html)]
    case .group(let parts): return parts.flatMap(pieces)
    case .element(let name, let attributes, let content):
      if name == "math", let tex = attributes.first(where: { $0.name == "alttext" })?.value { return [tex] }
      return element(name, attributes, content)
    }
  }

  private static func element(_ name: String, _ attributes: [Markup.Attribute], _ content: [Markup]) -> [String] {
    func part(_ index: Int) -> String { content.indices.contains(index) ? text(content[index]) : "" }
    func has(_ name: String, _ value: String) -> Bool { attributes.contains { $0.name == name && $0.value == value } }
    let inner = content.map(\.plainText).joined()
    switch name {
    case "mi": return [identifier(inner, isUpright: has("mathvariant", "normal"))]
    case "mn": return [inner]
    case "mo": return [sign(inner, grows: has("stretchy", "true"))]
    case "mtext": return ["\\text{\(escaped(inner))}"]
    case "mspace": return ["\\,"]
    case "mfrac": return ["\\frac{\(part(0))}{\(part(1))}"]
    case "msqrt": return ["\\sqrt{\(content.map(text).joined())}"]
    case "msub": return ["\(part(0))_{\(part(1))}"]
    case "msup": return ["{\(part(0))}^{\(part(1))}"]
    case "msubsup": return ["\(part(0))_{\(part(1))}^{\(part(2))}"]
    case "mover", "munder": return ["\(name == "mover" ? "\\overset" : "\\underset"){\(part(1))}{\(part(0))}"]
    case "mtable": return table(content)
    case "annotation": return []
    case "mrow" where isCases(content): return ["\\begin{cases}" + part(1) + "\\end{cases}"]
    case "mrow": return [text(.group(content))]
    default: return content.flatMap(pieces)
    }
  }

  private static func isCases(_ content: [Markup]) -> Bool {
    guard content.count == 2, content[0].plainText == "{", case .element("mtable", _, _) = content[1] else {
      return false
    }
    return true
  }

  private static func table(_ rows: [Markup]) -> [String] {
    let lines = rows.map { row -> String in
      guard case .element(_, _, let cells) = row else { return text(row) }
      return cells.map(text).joined(separator: " & ")
    }
    return [lines.joined(separator: " \\\\ ")]
  }

  private static func identifier(_ name: String, isUpright: Bool) -> String {
    if let letter = letters[name] { return letter }
    if functions.contains(name) { return "\\" + name }
    if name.count == 1 { return isUpright ? "\\mathrm{\(escaped(name))}" : escaped(name) }
    // A unit or a name of several letters: blanks and powers go outside of the letters.
    return "\\mathrm{" + name.map { letters[String($0)] ?? raised[$0] ?? escaped(String($0)) }.joined() + "}"
  }

  private static func sign(_ sign: String, grows: Bool) -> String {
    if grows, let fence = ["(": "\\left(", ")": "\\right)"][sign] { return fence }
    return signs[sign] ?? escaped(sign)
  }

  /// Signs of TeX in words.
  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "%", "#", "&", "_", "$", "{", "}": "\\\(character)"
      case "\\": "\\backslash "
      default: String(character)
      }
    }.joined()
  }

  private static let functions: Set<String> = [
    "exp", "ln", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "min", "max",
  ]

  private static let signs: [String: String] = [
    "\u{2062}": "\\,", "\u{2061}": "", "−": "-", "·": "\\cdot ", "×": "\\times ", "≤": "\\le ", "≥": "\\ge ",
    "≠": "\\ne ", "∧": "\\land ", "∨": "\\lor ", "¬": "\\lnot ", "←": "\\leftarrow ", "⌊": "\\lfloor ",
    "⌋": "\\rfloor ", "⌈": "\\lceil ", "⌉": "\\rceil ", "{": "\\{", "}": "\\}", ",": ",\\, ",
  ]

  private static let raised: [Character: String] = [
    "⁻": "^{-}", "¹": "^{1}", "²": "^{2}", "³": "^{3}", "⁴": "^{4}", " ": "\\ ", "₁": "_{1}", "₀": "_{0}",
    "·": "\\cdot ",
  ]

  static let letters: [String: String] = [
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta", "η": "\\eta",
    "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "µ": "\\mu", "ν": "\\nu", "ξ": "\\xi",
    "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega",
    "π": "\\pi", "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi",
    "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega", "∞": "\\infty",
  ]
}

extension Definition {
  /// The model's equations, one below the other.
  var tex: String {
    let rows = equations.map { "\(FormulaTeX.text($0.left)) &= \(FormulaTeX.text($0.right))" }
    return "\\begin{aligned}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{aligned}"
  }
}
