import Markup

/// A cell of a notebook of Jupyter, and what it takes to make Markdown of it again.
struct JupyterCell {
  enum Kind: String {
    case markdown, code, raw
  }

  let kind: Kind
  /// What begins its id.
  let name: String
  let source: String
  /// Of its paragraphs that show something else than was written, the digests, and what that was.
  var written: [(digest: String, text: String)] = []
  /// Blanks and line ends between the cell and the next.
  var after = usual
  /// The fences of a block, where they are not the usual ones.
  var fences: (opening: String, closing: String)?
  /// Whether it shows what stands elsewhere in the notebook, and is no part of its text.
  var isShown = false
  var outputs: [JSONValue] = []

  /// The id is of the content, so that the same notebook gives the same bytes.
  func json(_ used: inout Set<String>) -> JSONValue {
    var own: [String: JSONValue] = [:]
    if isShown { own["shown"] = .text(JupyterProse.digest(source)) }
    if after != Self.usual, !isShown { own["after"] = .text(after) }
    if !written.isEmpty {
      own["written"] = .list(written.map { .list([.text($0.digest), .text($0.text)]) })
    }
    if let fences { own["fences"] = .list([.text(fences.opening), .text(fences.closing)]) }
    var metadata: [String: JSONValue] = own.isEmpty ? [:] : [JupyterCell.key: .object(own)]
    if kind == .raw { metadata["raw_mimetype"] = .text("text/x-yaml") }
    var cell: [String: JSONValue] = [
      "cell_type": .text(kind.rawValue), "id": .text(id(&used)), "metadata": .object(metadata),
      "source": .lines(source),
    ]
    if kind == .code {
      cell["execution_count"] = .null
      cell["outputs"] = .list(outputs)
    }
    return .object(cell)
  }

  static let usual = "\n\n"
  /// Where our own metadata are.
  static let key = "notebook"

  private func id(_ used: inout Set<String>) -> String {
    let base = name.utf8.count <= 50 ? name : String(SHA256.hex(name.utf8).prefix(16))
    var id = base
    var count = 1
    while !used.insert(id).inserted {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }
}

/// The first line of a code cell that is a block, `# {solve #euler}`, and the fences that stand for it in Markdown.
enum JupyterHeader {
  /// `{solve #euler}` of a line such as ```` ```yaml {solve #euler} ````; nothing where it is no block's beginning.
  static func braces(ofFence line: String) -> String? {
    let sign: Character = line.hasPrefix("~") ? "~" : "`"
    let line = line.hasSuffix("\r") ? String(line.dropLast()) : line
    let rest = line.drop { $0 == sign }
    guard line.count - rest.count >= 3, rest.hasPrefix("yaml ") else { return nil }
    let braces = rest.dropFirst(5).trimmingBlanks
    return braces.hasPrefix("{") && braces.hasSuffix("}") ? String(braces) : nil
  }

  /// `{solve #euler}` of the first line of a cell.
  static func braces(ofCell line: Substring) -> String? {
    guard line.hasPrefix("# {"), line.trimmingBlanks.hasSuffix("}") else { return nil }
    return String(line.dropFirst(2).trimmingBlanks)
  }

  static func fences(_ braces: String) -> (opening: String, closing: String) { ("```yaml \(braces)", "```") }
}
