package import Expressions
private import Markup

/// What is known of a table of data before it is used.
package struct DataFacts: Sendable {
  package struct Column: Sendable {
    package let name: String
    package let unit: Unit?
    package let isText: Bool
  }
  package var columns: [Column]
  /// The text column that splits the rows into groups, and its values.
  package var by: String?
  package var groups: [String]
  /// From the least to the greatest value of ``key``, in its unit.
  package var span: ClosedRange<Double>?

  package init(columns: [Column], by: String?, groups: [String], span: ClosedRange<Double>? = nil) {
    self.columns = columns
    self.by = by
    self.groups = groups
    self.span = span
  }

  var numeric: [Column] { columns.dropFirst(by == nil ? 0 : 1).filter { !$0.isText } }
  /// The column that rows are looked up by.
  var key: Column? { columns.first { $0.name != by && !$0.isText } }

  package var shape: Shape {
    let lookups = columns.filter { !$0.isText && $0.name != key?.name && $0.name != by }.map {
      Query($0.name, [.number], gives: .number, "\($0.name) in the row of the given \(key?.name ?? "key")")
    }
    let one = Shape("data", lookups + [Query("count", gives: .number, "how many rows")])
    if by == nil { return one }
    return Shape("data", groups.map { Query($0, gives: .object(one), "the rows of \($0)") })
  }
}

/// A table of literal data: published values, a recording.
package struct DataResult: Queryable {
  package let facts: DataFacts
  /// One array for each column, numbers.
  package let numbers: [String: [Double]]
  package let texts: [String: [String]]
  package let count: Int
  /// How many decimals each number was written with; nothing for powers of ten, and for what was not written.
  var decimals: [String: [Int?]] = [:]

  /// The row whose key is `value`. A value between two rows has none: data are not interpolated in silence.
  func lookUp(_ column: String, _ value: Double) throws(QueryFailure) -> Double {
    guard let key = facts.key, let keys = numbers[key.name], let values = numbers[column] else {
      throw QueryFailure("there is no column '\(column)'")
    }
    // What was converted from another unit may differ in the last digit.
    let row = keys.firstIndex(of: value) ?? keys.firstIndex { abs($0 - value) <= 1e-14 * abs(value) }
    guard let row else {
      func text(_ value: Double) -> String {
        "\(key.name) = \(Digits.shortest(value))" + (key.unit.map { " \($0.text)" } ?? "")
      }
      let nearest = keys.min { abs($0 - value) < abs($1 - value) }
      throw QueryFailure("there is no row with \(text(value))", hint: nearest.map { "the nearest is \(text($0))" })
    }
    return values[row]
  }

  /// The digest of all values.
  var identity: Identity {
    let parts = facts.columns.map { column -> Identity.Part in
      let texts = texts[column.name] ?? (numbers[column.name] ?? []).map(Digits.shortest)
      let unit = column.unit.map { " in \($0.text)" } ?? ""
      return Identity.Part("column \(column.name)\(unit)", SHA256.hex(texts.joined(separator: "\n").utf8))
    }
    return Identity("data", parts)
  }

  /// The rows of one group.
  func group(_ name: String) -> DataResult? {
    guard let by = facts.by, let labels = texts[by] else { return nil }
    let rows = labels.indices.filter { labels[$0] == name }
    var facts = self.facts
    facts.columns.removeAll { $0.name == by }
    facts.by = nil
    return DataResult(
      facts: facts, numbers: numbers.mapValues { column in rows.map { column[$0] } },
      texts: texts.mapValues { column in rows.map { column[$0] } }, count: rows.count)
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if let group = group(query) { return .object(group) }
    if query == "count" { return .number(Double(count)) }
    guard let key = try arguments.first?.number(in: facts.key?.unit) else {
      throw QueryFailure("'\(query)' wants a value of the key column")
    }
    return .number(try lookUp(query, key))
  }
}
