import Diagnostics
import Expressions
import Markup

private enum Key {
  static let rows = Parameter("rows", .rows, "one list for each row: `- [0, -60, 0]`")
  static let file = Parameter(
    "file", .line,
    "a file of comma-separated values with a line of column names, instead of `rows`; with semicolons or tabs between the values numbers may have decimal commas"
  )
  static let columns = Parameter(
    "columns", .items("columns with a unit each"),
    "the columns in order, each with its unit, `number` or `text`: `{t: ms, v: mV}`; wanted with `rows` and `file`. The column `t` (or `time`) is the time, or else the first of numbers. A `number` stands for one in the unit of what it is compared with. A cell that is empty, `NA` or `NaN` is a missing value"
  )
  static let header = Parameter(
    "header", .items("names in the file by column"),
    "what the file calls a column that has another name here: `{C: Plasma level (mg/L)}`")
  static let by = Parameter(
    "by", .text,
    "a text column that splits the rows into groups: `published.euler.v(250)`; a group is data of its own, `published.euler`. A name that is no word stands in quotes in formulas: `doses.\"10 mg\".v(250)`"
  )
}

/// The key that the page asks for as well.
enum DataKeys {
  static let show = Parameter(
    "show", .flag,
    "whether the page shows the table; of more than 60 rows the first and the last, or with `yes` all of them",
    standard: true, "yes", presentsOnly: true)

  /// Whether the page shows a block's table: literal data and sweeps unless it says no, samples if it says yes.
  static func isShown(_ arguments: Arguments) -> Bool {
    let isSampled = arguments.isMentioned(SampleKeys.from) && !arguments.isGiven(show)
    return arguments[show] == true && !isSampled
  }

  /// What the page shows of a table: as people read it, or in full for who asks for that.
  static func output(_ table: Table, _ arguments: Arguments) -> Output {
    .table(arguments.isGiven(show) ? table : table.shortened)
  }
}

extension Directive {
  /// Literal data, such as published values or a recording; or noisy samples of a result.
  static let data = Directive(
    "data", gives: .data,
    "gives data a name, to compare results with and to fit: literal data, or noisy samples of a result",
    [Key.rows, Key.file, Key.columns, Key.header, Key.by] + SampleKeys.all + [DataKeys.show]
  ) { arguments, planning in
    if arguments.isMentioned(SampleKeys.from) { return sampled(arguments, &planning) }
    for key in SampleKeys.all where arguments.isMentioned(key) {
      planning.fail(
        "'\(key.name)' belongs to samples of a result", at: arguments.location(of: key),
        hint: "name the result: 'from: label'")
    }
    guard arguments.isMentioned(Key.columns) else {
      planning.fail(
        "missing key 'columns' in 'data'", at: arguments.location, hint: "'columns' is \(Key.columns.meaning)")
      return nil
    }
    guard let columns = arguments[Key.columns], let (rows, hasCommas) = rows(arguments, columns, &planning)
    else { return nil }
    var facts = DataFacts(columns: [], by: arguments[Key.by], groups: [])
    for item in columns {
      if item.value.text == "text" {
        facts.columns.append(DataFacts.Column(name: item.name.text, unit: nil, isText: true))
      } else if let unit = item.value.text == "number" ? .one : Unit(parsing: item.value.text) {
        facts.columns.append(DataFacts.Column(name: item.name.text, unit: unit == .one ? nil : unit, isText: false))
      } else {
        planning.fail(
          "'\(item.value.text)' is not a unit", at: item.value.location,
          hint: Unit.hint(item.value.text, among: ["text", "number"])
            ?? "a column is 'text', 'number' or has a unit")
      }
    }
    HeaderUnits.check(arguments[Key.header] ?? [], facts.columns, &planning.diagnostics)
    if let by = facts.by, !facts.columns.contains(where: { $0.name == by && $0.isText }) {
      planning.fail(
        "there is no text column '\(by)'", at: arguments.location(of: Key.by),
        hint: Spelling.help(by, among: facts.columns.filter(\.isText).map(\.name)))
    }
    let place = arguments.isGiven(Key.file) ? arguments.location(of: Key.file) : arguments.location(of: Key.rows)
    guard !planning.diagnostics.hasErrors,
      var result = read(
        rows, facts, hasCommas, at: place, &planning)
    else { return nil }
    if let path = arguments[Key.file] {
      result.file = path.text
      result.lines = rows.map { $0.first?.location.line ?? 0 }
    }
    if result.count == 0 {
      let source: any AnyParameter = arguments.isGiven(Key.file) ? Key.file : Key.rows
      planning.warn("there are no rows", at: arguments.location(of: source))
    }
    let table = DataKeys.isShown(arguments) ? [DataKeys.output(table(result), arguments)] : []
    var known = Facts(shape: result.facts.shape, data: result.facts, identity: result.identity)
    known.parts = result.partFacts
    if let label = arguments.label { known.recorded = result.recorded(as: label) }
    return Planned(known) { [result] _ in
      Product(result, table)
    }
  }

