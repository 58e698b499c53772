import Diagnostics

extension ProseParser {
  /// Raw HTML could run or load something: it is left out, and that is said. A comment may be left out silently.
  mutating func warnHTML(_ html: String, _ place: Location) {
    let text = html.trimmingBlanks
    if text.hasPrefix("<!--"), text.hasSuffix("-->") { return }
    diagnostics.append(
      .warning(
        "raw HTML is left out of the page", at: place,
        hint: "write Markdown: a page holds nothing that could run or load something"))
  }
}
