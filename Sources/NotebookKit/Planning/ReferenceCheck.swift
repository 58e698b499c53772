import Diagnostics

/// Finds references, citations and footnotes that lead nowhere.
///
/// `@x` and `[@x]` mean the label x of this notebook if there is one, and else the entry x of the bibliography.
struct ReferenceCheck {
  private let notebook: Notebook
  private let labels: Set<String>
  private let names: [String]

  init(_ notebook: Notebook, nodeLabels: Set<String>) {
    self.notebook = notebook
    labels = nodeLabels.union(notebook.prose.labelled.map(\.label.text)).union(notebook.prose.headings.map(\.id))
    names = (labels.union(notebook.bibliography.works.keys)).sorted()
  }

  private func isKnown(_ name: String) -> Bool { labels.contains(name) || notebook.bibliography.works[name] != nil }

  /// The top of a page, and the data of a result; a name with escapes is not looked up.
  private func isMade(_ name: String) -> Bool {
    name == "top" || name.contains("%") || name.hasPrefix("data-") && labels.contains(String(name.dropFirst(5)))
  }

  func mistakes(in prose: Prose) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for reference in prose.references where !isKnown(reference.label) {
      found.append(unknown(reference.label, reference.location, "for an @ that is no reference write '\\@'"))
    }
    for reference in prose.references where labels.contains(reference.label) {
      guard let word = word(before: reference.location) else { continue }
      found.append(
        .warning(
          "'\(word)' stands before '@\(reference.label)', which says it by itself", at: reference.location,
          hint: "leave the word out"))
    }
    for link in prose.links where !isKnown(link.label) && !isMade(link.label) {
      found.append(unknown(link.label, link.location, "a heading is named by '{#label}' behind it"))
    }
    for item in prose.citations.flatMap(\.items) where !isKnown(item.key.text) {
      // A label is written in small letters.
      guard let label = labels.first(where: { $0 == item.key.text.lowercased() }) else { continue }
      found.append(
        .error("nothing is labelled '\(item.key.text)'", at: item.key.location, hint: "did you mean '@\(label)'?"))
    }
    for citation in prose.citations where citation.isBracketed || notebook.bibliography.isGiven {
      for item in citation.items where !isKnown(item.key.text) && !labels.contains(item.key.text.lowercased()) {
        let hint =
          notebook.bibliography.isGiven
          ? "the bibliography has no such key"
          : "works are named in a file: 'bibliography: references.bib' in the front matter"
        found.append(unknown(item.key.text, item.key.location, hint))
      }
    }
    let notes = prose.notes.map(\.label.text)
    let known = notebook.prose.notes.map(\.label.text)
    for reference in prose.noteReferences where !known.contains(reference.label) && !notes.contains(reference.label) {
      found.append(
        .error(
          "there is no footnote '\(reference.label)'", at: reference.location,
          hint: Spelling.hint(reference.label, among: known)
            ?? "write '[^\(reference.label)]: text' on a line of its own, or '\\[^' for the signs themselves"))
    }
    return found
  }

  private static let kinds = ["Figure", "Fig.", "Table", "Tab.", "Equation", "Eq.", "Section", "Sec."]

  /// The word of a kind of thing right before a reference.
  private func word(before location: Location) -> String? {
    let bytes = location.source.bytes[..<location.range.lowerBound]
    guard let last = bytes.last, last == 0x20 || last == 0xA0 || last == UInt8(ascii: "~") else { return nil }
    let before = bytes.dropLast(last == 0xA0 ? 2 : 1)
    let words = notebook.frontMatter.words
    let kinds = Self.kinds + [words.figure, words.table, words.equation, words.section]
    return kinds.first { before.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  private func unknown(_ name: String, _ location: Location, _ hint: String) -> Diagnostic {
    if isInOtherVariant(name) {
      return .error(
        "'\(name)' stands in a part that the \(notebook.variant.rawValue)'s variant leaves out", at: location,
        hint: "refer to it inside such a part, or move it out")
    }
    return .error(
      notebook.bibliography.isGiven ? "nothing is labelled or cited as '\(name)'" : "nothing is labelled '\(name)'",
      at: location, hint: Spelling.hint(name, among: names) ?? hint)
  }

  private func isInOtherVariant(_ name: String) -> Bool {
    guard let whole = notebook.whole else { return false }
    return whole.calls.contains { $0.label?.text == name } || whole.headings.contains { $0.id == name }
      || whole.labelled.contains { $0.label.text == name }
  }

  /// Footnotes that nobody sees, and those defined where they cannot stand.
  func notes(in proses: [Prose]) -> [Diagnostic] {
    var used = Set(proses.flatMap { $0.noteReferences.map(\.label) })
    if let whole = notebook.whole {
      used.formUnion(whole.noteReferences.map(\.label))
      used.formUnion(whole.calls.flatMap { $0.caption?.noteReferences.map(\.label) ?? [] })
    }
    let unused = notebook.prose.notes.filter { !used.contains($0.label.text) }.map { note in
      Diagnostic.warning(
        "nothing refers to the footnote '\(note.label.text)'", at: note.label.location,
        hint: "write '[^\(note.label.text)]' where it belongs")
    }
    let misplaced = proses.dropFirst().flatMap(\.notes).map { note in
      Diagnostic.error(
        "a footnote is defined in a caption or title", at: note.label.location,
        hint: "define it in the text of the notebook; captions may refer to it")
    }
    return unused + misplaced
  }
}
