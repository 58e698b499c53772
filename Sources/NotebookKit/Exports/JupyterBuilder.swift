/// Cells one after the other. Blanks and line ends at their edges stand between them.
struct JupyterBuilder {
  /// What stands before the first cell.
  private(set) var before = ""
  private(set) var cells: [JupyterCell] = []

  /// A piece of the text; one of blanks alone is no cell.
  ///
  /// - Parameter filled: the piece as it is to be shown.
  mutating func add(_ kind: JupyterCell.Kind, _ text: String, filled: String? = nil) {
    guard let parts = Self.parts(text) else { return addBlanks(text) }
    addBlanks(parts.before)
    let name = kind == .raw ? "front-matter" : "prose-" + SHA256.hex(parts.core.utf8).prefix(12)
    let prose = filled.map { JupyterProse(parts.core, filled: Self.parts($0)?.core ?? "") }
    add(
      JupyterCell(
        kind: kind, name: name, source: prose?.shown ?? parts.core, written: prose?.written ?? [], after: parts.after))
  }

  /// The text without blanks and line ends at its edges, and these; nothing of blanks alone.
  private static func parts(_ text: String) -> (before: String, core: String, after: String)? {
    let scalars = text.unicodeScalars
    func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { isLineEnd(scalar) || scalar == " " || scalar == "\t" }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return nil }
    // Blanks at the start of the first line mean something.
    let start = scalars[..<first].lastIndex(where: isLineEnd).map(scalars.index(after:)) ?? scalars.startIndex
    let end = scalars.index(after: last)
    return (String(scalars[..<start]), String(scalars[start..<end]), String(scalars[end...]))
  }

  mutating func add(_ cell: JupyterCell) { cells.append(cell) }

  mutating func show(_ shown: [JupyterCell]) { cells += shown }

  private mutating func addBlanks(_ text: String) {
    if let last = cells.lastIndex(where: { !$0.isShown }) { cells[last].after += text } else { before += text }
  }
}
