/// What an expression in prose, a check or a table can give.
package enum Value: Sendable {
  case number(Double)
  case boolean(Bool)
  case text(String)
  case list([Double])
  /// A thing that more can be asked of.
  case object(any Queryable)

  package var number: Double? {
    switch self {
    case .number(let value): value
    case .boolean(let value): value ? 1 : 0
    case .object(let object): object.number
    default: nil
    }
  }

  /// Why it is no number, where it might be one.
  package var reasonAgainstNumber: QueryFailure? {
    guard case .object(let object) = self, object.number == nil else { return nil }
    return object.reasonAgainstNumber
  }
}

/// What an expression will give, known before anything has run.
package indirect enum ValueType: Sendable {
  case number
  case boolean
  case text
  case list
  case object(Shape)

  package var name: String {
    switch self {
    case .number: "a number"
    case .boolean: "true or false"
    case .text: "a text"
    case .list: "a list of numbers"
    case .object(let shape): shape.title
    }
  }

  package var isNumeric: Bool {
    switch self {
    case .number, .boolean: true
    case .object(let shape): shape.isNumber
    default: false
    }
  }
}

/// What can be asked of a kind of thing: the names behind the dot.
package struct Shape: Sendable {
  /// As messages call it: `a solve`, `the parameters`.
  package let title: String
  package let queries: [Query]
  /// Whether the thing is a number too, of which more can be asked: an estimate that has an error.
  package let isNumber: Bool
  /// What to do about names that such a thing may have, and this one has not.
  package var absent: [String: String] = [:]
  /// What to do about any other name, where there is nothing to ask for.
  package var advice: String?

  package init(_ title: String, _ queries: [Query], isNumber: Bool = false) {
    self.title = title
    self.queries = queries
    self.isNumber = isNumber
  }

  package func query(_ name: String) -> Query? { queries.first { $0.name == name } }

  /// The query of that name with or without parentheses, where there are both.
  func query(_ name: String, hasArguments: Bool) -> Query? {
    queries.first { $0.name == name && ($0.parameters != nil) == hasArguments } ?? query(name)
  }
}

/// One name behind a dot: `euler.v(250)`, `euler.spikes`.
package struct Query: Sendable {
  package enum Parameter: Sendable {
    case number
    /// A name from a list that is known without running, such as a state.
    case name([String])
    /// Another result.
    case object(String)
  }

  package let name: String
  /// Nothing for a query without parentheses.
  package let parameters: [Parameter]?
  /// How many of them must be given; all but where one is understood.
  package let least: Int
  package let takesNamedArguments: Bool
  /// The names that they may have, where that is known without running.
  package let names: [String]?
  package let gives: ValueType
  package let meaning: String
  /// What the number that it gives is measured in, where that is known without running.
  package private(set) var unit: Unit?
  /// The same where it depends on the state that is named first.
  private(set) var unitsByName: [String: Unit] = [:]

  package init(
    _ name: String, _ parameters: [Parameter]? = nil, least: Int? = nil, takesNamedArguments: Bool = false,
    names: [String]? = nil,
    gives: ValueType, _ meaning: String
  ) {
    self.name = name
    self.parameters = parameters
    self.least = least ?? parameters?.count ?? 0
    self.takesNamedArguments = takesNamedArguments || names != nil
    self.names = names
    self.gives = gives
    self.meaning = meaning
  }
}

extension Query {
  /// The query with the unit of its answer.
  package func measured(in unit: Unit?) -> Query {
    var query = self
    query.unit = unit
    return query
  }

  /// The query with the units of its answers, by the state that it is asked of.
  package func measured(byName units: [String: Unit]) -> Query {
    var query = self
    query.unitsByName = units
    return query
  }
}

/// A thing that answers queries once it has been computed.
package protocol Queryable: Sendable {
  /// Answers, or says why it cannot.
  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value
  /// The number that it is, where it is one.
  var number: Double? { get }
  /// Why it is no number here, where others of its kind are one.
  var reasonAgainstNumber: QueryFailure? { get }
  /// The unit that the answer to a query was written in: of a parameter of the notebook.
  func unit(of query: String) -> Unit?
}

extension Queryable {
  package var number: Double? { nil }
  package var reasonAgainstNumber: QueryFailure? { nil }
  package func unit(of query: String) -> Unit? { nil }
}

package struct QueryArgument: Sendable {
  package let name: String?
  /// The argument as a bare word, where it is one: what it stands for may be something else.
  package let word: String?
  package let value: Value
  /// The unit that it was written in, if any.
  package let unit: Unit?

  package init(name: String?, word: String? = nil, value: Value, unit: Unit? = nil) {
    self.name = name
    self.word = word
    self.value = value
    self.unit = unit
  }

  /// As the name of a state: what is written, also where a block has the same name.
  package var asName: String? { if let word { word } else if case .text(let text) = value { text } else { nil } }

  /// The number in `target`, as it is where it was written without a unit; nothing where it is no number.
  package func number(in target: Unit?) throws(QueryFailure) -> Double? {
    guard let number = value.number, let unit else { return value.number }
    guard let target else {
      throw QueryFailure("a value in \(unit.text) where a number without a unit is wanted", hint: "leave out the unit")
    }
    guard let found = target.magnitude(of: number, decimal: nil, in: unit) else {
      throw QueryFailure(
        "a value in \(unit.text) where one in \(target.text) is wanted",
        hint: unit.adviceApart(target) ?? "write it in \(target.text), or without a unit")
    }
    return found
  }
}

/// Why a query has no answer, such as a time outside the span.
package struct QueryFailure: Error, Sendable {
  package let message: String
  package let hint: String?
  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
