package import Diagnostics

/// Markdown out of a notebook of Jupyter: the same as before of one that we made, prose and listings of any other.
package struct JupyterImport {
  package let markdown: String
  /// What was left out, and whether the text is what it was.
  package let notes: [String]
  /// Whether it is one of ours, and nothing in it was changed.
  package let isAsExported: Bool

  /// Reads a notebook of nbformat 4; gives what is wrong with any other file.
  package static func read(_ source: Source) -> Result<JupyterImport, Diagnostic> {
    JSONText.read(source, keepsLines: true).flatMap { json in
      func refuse(_ message: String, _ hint: String) -> Result<JupyterImport, Diagnostic> {
        .failure(.error(message, at: Location(source: source, line: 1), hint: hint))
      }
      guard let format = json["nbformat"]?.string else {
        return refuse("this is no notebook of Jupyter", "such a file says 'nbformat'")
      }
      guard format == "4", let cells = json["cells"]?.items else {
        return refuse(
          "notebooks of nbformat \(format) are not read",
          "make one of nbformat 4 of it: 'jupyter nbconvert --to notebook --nbformat 4 FILE'")
      }
      return .success(JupyterImport(json["metadata"], cells))
    }
  }

  private init(_ metadata: JSONText?, _ cells: [JSONText]) {
    var reading = JupyterReading(language: metadata?["language_info"]?["name"]?.string)
    let own = metadata?[JupyterCell.key]
    guard let own, let digest = own["sha256"]?.string else {
      for cell in cells { reading.add(cell, isForeign: true) }
      markdown = reading.text.isEmpty ? "" : reading.text + "\n"
      notes = reading.notes
      isAsExported = false
      return
    }
    for cell in cells { reading.add(cell, isForeign: false) }
    var text = (own["before"]?.string ?? "") + reading.text + reading.after
    if own["ends"]?.string == "crlf" {
      text = text.unicodeScalars.map { $0 == "\n" ? "\r\n" : $0 == "\r" ? "" : String($0) }.joined()
    }
    markdown = text
    isAsExported = SHA256.hex(text.utf8) == digest
    notes =
      reading.notes + (isAsExported ? [] : ["cells were changed since it was made, and the changes are in the text"])
  }
}

/// The text of a notebook's cells, one after the other.
private struct JupyterReading {
  private let language: String?
  private(set) var text = ""
  /// What stands behind the last cell.
  private(set) var after = ""
  private var outputs = 0
  private var attachments = 0
  /// Paragraphs of which what was written is not in the text any more.
  private var edited = 0

  /// The first words of cells that show what stands elsewhere, and were changed.
  private var changedCopies: [String] = []

  init(language: String?) { self.language = language }

  var notes: [String] {
    var notes: [String] = []
    if outputs > 0 {
      notes.append(
        "\(outputs == 1 ? "1 output" : "\(outputs) outputs") of cells left out: what other programs computed has no place in a notebook"
      )
    }
    if attachments > 0 {
      notes.append(
        "\(attachments == 1 ? "1 attached image" : "\(attachments) attached images") left out: save them beside the notebook, and name the files"
      )
    }
    if !changedCopies.isEmpty {
      let names = changedCopies.map { "'\($0)'" }.joined(separator: ", ")
      notes.append(
        "\(changedCopies.count == 1 ? "1 changed cell is" : "\(changedCopies.count) changed cells are") left out: what stands in an included file, a list or a quotation is changed there (\(names))"
      )
    }
    if edited > 0 {
      notes.append(
        "\(edited == 1 ? "1 changed paragraph has" : "\(edited) changed paragraphs have") the numbers and references that were shown, and not the '{{ }}' and '@' that gave them"
      )
    }
    return notes
  }

  mutating func add(_ cell: JSONText, isForeign: Bool) {
    let kind = cell["cell_type"]?.string ?? ""
    let own = isForeign ? nil : cell["metadata"]?[JupyterCell.key]
    var source = Self.joined(cell["source"])
    if let shown = own?["shown"] {
      if shown.string != JupyterProse.digest(source) {
        changedCopies.append(String(source.prefix { $0 != "\n" }.prefix(40)))
      }
      return
    }
    let after = own?["after"]?.string ?? JupyterCell.usual
    switch kind {
    case "code":
      let first = source.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)[0]
      if !isForeign, let braces = JupyterHeader.braces(ofCell: first) {
        source = block(braces, String(source.dropFirst(first.count)), own?["fences"]?.items?.compactMap(\.string))
      } else {
        if source.trimmingBlanks.isEmpty { return }
        outputs += cell["outputs"]?.items?.count ?? 0
        source = MarkdownText.listing(source.hasSuffix("\n") ? String(source.dropLast()) : source, language ?? "")
      }
    case "markdown" where own?["written"] != nil:
      let written = (own?["written"]?.items ?? []).compactMap { item -> (digest: String, text: String)? in
        guard let pair = item.items, pair.count == 2, let digest = pair[0].string, let text = pair[1].string else {
          return nil
        }
        return (digest, text)
      }
      let restored = JupyterProse.restored(source, written)
      source = restored.text
      edited += restored.edited
    case "markdown" where isForeign:
      if source.trimmingBlanks.isEmpty { return }
      source = Self.withoutValues(source)
      if case .object(let entries, _)? = cell["attachments"] { attachments += entries.count }
    case "raw" where isForeign:
      if source.trimmingBlanks.isEmpty { return }
      source = MarkdownText.listing(source)
    default: break
    }
    text += self.after + source
    self.after = after
  }

  /// A block between its fences; a body with such a line in it gets longer ones.
  private func block(_ braces: String, _ body: String, _ given: [String]?) -> String {
    var (opening, closing) = JupyterHeader.fences(braces)
    if let given, given.count == 2 {
      closing = given[1]
      let sign = given[0].prefix { $0 == given[0].first }
      opening = JupyterHeader.braces(ofFence: given[0]) == braces ? given[0] : "\(sign)yaml \(braces)"
    }
    let sign = closing.trimmingBlanks.first ?? "`"
    let longest =
      body.split(separator: "\n").map { $0.trimmingBlanks }.filter { line in line.allSatisfy { $0 == sign } }
      .map(\.count).max() ?? 0
    if longest >= opening.prefix(while: { $0 == sign }).count {
      let fence = String(repeating: sign, count: longest + 1)
      opening = fence + opening.drop { $0 == sign }
      closing = fence
    }
    return opening + body + "\n" + closing
  }

  /// A text is one string, or a list of its lines.
  private static func joined(_ value: JSONText?) -> String {
    value?.string ?? (value?.items ?? []).compactMap(\.string).joined()
  }

  /// `{{ }}` means something to us, and nothing to Jupyter. Listings show it as it is.
  private static func withoutValues(_ text: String) -> String {
    guard text.contains("{{") else { return text }
    var isListing = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let isFence = line.trimmingBlanks.hasPrefix("```") || line.trimmingBlanks.hasPrefix("~~~")
      if isFence { isListing.toggle() }
      if isListing || isFence { return String(line) }
      return line.split(separator: "{{", omittingEmptySubsequences: false).joined(separator: "\\{{")
    }.joined(separator: "\n")
  }
}
