/// The JSON Schema of a value, from its form.
enum ArgumentSchema {
  /// Every value may be a parameter of the notebook instead.
  private static let parameter: JSONValue = .object(["type": .text("string"), "pattern": .text(#"^params\."#)])
  /// What is written with a unit, as arithmetic or as a range is a text to YAML.
  private static let scalar: JSONValue = .object(["type": .list([.text("string"), .text("number")])])

  static func json(_ form: ArgumentForm) -> JSONValue {
    switch form {
    case .text, .prose, .formula, .lines: return anyScalar
    case .flag: return anyOf([.object(["type": .text("boolean")]), words(["yes", "no", "on", "off"]), parameter])
    case .whole(let range):
      var bounds: [String: JSONValue] = ["type": .text("integer"), "minimum": .whole(range.lowerBound)]
      if range.upperBound < .max { bounds["maximum"] = .whole(range.upperBound) }
      return anyOf([.object(bounds), .object(["type": .text("string")])])
    case .number: return scalar
    case .numbers: return anyOf([scalar, .object(["type": .text("array"), "items": scalar])])
    case .word(let known):
      return anyOf(
        [words(known.flatMap { [$0.name] + $0.aliases }), parameter]
          + (known.contains { $0.aliases.contains("true") } ? [.object(["type": .text("boolean")])] : []))
    case .preset, .label: return .object(["type": .text("string")])
    case .list(let item): return anyOf([.object(["type": .text("array"), "items": json(item)]), json(item)])
    case .mapping(let fields, let others):
      var properties: [String: JSONValue] = [:]
      for field in fields {
        guard case .object(var entries) = json(field.form) else { continue }
        entries["description"] = .text(field.meaning)
        properties[field.name] = .object(entries)
      }
      return .object([
        "type": .text("object"), "properties": .object(properties),
        "additionalProperties": others.map(json) ?? .flag(false),
      ])
    case .byLabel(let value): return .object(["type": .text("object"), "additionalProperties": json(value)])
    case .either(let first, let second): return anyOf([json(first), json(second)])
    }
  }

  private static let anyScalar: JSONValue = .object([
    "type": .list([.text("string"), .text("number"), .text("boolean")])
  ])

  private static func words(_ names: [String]) -> JSONValue { .object(["enum": .list(names.map(JSONValue.text))]) }
  private static func anyOf(_ schemas: [JSONValue]) -> JSONValue { .object(["anyOf": .list(schemas)]) }
}
