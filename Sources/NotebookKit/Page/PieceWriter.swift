import Diagnostics
import Expressions
import Formulas
import Markup

/// Puts the pieces of a notebook together: prose, results, values, formulas and references.
struct PieceWriter {
  private let report: Report
  private let numbering: Numbering
  private let data: PageData
  private let headings: [Heading]
  private let nodeLabels: Set<String>
  /// The titles of sections by their ids.
  private var sections: [String: String] = [:]

  init(_ report: Report, _ numbering: Numbering) {
    self.report = report
    self.numbering = numbering
    data = PageData(report)
    headings = report.notebook.prose.headings
    nodeLabels = Set(report.plan.nodes.compactMap(\.label))
    for (heading, text) in zip(headings, headingTexts) where sections[heading.id] == nil { sections[heading.id] = text }
  }

  /// The notebook's text with everything in place.
  var body: String { write(report.prose, isMain: true) }

  /// A prose of one paragraph, without the paragraph.
  func inline(_ prose: FilledProse) -> String {
    let text = write(prose, isMain: false)
    guard text.hasPrefix("<p>"), text.hasSuffix("</p>\n"), !text.dropFirst(3).contains("<p>") else { return text }
    return String(text.dropFirst(3).dropLast(5))
  }

  func block(_ prose: FilledProse) -> String { write(prose, isMain: false) }

  // MARK: Headings

  /// What stands in each heading.
  private var headingHTML: [String] {
    var texts = Array(repeating: "", count: headings.count)
    var current: Int?
    for piece in report.prose.prose.pieces {
      switch piece {
      case .headingStart(let index): current = index
      case .headingEnd: current = nil
      default: if let current { texts[current] += write(piece, report.prose, isMain: false) }
      }
    }
    return texts.map { $0.split(separator: "\n").joined(separator: " ") }
  }

  var headingTexts: [String] { headingHTML.map { Escaping.plainText(ofHTML: $0) } }

  /// The list of contents, for pages with more than one section.
  var contents: String {
    let levels = headings.map(\.level)
    guard headings.count > 1, let top = levels.min() else { return "" }
    let texts = headingHTML
    var text = "<nav class=\"contents\" aria-label=\"Contents\"><details open><summary>Contents</summary>\n"
    var depth = top - 1
    for (index, heading) in headings.enumerated() where heading.level <= top + 1 {
      while depth < heading.level {
        text += "<ol>"
        depth += 1
      }
      while depth > heading.level {
        text += "</li></ol>"
        depth -= 1
      }
      if text.hasSuffix("</a>") || text.hasSuffix("</ol>") { text += "</li>\n" }
      text += "<li><a href=\"#\(heading.id)\">\(withoutLinks(texts[index]))</a>"
    }
    while depth > top - 1 {
      text += "</li></ol>"
      depth -= 1
    }
    return text + "\n</details></nav>\n"
  }

  /// A link may not stand in a link.
  private func withoutLinks(_ html: String) -> String {
    guard html.contains("<a ") else { return html }
    var text = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      let close = rest[open...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
      let tag = rest[open...close]
      if !tag.hasPrefix("<a ") && tag != "</a>" { text += tag }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  // MARK: Pieces

  private func write(_ filled: FilledProse, isMain: Bool) -> String {
    var text = ""
    // Whether the next piece stands in an attribute, such as the alternative text of an image.
    var isInTag = false
    for piece in filled.prose.pieces {
      if case .html(let html) = piece,
        let last = html.utf8.last(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") })
      {
        isInTag = last == UInt8(ascii: "<")
      }
      text += write(piece, filled, isMain: isMain, isInTag: isInTag)
    }
    return text
  }

  private func write(_ piece: Piece, _ filled: FilledProse, isMain: Bool, isInTag: Bool = false) -> String {
    switch piece {
    case .html(let html): return html
    case .call(let index): return isMain ? NodeWriter(report, numbering, self, data).html(index) : ""
    case .value(let index):
      let text = filled.values[index].map { ValueText.plain($0, filled.prose.values[index].format) }
      if isInTag { return Escaping.escaped(text ?? "?") }
      return text.map(Escaping.escaped) ?? "<span class=\"unknown\" title=\"this value could not be computed\">?</span>"
    case .formula(let index): return formula(index, filled, isInTag)
    case .reference(let index): return reference(filled.prose.references[index].label, isInTag)
    case .headingStart: return ""
    case .headingEnd(let index):
      guard isMain else { return "" }
      return "<a class=\"anchor\" href=\"#\(headings[index].id)\" aria-label=\"Link to this section\">#</a>"
    }
  }

  private func formula(_ index: Int, _ filled: FilledProse, _ isInTag: Bool) -> String {
    let written = filled.prose.formulas[index]
    if isInTag { return Escaping.escaped(written.tex.text) }
    let formula = written.typeset(values: filled.formulaValues[index].isEmpty ? [nil] : filled.formulaValues[index])
    guard written.isDisplay else {
      // A long formula in a line scrolls by itself on a telephone: mathematics does not wrap.
      return written.tex.text.count > 40
        ? "<span class=\"long\" tabindex=\"0\">\(formula.math.html)</span>" : formula.math.html
    }
    guard let label = written.label, let number = numbering.equations[index] else {
      return "<span class=\"equation\" tabindex=\"0\">\(formula.math.html)</span>"
    }
    let anchor = "<a class=\"number\" href=\"#\(label.text)\">(\(number))</a>"
    return "<span class=\"equation\" id=\"\(label.text)\" tabindex=\"0\">\(formula.math.html)\(anchor)</span>"
  }

  private func reference(_ label: String, _ isInTag: Bool) -> String {
    let text: String
    if let numbered = numbering.text(label) {
      text = numbered.split(separator: " ").joined(separator: "\u{A0}")
    } else if let title = sections[label] {
      text = "Section “\(title)”"
    } else if nodeLabels.contains(label) {
      text = label
    } else {
      return isInTag ? "?" : "<span class=\"unknown\">@\(Escaping.escaped(label))</span>"
    }
    return isInTag ? Escaping.escaped(text) : "<a class=\"ref\" href=\"#\(label)\">\(Escaping.escaped(text))</a>"
  }
}
