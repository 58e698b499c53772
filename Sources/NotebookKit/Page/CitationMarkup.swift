import Diagnostics
import Markup

/// Citations in the text, and the reference list that they lead to.
struct CitationMarkup {
  let works: CitedWorks
  let top: Int
  let hasOwnHeading: Bool
  let words: PageWords

  init(_ report: Report) {
    let notebook = report.notebook
    let captions = report.captions.compactMap { $0?.prose }
    let proses = [report.prose, report.title, report.abstract].compactMap { $0?.prose } + captions
    let cited = Set(proses.flatMap(Self.keys))
    let others = notebook.whole.map { [$0] + $0.calls.compactMap(\.caption) } ?? []
    works = CitedWorks(notebook.bibliography, cited: cited, all: Set(others.flatMap(Self.keys)))
    top = notebook.prose.headings.map(\.level).min() ?? 2
    words = notebook.frontMatter.words
    let last = notebook.prose.headings.last
    hasOwnHeading = last?.id == "references" || last?.title == words.references
  }

  private static func keys(_ prose: Prose) -> [String] {
    prose.references.map(\.label) + prose.citations.flatMap { $0.items.map(\.key.text) }
  }

  /// A work that is part of the sentence: `Izhikevich (2003)`.
  func inSentence(_ key: String, isInTag: Bool) -> String {
    let authors = Escaping.escaped(works.authors(key))
    let year = Escaping.escaped(works.year(key))
    if isInTag { return "\(authors) (\(year))" }
    return "<a class=\"ref\" href=\"#\(Self.anchor(key))\">\(authors)\u{A0}(\(year))</a>"
  }

  /// A work in a list in parentheses: `Izhikevich, 2003`, or `2003` alone.
  func inList(_ item: Citation.Item, isInTag: Bool) -> String {
    let key = item.key.text
    let text = Escaping.escaped(works.inList(item))
    return isInTag ? text : "<a class=\"ref\" href=\"#\(Self.anchor(key))\">\(text)</a>"
  }

  /// No label has a colon, so no label can be the same.
  private static func anchor(_ key: String) -> String {
    "work:"
      + key.unicodeScalars.map {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_.:".unicodeScalars.contains($0)
          ? String($0) : "_"
      }.joined()
  }

  var list: String {
    if works.list.isEmpty { return "" }
    let items = works.list.map { work in
      "<li id=\"\(Self.anchor(work.key))\">\(work.markup(year: works.year(work.key)).html)</li>\n"
    }
    let heading = hasOwnHeading ? "" : "<h\(top) id=\"work:list\">\(words.references)</h\(top)>\n"
    return
      "<section class=\"works\" aria-label=\"\(words.references)\">\n\(heading)<ul>\n\(items.joined())</ul>\n</section>\n"
  }
}
