package import Diagnostics

/// A key of a directive: its name, what it holds, what it means, and what it is when it is not given.
package struct Parameter<Value: Sendable>: Sendable {
  package let name: String
  package let kind: ArgumentKind<Value>
  package let meaning: String
  package let isRequired: Bool
  package let standard: Value?
  package let standardText: String?
  /// Whether it changes the page only, and not what is computed.
  package let presentsOnly: Bool

  package init(
    _ name: String, _ kind: ArgumentKind<Value>, _ meaning: String, required: Bool = false, presentsOnly: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    isRequired = required
    standard = nil
    standardText = nil
    self.presentsOnly = presentsOnly
  }

  package init(
    _ name: String, _ kind: ArgumentKind<Value>, _ meaning: String, standard: Value, _ text: String,
    presentsOnly: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    isRequired = false
    self.standard = standard
    standardText = text
    self.presentsOnly = presentsOnly
  }
}

/// A key without the type of its value, as the checker and the reference page see it.
package protocol AnyParameter: Sendable {
  var name: String { get }
  var kindName: String { get }
  var form: ArgumentForm { get }
  /// What it is, as the reference says it.
  var meaning: String { get }
  var isRequired: Bool { get }
  var standardText: String? { get }
  var presentsOnly: Bool { get }
  func read(_ value: BodyValue, _ reading: inout ArgumentReading) -> (any Sendable)?
}

extension Parameter: AnyParameter {
  package var kindName: String { kind.name }
  package var form: ArgumentForm { kind.form }
  package func read(_ value: BodyValue, _ reading: inout ArgumentReading) -> (any Sendable)? {
    kind.read(value, &reading)
  }
}

/// How a value's text becomes a value of a type.
package struct ArgumentKind<Value: Sendable>: Sendable {
  /// As the reference page and messages call it: `a time`, `yes or no`.
  package let name: String
  package let form: ArgumentForm
  let read: @Sendable (BodyValue, inout ArgumentReading) -> Value?

  init(_ name: String, _ form: ArgumentForm, _ read: @escaping @Sendable (BodyValue, inout ArgumentReading) -> Value?) {
    self.name = name
    self.form = form
    self.read = read
  }
}

/// What an author gave a directive: typed values by key.
package struct Arguments: Sendable {
  private var values: [String: any Sendable] = [:]
  private var locations: [String: Location] = [:]
  private var wrong: Set<String> = []
  /// The directive as a whole, for mistakes that no key is to blame for.
  package let location: Location
  package let label: String?
  /// What the author wrote for each key that computes, for the digest of the node.
  package private(set) var computing: [(key: String, text: String)] = []

  package init(label: String?, location: Location) {
    self.label = label
    self.location = location
  }

  package mutating func set(_ parameter: any AnyParameter, _ value: any Sendable, at location: Location) {
    values[parameter.name] = value
    locations[parameter.name] = location
    if !parameter.presentsOnly { computing.append((parameter.name, location.text)) }
  }

  /// The value given, or the standard one.
  package subscript<Value>(_ parameter: Parameter<Value>) -> Value? {
    (values[parameter.name] as? Value) ?? parameter.standard
  }

  /// Remembers a key whose value could not be read.
  package mutating func markWrong(_ parameter: any AnyParameter) { wrong.insert(parameter.name) }

  /// Whether the key stands in the body, with a good value or not.
  package func isMentioned(_ parameter: any AnyParameter) -> Bool {
    values[parameter.name] != nil || wrong.contains(parameter.name)
  }

  package func isGiven(_ parameter: some AnyParameter) -> Bool { values[parameter.name] != nil }

  package func location(of parameter: some AnyParameter) -> Location { place(of: parameter) }

  package func place(of parameter: any AnyParameter) -> Location { locations[parameter.name] ?? location }
}

extension AnyParameter {
  /// The first part of a long meaning, for a message.
  var gist: String {
    guard meaning.count > 120 else { return meaning }
    let ends = ["; ", ". ", ": "].compactMap { meaning.ranges(of: $0).first?.lowerBound }
    return ends.min().map { String(meaning[..<$0]) } ?? meaning
  }
}
