extension Diagnostic {
  /// The message as a compiler prints it: place, message, the author's line, a caret under the spot, the hint.
  ///
  /// - Parameter showingFolder: false leaves only the file's name, for pages, which hold no paths.
  package func text(colour: Bool = false, showingFolder: Bool = true) -> String {
    let paint = colour ? Paint.terminal : Paint.plain
    let label = severity == .error ? paint.error("error:") : paint.warning("warning:")
    var lines = [paint.strong(Self.place(location, showingFolder)) + "\(label) \(message.visible)"]
    if let location { lines += Self.excerpt(location, paint) }
    if let hint { lines.append("  hint: \(hint.visible)") }
    for note in notes {
      lines.append(paint.strong(Self.place(note.location, showingFolder)) + "note: \(note.message.visible)")
      if let location = note.location { lines += Self.excerpt(location, paint) }
    }
    return lines.joined(separator: "\n")
  }

  private static func place(_ location: Location?, _ showingFolder: Bool) -> String {
    guard let location else { return "" }
    let path = location.source.path
    let name = showingFolder ? path : path.split(separator: "/").last.map(String.init) ?? path
    return "\(name.visible):\(location.line):\(location.column): "
  }

  private static func excerpt(_ location: Location, _ paint: Paint) -> [String] {
    let number = String(location.line)
    let gutter = String(repeating: " ", count: max(0, 4 - number.count)) + number + " | "
    let margin = String(repeating: " ", count: gutter.count - 2) + "| "
    let (before, marked, line) = cropped(location)
    let padding = String(before.flatMap { $0 == "\t" ? "\t" : String(repeating: " ", count: DisplayWidth.of($0)) })
    let width = marked.reduce(0) { $0 + DisplayWidth.of($1) }
    let caret = "^" + String(repeating: "~", count: max(0, width - 1))
    return [gutter + line, margin + padding + paint.caret(caret)]
  }

  /// Of a line that no terminal shows at once, what stands around the spot.
  private static func cropped(_ location: Location) -> (before: String, marked: String, line: String) {
    let (before, marked, line) = (
      location.textBefore.visible, location.textMarked.visible, location.lineText.visible
    )
    guard line.count > 400 else { return (before, marked, line) }
    let shown = before.count > 120 ? "…" + before.suffix(100) : before
    let rest = line.dropFirst(before.count)
    let behind = rest.count > 240 ? rest.prefix(220) + "…" : rest
    return (shown, String(marked.prefix(behind.count)), shown + behind)
  }
}

/// How parts of a message are coloured.
private struct Paint: Sendable {
  let error, warning, strong, caret: @Sendable (String) -> String

  static let plain = Paint(error: { $0 }, warning: { $0 }, strong: { $0 }, caret: { $0 })
  static let terminal = Paint(
    error: { "\u{1B}[1;31m\($0)\u{1B}[0m" }, warning: { "\u{1B}[1;33m\($0)\u{1B}[0m" },
    strong: { "\u{1B}[1m\($0)\u{1B}[0m" }, caret: { "\u{1B}[1;32m\($0)\u{1B}[0m" })
}
