import Diagnostics
package import Markup
import Plotting

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
  /// Whether people see the first and the last rows alone. Files have all.
  private(set) var isShortened = false

  package init(columns: [Column], rows: [[Cell]], note: String? = nil) {
    self.columns = columns
    self.note = note
    self.rows = rows
  }
}

extension Table {
  /// The same as people read it: of many rows the first and the last, and a line that says so.
  var shortened: Table {
    guard rows.count > Self.most else { return self }
    let (first, last) = (Self.first, Self.last)
    var copy = self
    copy.isShortened = true
    let count = TickFormat.plain(rows.count, 0)
    copy.note = ["\(count) rows, of which the first \(first) and the last \(last) are shown.", note]
      .compactMap(\.self).joined(separator: " ")
    return copy
  }

  private static let (most, first, last) = (60, 20, 5)

  /// The rows that people see.
  var shownRows: [[Cell]] {
    isShortened ? rows.prefix(Self.first) + [columns.map { _ in .text("…") }] + rows.suffix(Self.last) : rows
  }

  /// The same where numbers of one column keep the noughts at their ends that the others have digits for: 59.0 beside 58.3.
  ///
  /// - Parameter columns: those of measured numbers.
  func evened(_ columns: some Sequence<Int>) -> Table {
    var copy = self
    for column in columns {
      let longest = rows.map { Self.decimals($0[column]) ?? 0 }.max() ?? 0
      for row in rows.indices where Self.decimals(rows[row][column]) != nil {
        guard case .number(let value, let format) = rows[row][column] else { continue }
        // As many as its own digits reach.
        let own = Self.fraction(Digits.significant(value, format.digits)) ?? 0
        copy.rows[row][column] = .number(value, NumberFormat(.fixed, min(longest, own)))
      }
    }
    return copy
  }

  /// How many decimals a number of so many digits is printed with; nothing for other cells, and for powers of ten.
  private static func decimals(_ cell: Cell) -> Int? {
    guard case .number(let value, let format) = cell, format.style == .general, value.isFinite else { return nil }
    return fraction(format.text(value))
  }

  private static func fraction(_ text: String) -> Int? {
    if text.contains("e") { return nil }
    return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }
}