  /// Noisy samples of a result, once it is there.
  private static func sampled(_ arguments: Arguments, _ planning: inout Planning) -> Planned? {
    let literal: [any AnyParameter] = [Key.header, Key.rows, Key.file, Key.columns, Key.by]
    for key in literal where arguments.isMentioned(key) {
      planning.fail(
        "give 'from' or '\(key.name)', not both", at: arguments.location(of: key),
        hint: "'from' takes samples of a result, and their columns are its states")
    }
    guard let request = SampleKeys.request(arguments, &planning), !planning.diagnostics.hasErrors else { return nil }
    let shows = DataKeys.isShown(arguments)
    let place = arguments.location(of: SampleKeys.from)
    if arguments.isMentioned(Directive.caption), !DataKeys.isShown(arguments) {
      planning.warn(
        "the samples are not shown, and neither is their caption", at: arguments.location(of: Directive.caption),
        hint: "add 'show: yes' for a table of them")
    }
    let identity = request.identity(of: planning.facts[request.label]?.identity)
    return Planned(Facts(shape: request.facts.shape, data: request.facts, identity: identity)) { inputs in
      guard let result = inputs.trajectory(request.label) else { return Product() }
      do throws(QueryFailure) {
        let data = try request.samples(of: result)
        guard shows else { return Product(data, [.note(request.summary)]) }
        var table = table(data)
        table.note = request.summary
        return Product(data, [DataKeys.output(table, arguments)])
      } catch {
        return Product(nil, failures: [.error(error.message, at: place, hint: error.hint)])
      }
    }
  }

  /// The rows of the block or of the file, in the order of the columns asked for.
  private static func rows(
    _ arguments: Arguments, _ columns: [ModelLayer.Item], _ planning: inout Planning
  ) -> (rows: [[Fragment]], hasDecimalCommas: Bool)? {
    guard arguments.isMentioned(Key.rows) != arguments.isMentioned(Key.file) else {
      planning.fail(
        arguments.isGiven(Key.rows) ? "give 'rows' or 'file', not both" : "missing key 'rows' in 'data'",
        at: arguments.location,
        hint: "'rows' are literal, 'file' names a file of comma-separated values, 'from' a result to take samples of")
      return nil
    }
    guard let path = arguments[Key.file] else {
      if arguments.isMentioned(Key.header) {
        planning.fail(
          "'header' goes with 'file'", at: arguments.location(of: Key.header), hint: "rows have the names of 'columns'")
      }
      return arguments[Key.rows].map { ($0, false) }
    }
    let headers = arguments[Key.header] ?? []
    for item in headers where !columns.contains(where: { $0.name.text == item.name.text }) {
      planning.fail(
        "there is no column '\(item.name.text)'", at: item.name.location,
        hint: Spelling.help(item.name.text, among: columns.map(\.name.text)))
    }
    guard let source = planning.source(path) else { return nil }
    let file = DataFile(path, source, headers: headers)
    return file.rows(of: columns.map(\.name), &planning).map { ($0, file.mayHaveDecimalCommas) }
  }

  /// - Parameter location: where the rows are given, for one that has no place of its own.
  private static func read(
    _ rows: [[Fragment]], _ facts: DataFacts, _ mayHaveCommas: Bool, at location: Location, _ planning: inout Planning
  ) -> DataResult? {
    let numeric = facts.columns.indices.filter { !facts.columns[$0].isText }
    let hasCommas =
      mayHaveCommas && rows.contains { row in numeric.contains { $0 < row.count && row[$0].hasDecimalComma } }
    if mayHaveCommas, !hasCommas { warnOfThousands(rows, numeric, &planning) }
    var numbers = Dictionary(uniqueKeysWithValues: facts.numeric.map { ($0.name, [Double]()) })
    var decimals: [String: [Int?]] = [:]
    var texts: [String: [String]] = [:]
    var refused: [String: [Fragment]] = [:]
    for row in rows {
      // A comma at the end with nothing behind it does no harm.
      guard row.count >= facts.columns.count, row[facts.columns.count...].allSatisfy(\.isEmpty) else {
        planning.fail(
          "a row of \(DataFile.values(row.count)) where there are \(facts.columns.count) columns",
          at: DataFile.place(of: row) ?? location, hint: DataFile.decimalComma(row))
        continue
      }
      for (column, cell) in zip(facts.columns, row) {
        if column.isText {
          if column.name == facts.by, cell.isEmpty {
            planning.fail(
              "the row has no '\(column.name)', which says to which group it belongs", at: cell.location,
              hint: "give it, or leave the row out")
          }
          texts[column.name, default: []].append(cell.text)
          continue
        }
        let told = planning.diagnostics.count
        if let (value, written) = DataCell.number(
          cell, column, hasCommas, isKey: column.name == facts.key?.name, &planning)
        {
          numbers[column.name, default: []].append(value)
          decimals[column.name, default: []].append(written)
        } else {
          refused[column.name, default: []].append(cell)
          // A column of dates is one mistake.
          if refused[column.name, default: []].count > Self.toldOfColumn {
            planning.diagnostics.removeLast(planning.diagnostics.count - told)
          }
        }
      }
    }
    for (name, cells) in refused.sorted(by: { $0.key < $1.key }) where cells.count > Self.toldOfColumn {
      planning.fail(
        "and \(cells.count - Self.toldOfColumn) more of '\(name)' from here on", at: cells[Self.toldOfColumn].location)
    }
    guard !planning.diagnostics.hasErrors else { return nil }
    var facts = facts
    if let by = facts.by {
      var known: Set<String> = []
      facts.groups = (texts[by] ?? []).filter { known.insert($0).inserted }
    }
    let keys = facts.key.flatMap { numbers[$0.name] } ?? []
    facts.span = keys.min().flatMap { low in keys.max().map { low...$0 } }
    return DataResult(facts: facts, numbers: numbers, texts: texts, count: rows.count, decimals: decimals)
  }

