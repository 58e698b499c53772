/// Cells one after the other. Blanks and line ends at their edges stand between them.
struct JupyterBuilder {
  /// What stands before the first cell.
  private(set) var before = ""
  private(set) var cells: [JupyterCell] = []

  /// A piece of the text; one of blanks alone is no cell.
  ///
  /// - Parameter filled: the piece as it is to be shown.
  mutating func add(_ kind: JupyterCell.Kind, _ text: String, filled: String? = nil) {
    let scalars = text.unicodeScalars
    func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { isLineEnd(scalar) || scalar == " " || scalar == "\t" }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return addBlanks(text) }
    // Blanks at the start of the first line mean something.
    let start = scalars[..<first].lastIndex(where: isLineEnd).map(scalars.index(after:)) ?? scalars.startIndex
    addBlanks(String(scalars[..<start]))
    let end = scalars.index(after: last)
    let source = String(scalars[start..<end])
    let name = kind == .raw ? "front-matter" : "prose-" + SHA256.hex(source.utf8).prefix(12)
    let prose = filled.map { JupyterProse(source, filled: Self.core($0)) }
    add(
      JupyterCell(
        kind: kind, name: name, source: prose?.shown ?? source, written: prose?.written ?? [],
        after: String(scalars[end...])))
  }

  /// Without empty lines before and blanks behind.
  private static func core(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let first = lines.first, first.trimmingBlanks.isEmpty { lines.removeFirst() }
    while let last = lines.last, last.trimmingBlanks.isEmpty { lines.removeLast() }
    var text = lines.joined(separator: "\n")
    while text.hasSuffix(" ") || text.hasSuffix("\t") { text.removeLast() }
    return text
  }

  mutating func add(_ cell: JupyterCell) { cells.append(cell) }

  mutating func show(_ shown: [JupyterCell]) { cells += shown }

  private mutating func addBlanks(_ text: String) {
    if let last = cells.lastIndex(where: { !$0.isShown }) { cells[last].after += text } else { before += text }
  }
}
