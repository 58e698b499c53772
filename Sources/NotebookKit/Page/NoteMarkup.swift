import Diagnostics
import Markup

/// Footnotes: their signs in the text, and the list at the end of the page, with a way back from each.
struct NoteMarkup {
  private let notes: [Note]
  private let numbers: [String: Int]
  /// For each sign in the text, which of those for its note it is, from 1.
  private let occurrences: [Int]
  private let counts: [String: Int]

  init(_ prose: Prose, _ numbering: Numbering) {
    notes = prose.notes
    numbers = numbering.notes
    var counts: [String: Int] = [:]
    occurrences = prose.noteReferences.map { reference in
      counts[reference.label, default: 0] += 1
      return counts[reference.label] ?? 1
    }
    self.counts = counts
  }

  /// - Parameter isMain: whether the sign stands in the text, and not in a caption or a heading of the contents.
  func reference(_ index: Int, _ label: String, isMain: Bool, isInTag: Bool) -> String {
    guard let number = numbers[label], notes.contains(where: { $0.label.text == label }) else {
      return isInTag ? "[?]" : "<span class=\"unknown\">[^\(Escaping.escaped(label))]</span>"
    }
    if isInTag { return "[\(number)]" }
    let id = isMain ? " id=\"\(Self.back(number, occurrences[index]))\"" : ""
    return "<sup class=\"note-sign\"\(id)><a href=\"#note:\(number)\" aria-label=\"Note \(number)\">\(number)</a></sup>"
  }

  /// No label has a colon, so no label can be the same.
  private static func back(_ number: Int, _ occurrence: Int) -> String {
    "note-sign:\(number)" + (occurrence > 1 ? ":\(occurrence)" : "")
  }

  /// - Parameter texts: by note, what it says, as HTML.
  func list(_ texts: [Int: String]) -> String {
    let used = notes.enumerated().compactMap { index, note -> (number: Int, text: String, label: String)? in
      guard let number = numbers[note.label.text], let text = texts[index] else { return nil }
      return (number, text, note.label.text)
    }.sorted { $0.number < $1.number }.filter { counts[$0.label] != nil }
    if used.isEmpty { return "" }
    var expected = 1
    let items = used.map { number, text, label -> String in
      // In a variant that leaves some out, the others keep their numbers.
      let value = number == expected ? "" : " value=\"\(number)\""
      expected = number + 1
      return "<li id=\"note:\(number)\"\(value)>\n\(withWayBack(text, number, counts[label] ?? 1))</li>\n"
    }
    return "<section class=\"notes\" aria-label=\"Notes\">\n<ol>\n\(items.joined())</ol>\n</section>\n"
  }

  private func withWayBack(_ text: String, _ number: Int, _ count: Int) -> String {
    let links = (1...count).map { occurrence in
      "\u{A0}<a class=\"back\" href=\"#\(Self.back(number, occurrence))\" aria-label=\"Back to the text\">↩\u{FE0E}</a>"
    }.joined()
    let trimmed = String(text.trimmingBlanks)
    if trimmed.hasSuffix("</p>") { return trimmed.dropLast(4) + links + "</p>\n" }
    return trimmed + "\n<p>\(links)</p>\n"
  }
}
