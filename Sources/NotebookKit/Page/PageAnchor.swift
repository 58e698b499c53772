import Diagnostics

/// A place on a page that a line of the author's text leads to: a heading, or a block with a label.
package struct PageAnchor: Sendable, Codable {
  /// The file as messages show it.
  package let file: String
  package let line: Int
  package let id: String

  /// The anchors of a report's page, in the order of the page's parts.
  package static func all(of report: Report) -> [PageAnchor] {
    let headings = report.notebook.prose.headings.map { ($0.location, $0.id) }
    let blocks = report.plan.nodes.compactMap { node in node.label.map { (node.call.location, $0) } }
    return (headings + blocks).map { PageAnchor(file: $0.source.path, line: $0.line, id: $1) }
      .sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }
}
