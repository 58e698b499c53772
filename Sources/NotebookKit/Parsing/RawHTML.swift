import Diagnostics

extension ProseParser {
  /// Raw HTML could run or load something: it is left out, and that is said. A comment may be left out silently.
  mutating func warnHTML(_ html: String, _ place: Location) {
    let text = html.trimmingBlanks
    if text.hasPrefix("<!--"), text.hasSuffix("-->") { return }
    if text.hasPrefix("<!--"), let end = text.firstRange(of: "-->") {
      diagnostics.append(
        .warning(
          "what stands behind a comment on its line is left out with it: '\(text[end.upperBound...].trimmingBlanks.prefix(30))'",
          at: place, hint: "give the comment a line of its own"))
      return
    }
    diagnostics.append(
      .warning(
        "raw HTML is left out of the page", at: place,
        hint: "write Markdown: a page holds nothing that could run or load something"))
  }
}
