import Diagnostics
import Expressions
import Markup

/// Data as inputs of models: `input: {I: recording.I(t)}`.
extension Planning {
  /// What formulas of models may name: the notebook's parameters, and columns of data.
  var values: [String: Expression] {
    var values = parameters.expressions
    for known in facts.values {
      for recorded in known.recorded { values[recorded.name] = Expression(.recorded(recorded, .symbol("t"))) }
    }
    return values
  }

  /// More rows than this are no input: a step ends at each of them.
  private static let mostRows = 1_000_000

  /// Whether the data that are inputs of a model are there for all of a span; else a message.
  ///
  /// - Parameters:
  ///   - besides: inputs that something else takes the place of.
  ///   - what: what goes over the span.
  ///   - place: where the span is given.
  mutating func covers(
    _ model: ModelDefinition, _ span: ClosedRange<Double>, besides: Set<String> = [], what: String = "the solve",
    at place: Location
  ) -> Bool {
    for input in model.inputs where !besides.contains(input.name) {
      for recorded in input.value.expression.recordings {
        if let mistake = Self.mistake(recorded) {
          fail(mistake.message, at: input.value.location, hint: mistake.hint)
          return false
        }
        if let mistake = Self.mistake(recorded, span, model.timeUnit, what) {
          let note = Diagnostic.Note("here it is the input '\(input.name)'", at: input.value.location)
          diagnostics.append(.error(mistake.message, at: place, hint: mistake.hint, notes: [note]))
          return false
        }
      }
    }
    return true
  }

  /// The same for what looks at a model at one time.
  mutating func covers(_ model: ModelDefinition, at time: Double, besides: Set<String> = [], given place: Location)
    -> Bool
  {
    covers(model, time...time, besides: besides, what: "what is looked at", at: place)
  }

  /// What is wrong with data by themselves.
  private static func mistake(_ recorded: Recorded) -> (message: String, hint: String?)? {
    let (name, times) = ("'\(recorded.name)'", recorded.times)
    if times.first == times.last {
      return ("\(name) has \(times.isEmpty ? "no values" : "values at one time only")", nil)
    }
    if zip(times, times.dropFirst()).contains(where: { $0 > $1 }) {
      return ("the times of \(name) do not rise", "rows of an input are in the order of their times")
    }
    guard times.count > mostRows else { return nil }
    return (
      "\(name) has \(times.count) values, and an input takes \(mostRows) at most",
      "between them it is a straight line: keep every second, or fifth"
    )
  }

  private static func mistake(
    _ recorded: Recorded, _ span: ClosedRange<Double>, _ unit: Unit?, _ what: String
  ) -> (message: String, hint: String?)? {
    let name = "'\(recorded.name)'"
    func text(_ time: Double) -> String { Digits.shortest(time) + (unit.map { " " + $0.text } ?? "") }
    guard let first = recorded.times.first, let last = recorded.times.last else { return nil }
    let isInstant = span.lowerBound == span.upperBound
    if span.lowerBound < recorded.span.lowerBound {
      return (
        "\(name) begins at \(text(first)), and \(what)\(isInstant ? " is" : "") at \(text(span.lowerBound))",
        isInstant ? "say for which time with 'at: \(text(first))'" : "let it begin at \(text(first))"
      )
    }
    if span.upperBound > recorded.span.upperBound {
      return (
        "\(name) ends at \(text(last)), and \(what) \(isInstant ? "is at" : "goes on to") \(text(span.upperBound))",
        isInstant ? "say for which time with 'at: \(text(last))'" : "let it end at \(text(last))"
      )
    }
    return nil
  }
}

extension DataResult {
  /// The columns of numbers by time; nothing of data in groups, which have several values at a time.
  func recorded(as label: String) -> [Recorded] {
    guard facts.by == nil, let key = facts.key, let times = numbers[key.name] else { return [] }
    return facts.numeric.filter { $0.name != key.name }.map { column in
      let pairs = zip(times, numbers[column.name] ?? []).filter { !$0.isNaN && !$1.isNaN }
      return Recorded(
        name: "\(label).\(column.name)", times: pairs.map(\.0), values: pairs.map(\.1), timeUnit: key.unit,
        unit: column.unit)
    }
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
