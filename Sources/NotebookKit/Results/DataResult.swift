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

  /// The column of the times, which rows are looked up by: the one that is named so, or else the first of numbers.
  var key: Column? { numeric.first { $0.name == "t" } ?? numeric.first(where: isTime) ?? numeric.first }

  /// The columns of numbers.
  var numeric: [Column] { columns.filter { !$0.isText } }

  /// Whether a column is named `time` and can be one: beside columns with units a number of that name may count anything.
  private func isTime(_ column: Column) -> Bool {
    guard column.name == "time" else { return false }
    guard let unit = column.unit else { return columns.allSatisfy { $0.unit == nil } }
    return Unit.named("s")?.measuresSame(as: unit) ?? false
  }

  /// The column that rows are looked up by for the values of another; the times themselves by a first column before them.
  func key(for name: String) -> Column? { name == key?.name ? numeric.first : key }

  package var shape: Shape {
    let lookups = numeric.compactMap { column -> Query? in
      guard let key = key(for: column.name), column.name != key.name else { return nil }
      return Query(column.name, [.number], gives: .number, "\(column.name) in the row of the given \(key.name)")
        .measured(in: column.unit)
    }
    let count = Query("count", gives: .number, "how many rows")
    var queries = lookups + [count]
    for measure in DataMeasure.catalogue
    where numeric.count > 1 && !queries.contains(where: { $0.name == measure.name }) {
      queries.append(measure.query(self))
    }
    var one = Shape("data", queries)
    for (name, own) in Measure.otherNames where one.query(own) != nil && one.query(name) == nil {
      one.absent[name] = "here that is '\(own)'"
    }
    if by == nil { return one }
    return Shape("data", groups.map { Query($0, gives: .object(one), "the rows of \($0)") } + [count])
  }
}

/// A table of literal data: published values, a recording.
package struct DataResult: Queryable {
  package let facts: DataFacts
  /// One array for each column of numbers; not a number where a value is missing.
  package let numbers: [String: [Double]]
  package let texts: [String: [String]]
  package let count: Int
  /// How many decimals each number was written with; nothing for powers of ten, and for what was not written.
  var decimals: [String: [Int?]] = [:]
  /// Where each row stands: its line in ``file``, or which of the rows it is.
  var lines: [Int] = []
  var file: String?

  /// How many values are missing.
  var missing: Int { numbers.values.reduce(0) { $0 + $1.lazy.filter(\.isNaN).count } }

  /// Where a row stands, for messages.
  func place(ofRow row: Int) -> String {
    let line = lines.indices.contains(row) ? lines[row] : row + 1
    return file.map { "line \(line) of '\($0)'" } ?? "row \(line)"
  }

  /// The row whose key is `value`. A value between two rows has none: data are not interpolated in silence.
  func lookUp(_ column: String, _ value: Double) throws(QueryFailure) -> Double {
    guard let key = facts.key(for: column), let keys = numbers[key.name], let values = numbers[column] else {
      throw QueryFailure("there is no column '\(column)'")
    }
    func text(_ value: Double) -> String {
      "\(key.name) = \(Digits.shortest(value))" + (key.unit.map { " \($0.text)" } ?? "")
    }
    var rows = keys.indices.filter { keys[$0] == value }
    // What was converted from another unit may differ in the last digit.
    if rows.isEmpty { rows = keys.indices.filter { abs(keys[$0] - value) <= 1e-14 * abs(value) } }
    guard let row = rows.first else {
      if keys.isEmpty { throw QueryFailure("there are no rows") }
      let nearest = keys.min { abs($0 - value) < abs($1 - value) }
      throw QueryFailure("there is no row with \(text(value))", hint: nearest.map { "the nearest is \(text($0))" })
    }
    guard rows.count == 1 else {
      throw QueryFailure(
        "there are \(rows.count) rows with \(text(value))",
        hint: "they are \(rows.prefix(2).map(place).joined(separator: " and "))\(rows.count > 2 ? " and more" : "")")
    }
    guard !values[row].isNaN else { throw QueryFailure("the '\(column)' of the row with \(text(value)) is missing") }
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

  /// The rows of one group, if there is one of that name.
  func group(_ name: String) -> DataResult? {
    guard let by = facts.by, let labels = texts[by], facts.groups.contains(name) else { return nil }
    return group(of: labels.indices.filter { labels[$0] == name })
  }

  /// All groups, in order.
  private var allGroups: [(name: String, data: DataResult)] {
    let rows = Dictionary(grouping: 0..<count) { texts[facts.by ?? ""]?[$0] ?? "" }
    return facts.groups.map { ($0, group(of: rows[$0] ?? [])) }
  }

  private func group(of rows: [Int]) -> DataResult {
    let by = facts.by
    var facts = self.facts
    facts.columns.removeAll { $0.name == by }
    facts.by = nil
    facts.groups = []
    let keys = facts.key.flatMap { numbers[$0.name] }.map { keys in rows.map { keys[$0] } } ?? []
    facts.span = keys.min().flatMap { low in keys.max().map { low...$0 } }
    return taking(rows, facts)
  }

  /// What is known of each group, as of data of its own.
  var partFacts: [(name: String, facts: Facts)] {
    allGroups.map { name, group in
      (name, Facts(shape: group.facts.shape, data: group.facts, identity: group.identity))
    }
  }

  /// The rows in which no value of these columns is missing.
  func complete(_ names: [String]) -> DataResult {
    let columns = names.compactMap { numbers[$0] }
    return taking((0..<count).filter { row in !columns.contains { $0[row].isNaN } }, facts)
  }

  /// The rows in which at least one of these columns has a value.
  func having(_ names: [String]) -> DataResult {
    let columns = names.compactMap { numbers[$0] }
    return taking((0..<count).filter { row in columns.contains { !$0[row].isNaN } }, facts)
  }

  private func taking(_ rows: [Int], _ facts: DataFacts) -> DataResult {
    DataResult(
      facts: facts, numbers: numbers.mapValues { column in rows.map { column[$0] } },
      texts: texts.mapValues { column in rows.map { column[$0] } }, count: rows.count,
      lines: rows.map { lines.indices.contains($0) ? lines[$0] : $0 + 1 }, file: file)
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if let group = group(query) { return .object(group) }
    if query == "count", arguments.isEmpty { return .number(Double(count)) }
    if numbers[query] == nil, let measure = DataMeasure.catalogue.first(where: { $0.name == query }),
      let column = arguments.first?.asName
    {
      return .number(try measure.value(column, of: self))
    }
    guard let key = try arguments.first?.number(in: facts.key(for: query)?.unit) else {
      throw QueryFailure("'\(query)' wants a value of the key column")
    }
    return .number(try lookUp(query, key))
  }
}

extension DataResult: Parted {
  var parts: [(name: String, result: any Queryable)] {
    allGroups.map { ($0.name, $0.data) }
  }
}