  /// How many cells of a column are told that cannot be read.
  private static let toldOfColumn = 3

  /// In a file with semicolons and no decimal comma: `1.880` may be 1880, where no number with a point says otherwise.
  private static func warnOfThousands(_ rows: [[Fragment]], _ numeric: [Int], _ planning: inout Planning) {
    let pointed = rows.flatMap { row in numeric.filter { $0 < row.count }.map { row[$0] } }.filter {
      $0.text.contains(".")
    }
    guard let first = pointed.first,
      pointed.allSatisfy({ $0.text.wholeMatch(of: #/[-+]?[1-9][0-9]{0,2}\.[0-9]{3}/#) != nil })
    else { return }
    let text = first.text.replacing(".", with: "")
    planning.warn(
      "the points of this file may stand between thousands: '\(first.text)' is read as \(first.text), and not as \(text)",
      at: first.location, hint: "write '\(text)' if that is meant; if not, one decimal more or less tells them apart")
  }

  /// For samples that nobody wrote: as many decimals as the column's most precise value, so that the points stand below one
  /// another; where that is a row of zeros, each value with its own digits.
  private static func format(_ values: [Double]) -> NumberFormat {
    let given = values.filter(\.isFinite)
    let decimals = given.map { Digits.decimals($0) }.max() ?? 0
    if decimals <= 8 { return NumberFormat(.fixed, decimals) }
    return NumberFormat(.general, given.map { Digits.figures($0) }.max() ?? 1)
  }

  private static func table(_ data: DataResult) -> Table {
    let columns = data.facts.columns.map {
      Table.Column(
        $0.name, title: $0.name.count == 1 ? .tag("i", [:], .text($0.name)) : nil, unit: $0.unit?.text,
        isNumeric: !$0.isText)
    }
    let formats = data.facts.columns.map { format(data.numbers[$0.name] ?? []) }
    let rows = (0..<data.count).map { row in
      zip(data.facts.columns, formats).map { column, format -> Table.Cell in
        if column.isText { return .text(data.texts[column.name]?[row] ?? "") }
        let value = data.numbers[column.name]?[row] ?? .nan
        if value.isNaN { return .missing("missing") }
        guard let written = data.decimals[column.name] else { return .number(value, format) }
        return .number(
          value, written[row].map { NumberFormat(.fixed, $0) } ?? NumberFormat(.general, Digits.figures(value)))
      }
    }
    let note =
      switch data.missing {
      case 0: String?.none
      case 1: "1 value is missing."
      default: "\(data.missing) values are missing."
      }
    return Table(columns: columns, rows: rows, note: note)
  }
}

extension ArgumentKind where Value == [[Fragment]] {
  /// Rows of a table: a list of lists, or comma-separated lines behind `|`.
  static let rows = ArgumentKind("rows: a list for each", .either(.lines, .list(.list(.text)))) { value, reading in
    if case .block(let fragment) = value {
      return fragment.lines.filter { !$0.isEmpty }.map { line in FlowText.commaSeparated(fragment.slice(line)) }
    }
    guard let items = reading.items(value) else { return nil }
    return items.compactMap { item in
      guard let fragment = reading.text(item, expected: "a row") else { return nil }
      if let cells = FlowText.list(fragment, keepsLast: true) { return cells }
      reading.fail("expected a row such as [0, -60]", at: fragment.location)
      return nil
    }
  }
}
