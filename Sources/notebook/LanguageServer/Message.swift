/// The number or the text by which a request is known. (JSON-RPC 2.0)
enum RequestID: Codable, Sendable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// What every message says of itself. Without an id it is a notification, without a method an answer.
struct Envelope: Decodable {
  let id: RequestID?
  let method: String?
}

struct Parameters<Value: Decodable>: Decodable {
  let params: Value
}

struct Answer<Value: Encodable>: Encodable {
  let id: RequestID
  /// Nothing is an answer too.
  let result: Value?

  private enum Key: CodingKey { case jsonrpc, id, result }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("2.0", forKey: .jsonrpc)
    try container.encode(id, forKey: .id)
    try container.encode(result, forKey: .result)
  }
}

struct Refusal: Encodable, Error {
  let code: Int
  let message: String

  static func unreadable(_ reason: String) -> Refusal { Refusal(code: -32700, message: reason) }
  static let invalid = Refusal(code: -32600, message: "the server has been shut down")
  static func unknown(_ method: String) -> Refusal { Refusal(code: -32601, message: "no method '\(method)'") }
  static func parameters(_ method: String) -> Refusal {
    Refusal(code: -32602, message: "cannot read the parameters of '\(method)'")
  }
  static let early = Refusal(code: -32002, message: "the server has not been initialized")
  /// Something that cannot be done, for a reason that the user is told.
  static func failed(_ reason: String) -> Refusal { Refusal(code: -32803, message: reason) }
}

struct RefusedAnswer: Encodable {
  let jsonrpc = "2.0"
  /// Nothing where the request could not be read.
  let id: RequestID?
  let error: Refusal

  private enum Key: CodingKey { case jsonrpc, id, error }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(jsonrpc, forKey: .jsonrpc)
    try container.encode(id, forKey: .id)
    try container.encode(error, forKey: .error)
  }
}

struct Notification<Value: Encodable>: Encodable {
  let jsonrpc = "2.0"
  let method: String
  let params: Value
}

/// What the server asks of the editor.
struct Request<Value: Encodable>: Encodable {
  let jsonrpc = "2.0"
  let id: RequestID
  let method: String
  let params: Value
}
