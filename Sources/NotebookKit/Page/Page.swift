import Diagnostics
import Markup

/// A report as one self-contained HTML file: it fetches nothing, and says so in its Content-Security-Policy.
///
/// The same report gives the same bytes: no date, no duration, no host, no path, no random id.
package struct Page {
  let report: Report
  private let numbering: Numbering
  let writer: PieceWriter

  package init(_ report: Report) {
    self.report = report
    numbering = Numbering(report)
    writer = PieceWriter(report, numbering)
  }

  package var html: String {
    var document = document
    document.data = WrittenPage.element(ResultCollection(report, writer.data).results, in: document.html)
    return document.html
  }

  /// The page with a script of whoever serves it: that one may speak with its server. Its results are for readers alone, and
  /// not for those who compare them.
  package func html(with companion: String) -> String {
    var document = document
    document.companion.add(companion)
    return document.html
  }

  private var document: Document {
    let contents = writer.contents
    var text = ""
    if !contents.isEmpty { text += "<a class=\"skip\" href=\"#\(Self.mainID)\">Skip to the text</a>\n" }
    text += "<div class=\"page\">\n"
    text += header
    text += NodeWriter(report, numbering, writer, writer.data).mistakesOutside
    text += contents
    if !contents.isEmpty { text += "<span id=\"\(Self.mainID)\" tabindex=\"-1\"></span>\n" }
    text += "<main>\n" + writer.body + "</main>\n"
    text += footer
    text += "</div>\n"
    let theme = report.plan.theme
    return Document(
      language: report.notebook.frontMatter.language, title: title,
      css: PageStyle.css(for: text, theme: theme), hasOwnStyle: theme != nil, script: script,
      body: text)
  }

  /// No label begins with a line.
  private static let mainID = "_main"

  /// The interactive figures, with the ids of their elements.
  private var explored: [(explore: ExploreOutput, id: String)] {
    report.products.enumerated().flatMap { index, product in
      (product?.outputs ?? []).compactMap { output in
        if case .explore(let explore) = output { (explore, "f\(index)") } else { nil }
      }
    }
  }

  private var hasFigures: Bool {
    report.products.contains { product in
      (product?.outputs ?? []).contains { if case .figure = $0 { true } else { false } }
    }
  }

  private var script: PageScript {
    var script = PageScript()
    if hasFigures { script.add(PageScript.compact(PackageResources.figures_js)) }
    let explored = explored
    if !explored.isEmpty { script.add(ExploreScript.library) }
    for (explore, id) in explored { script.add(ExploreScript.call(explore, id: id)) }
    return script
  }

  /// The title in plain text: of the front matter, else the first heading, else the file's name.
  package var title: String {
    if let title = report.title { return Escaping.plainText(ofHTML: writer.inline(title)) }
    if let heading = writer.headingTexts.first { return heading }
    return report.notebook.name
  }

  var abstractHTML: String { report.abstract.map(writer.block) ?? "" }

  private var header: String {
    let matter = report.notebook.frontMatter
    // A page has a heading of the first level, if only for those who hear it.
    let isNameless = report.title == nil && !report.notebook.prose.headings.contains { $0.level == 1 }
    let name = isNameless ? "<h1 class=\"unseen\">\(Escaping.escaped(title))</h1>\n" : ""
    guard report.title != nil || !matter.authors.isEmpty || report.abstract != nil else {
      return isNameless ? "<header>\n\(name)</header>\n" : ""
    }
    var text = "<header class=\"title\">\n" + name
    if let title = report.title { text += "<h1>\(writer.inline(title))</h1>\n" }
    let by = (matter.authors.map(\.text) + [matter.date?.text].compactMap { $0 }).map(Escaping.escaped)
    if !by.isEmpty { text += "<p class=\"by\">\(by.joined(separator: " · "))</p>\n" }
    if report.abstract != nil { text += "<div class=\"abstract\">\(abstractHTML)</div>\n" }
    return text + "</header>\n"
  }

  /// How to make the page again.
  private var footer: String {
    var parts = ["notebook \(ToolVersion.current)"]
    let parameters = report.plan.parameters.parameters
    if !parameters.isEmpty {
      parts.append(
        "parameters "
          + parameters.map { "<code>\(Escaping.escaped("\($0.name) = \($0.value.text)"))</code>" }.joined(
            separator: ", "))
    }
    parts.append("seed \(report.notebook.frontMatter.seed)")
    if report.notebook.whole != nil { parts.append("\(report.notebook.variant.rawValue)’s variant") }
    let digest = report.notebook.digest
    parts.append("source <code title=\"SHA-256 \(digest)\">\(digest.prefix(16))</code>")
    return "<footer>Made by " + parts.joined(separator: " · ") + "</footer>\n"
  }
}

extension Notebook {
  /// The file's name without its folder and extension: what the report is called.
  package var name: String {
    let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
  }
}

package enum ToolVersion {
  package static let current = "0.1.0"
}
