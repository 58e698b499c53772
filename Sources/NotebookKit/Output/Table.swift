import Diagnostics
package import Markup

/// A table of results. Numbers stay numbers until they are printed, so that a page, a file and a check see the same.
package struct Table: Sendable {
  package struct Column: Sendable {
    package var title: Markup
    /// The title in plain text, for files.
    package var name: String
    package var unit: String?
    package var isNumeric: Bool

    package init(_ name: String, title: Markup? = nil, unit: String? = nil, isNumeric: Bool = true) {
      self.name = name
      self.title = title ?? .text(name)
      self.unit = unit
      self.isNumeric = isNumeric
    }
  }

  package enum Cell: Sendable {
    case number(Double, NumberFormat)
    case text(String)
    case markup(Markup)
    /// No value, and why.
    case missing(String)
  }

  package var columns: [Column]
  package var rows: [[Cell]]
  /// A line below it, such as how well its reference is known.
  package var note: String?

  package init(columns: [Column], rows: [[Cell]], note: String? = nil) {
    self.columns = columns
    self.note = note
    self.rows = rows
  }
}
