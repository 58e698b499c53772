/// A value of JSON, for files that other programs read.
package indirect enum JSONValue: Sendable, Encodable, Equatable {
  case number(Double)
  case whole(Int)
  case text(String)
  case flag(Bool)
  case list([JSONValue])
  case object([String: JSONValue])
  case null

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let value) where !value.isFinite: try container.encodeNil()
    case .number(let value): try container.encode(value)
    case .whole(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .flag(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    case .null: try container.encodeNil()
    }
  }
}
