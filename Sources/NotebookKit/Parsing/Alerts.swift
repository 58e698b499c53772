import Diagnostics
import Markup

/// Boxes of five kinds, as on GitHub: a quote whose first line is `[!NOTE]`. And boxes to tick: `- [x] done`.
extension ProseParser {
  mutating func alert(_ quote: CommonMark.Node, _ document: borrowing CommonMark) {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph, let first = paragraph.firstChild,
      first.kind == .text, first.next.map({ $0.kind == .softBreak || $0.kind == .lineBreak }) ?? true
    else { return }
    let text = first.literal.trimmingBlanks
    guard text.hasPrefix("[!"), text.hasSuffix("]"), text.count > 3 else { return }
    let word = String(text.dropFirst(2).dropLast())
    let kinds = PageWords.boxKinds
    guard let index = kinds.firstIndex(of: word.uppercased()) else {
      guard word.allSatisfy(\.isLetter) else { return }
      diagnostics.append(
        .warning(
          "'[!\(word)]' is no kind of box", at: place(of: "[!\(word)]", at: first),
          hint: Spelling.nearest(word.uppercased(), among: kinds).map { "did you mean '[!\($0)]'?" }
            ?? "the kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION"))
      return
    }
    let (kind, name) = (kinds[index], reading.words.boxes[index])
    if let line = first.next {
      document.remove(line)
      document.remove(first)
    } else {
      document.remove(paragraph)
    }
    document.retag(
      quote, enter: "<div class=\"alert \(kind.lowercased())\" role=\"note\">\n<p class=\"alert-name\">\(name)</p>",
      exit: "</div>")
  }

  func task(_ item: CommonMark.Node, _ document: borrowing CommonMark) {
    guard let paragraph = item.firstChild, paragraph.kind == .paragraph, let first = paragraph.firstChild,
      first.kind == .text
    else { return }
    let text = first.literal
    let isDone = text.hasPrefix("[x] ") || text.hasPrefix("[X] ")
    guard isDone || text.hasPrefix("[ ] ") else { return }
    document.setLiteral(first, String(text.dropFirst(4)))
    document.insertInline(
      "<span class=\"task\(isDone ? " done" : "")\" role=\"img\" aria-label=\"\(isDone ? "done" : "to do")\"></span> ",
      before: first)
  }
}
