import Markup

/// The prose of a cell as Jupyter shows it, and what its author wrote: values, references and citations are filled in, and equations
/// stand between `$$`. What was written goes along, paragraph by paragraph, so that an import has it again.
struct JupyterProse {
  let shown: String
  /// Of each paragraph that differs, the digest of what is shown and what was written.
  let written: [(digest: String, text: String)]

  /// - Parameter filled: the text with everything filled in.
  init(_ text: String, filled: String) {
    let paragraphs = Self.paragraphs(text)
    let others = Self.paragraphs(Self.forJupyter(filled))
    // Where they do not correspond, the text is shown as it was written.
    guard paragraphs.count == others.count else {
      (shown, written) = (text, [])
      return
    }
    shown = others.joined(separator: Self.separator)
    written = zip(paragraphs, others).filter { $0 != $1 }.map { (Self.digest($1), $0) }
  }

  /// What was written, of the paragraphs that are shown as they were; the others as they are now.
  static func restored(_ shown: String, _ written: [(digest: String, text: String)]) -> (text: String, edited: Int) {
    var left = written
    let paragraphs = paragraphs(shown).map { paragraph -> String in
      let digest = digest(paragraph)
      guard let index = left.firstIndex(where: { $0.digest == digest }) else { return paragraph }
      return left.remove(at: index).text
    }
    return (paragraphs.joined(separator: separator), left.count)
  }

  private static let separator = "\n\n"

  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  static func digest(_ text: String) -> String { String(SHA256.hex(text.utf8).prefix(16)) }

  /// GitHub's forms of equations and boxes are not Jupyter's.
  private static func forJupyter(_ text: String) -> String {
    var isFormula = false
    var isListing = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let plain = line.trimmingBlanks
      let indentation = line.prefix { $0 == " " || $0 == ">" }
      if isFormula, plain == "```" {
        isFormula = false
        return indentation + "$$"
      }
      if !isListing, plain == "```math" {
        isFormula = true
        return indentation + "$$"
      }
      if plain.hasPrefix("```") || plain.hasPrefix("~~~") { isListing.toggle() }
      if !isListing, line.hasPrefix("> [!"), plain.hasSuffix("]") {
        return "> **" + plain.dropFirst(4).dropLast().capitalizingFirst + "**\n>"
      }
      return String(line)
    }.joined(separator: "\n")
  }
}

extension Substring {
  /// `Note` of `NOTE`.
  fileprivate var capitalizingFirst: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
