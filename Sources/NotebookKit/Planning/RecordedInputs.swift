import Diagnostics
import Expressions
import Markup

/// Data as inputs of models: `input: {I: recording.I(t)}`.
extension Planning {
  /// What formulas of models may name: the notebook's parameters, and columns of data.
  var values: [String: Expression] {
    var values = parameters.expressions
    for (label, known) in facts {
      guard let rows = known.rows, rows.facts.by == nil, let key = rows.facts.key, let times = rows.numbers[key.name]
      else { continue }
      for column in rows.facts.numeric where column.name != key.name {
        guard let all = rows.numbers[column.name] else { continue }
        let pairs = zip(times, all).filter { !$0.isNaN && !$1.isNaN }
        let recorded = Recorded(
          name: "\(label).\(column.name)", times: pairs.map(\.0), values: pairs.map(\.1), timeUnit: key.unit,
          unit: column.unit)
        values[recorded.name] = Expression(.recorded(recorded, .symbol("t")))
      }
    }
    return values
  }

  /// More rows than this are no input: all of them are looked through at each of them.
  private static let mostRows = 5000

  /// Whether the data that are inputs of a model are there for all of a span; else a message.
  mutating func covers(_ model: ModelDefinition, _ span: ClosedRange<Double>) -> Bool {
    for input in model.inputs {
      for recorded in input.value.expression.recordings {
        guard let mistake = Self.mistake(recorded, span, model.timeUnit) else { continue }
        fail(mistake.message, at: input.value.location, hint: mistake.hint)
        return false
      }
    }
    return true
  }

  private static func mistake(
    _ recorded: Recorded, _ span: ClosedRange<Double>, _ unit: Unit?
  ) -> (message: String, hint: String?)? {
    let name = "'\(recorded.name)'"
    func text(_ time: Double) -> String { Digits.compact(time, 6) + (unit.map { " " + $0.text } ?? "") }
    guard let first = recorded.times.first, let last = recorded.times.last else {
      return ("\(name) has no values", nil)
    }
    if zip(recorded.times, recorded.times.dropFirst()).contains(where: { $0 > $1 }) {
      return ("the times of \(name) do not rise", "rows of an input are in the order of their times")
    }
    if recorded.times.count > mostRows {
      return (
        "\(name) has \(recorded.times.count) values, and an input takes \(mostRows) at most",
        "between them it is a straight line: keep every second, or fifth"
      )
    }
    if span.lowerBound < recorded.span.lowerBound {
      return (
        "\(name) begins at \(text(first)), and the solve at \(text(span.lowerBound))",
        "write 'time: \(text(first)) to \(text(last))'"
      )
    }
    if span.upperBound > recorded.span.upperBound {
      return (
        "\(name) ends at \(text(last)), and the solve goes on to \(text(span.upperBound))",
        "let it end there: 'until: \(text(last))'"
      )
    }
    return nil
  }
}

extension ArgumentReading {
  /// Notes the data that a formula of an input names.
  mutating func noteData(in fragment: Fragment) {
    guard fragment.text.contains(".") else { return }
    var unread: [Diagnostic] = []
    let written = Written(parsing: fragment, names: LabelNames.all(labels), &unread)
    guard unread.isEmpty else { return }
    let asked = written.expression.askedLabels.filter { labels[$0] == .data }
    if asked.isEmpty { return }
    naming.formulas.append((written, []))
    for label in asked { references.append(LabelReference(label: label, location: written.location)) }
  }
}

extension ArgumentKind where Value == [ModelLayer.Item] {
  /// Inputs with their formulas, in which columns of data may stand.
  static let inputs = ArgumentKind("inputs with their values", .mapping([], others: .text)) { value, reading in
    let items = ArgumentKind.items("inputs with their values").read(value, &reading)
    for item in items ?? [] { reading.noteData(in: item.value) }
    return items
  }
}

extension Expression {
  /// The names of which something is asked: `wind` of `2*wind.d(t)`.
  fileprivate var askedLabels: [String] {
    if case .query(let base, _, _) = node, case .symbol(let name) = base.node { return [name] }
    return children.flatMap(\.askedLabels)
  }
}
