import Diagnostics
import Expressions
import Markup

private enum Key {
  static let rows = Parameter("rows", .rows, "one list for each row: `- [0, -60, 0]`")
  static let file = Parameter(
    "file", .line,
    "a file of comma-separated values with a line of column names, instead of `rows`; with semicolons or tabs between the values numbers may have decimal commas. Lines above it that begin with `#` or `%` are comments, and the line below it may have the columns' units"
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
      let head = arguments[Key.file].flatMap { path in
        planning.source(path).map { "; the first line of the file names \(DataFile(path, $0).names)" }
      }
      planning.fail(
        "missing key 'columns' in 'data'", at: arguments.location,
        hint: "say what the columns are, each with its unit, 'number' or 'text': 'columns: {t: ms, v: mV}'\(head ?? "")"
      )
      return nil
    }
    guard let columns = arguments[Key.columns], var (rows, hasCommas) = rows(arguments, columns, &planning)
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
    if arguments.isGiven(Key.file) { HeaderUnits.takeLine(&rows, facts.columns, &planning.diagnostics) }
    if let by = facts.by, !facts.columns.contains(where: { $0.name == by && $0.isText }) {
      planning.fail(
        "there is no text column '\(by)'", at: arguments.location(of: Key.by),
        hint: Spelling.help(by, among: facts.columns.filter(\.isText).map(\.name)))
    }
    let place = arguments.isGiven(Key.file) ? arguments.location(of: Key.file) : arguments.location(of: Key.rows)
    let given = DataRows(cells: rows, mayHaveDecimalCommas: hasCommas, location: place)
    guard !planning.diagnostics.hasErrors, var result = given.result(facts, &planning) else { return nil }
    if let path = arguments[Key.file] {
      result.file = path.text
      result.lines = rows.map { $0.first?.location.line ?? 0 }
    }
    if result.count == 0 {
      let source: any AnyParameter = arguments.isGiven(Key.file) ? Key.file : Key.rows
      planning.warn("there are no rows", at: arguments.location(of: source))
    }
    let table = DataKeys.isShown(arguments) ? [DataKeys.output(result.table, arguments)] : []
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
        var table = data.table
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
      let isTurned = columns.contains { $0.name.text == item.value.text }
      planning.fail(
        "there is no column '\(item.name.text)'", at: item.name.location,
        hint: isTurned
          ? "the name in 'columns' comes first: '\(item.value.text): \(item.name.text)'"
          : Spelling.help(item.name.text, among: columns.map(\.name.text)))
    }
    guard let source = planning.source(path) else { return nil }
    let file = DataFile(path, source, headers: headers)
    return file.rows(of: columns.map(\.name), &planning).map { ($0, file.mayHaveDecimalCommas) }
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
