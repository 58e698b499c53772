/// A place in a text as editors count it: lines from 0, and units of an encoding from 0 within the line.
package struct TextPosition: Sendable, Equatable {
  package let line: Int
  package let character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
}

/// What an editor counts in: UTF-16 code units, unless it was agreed on bytes.
package enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// How many units the character takes that begins with this byte of UTF-8, and how many bytes.
  func width(of first: UInt8) -> (units: Int, bytes: Int) {
    let bytes =
      switch first {
      case 0xF0...: 4
      case 0xE0...: 3
      case 0xC0...: 2
      default: 1
      }
    switch self {
    case .utf8: return (bytes, bytes)
    case .utf16: return (bytes == 4 ? 2 : 1, bytes)
    }
  }
}
