/// Characters that markup would take for its own.
package enum Escaping {
  /// Text for an element's content or an attribute's value.
  package static func escaped(_ text: String) -> String {
    var result = ""
    write(text, to: &result)
    return result
  }

  /// The name of a file as a link leads to it: bytes with a meaning in addresses, and those that are no letters, as `%23`.
  package static func address(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 128, character.isLetter || character.isNumber || "-._~/".contains(character) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to result: inout String) {
    let utf8 = text.utf8
    guard utf8.contains(where: isSpecial) else {
      result += text
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count + 16)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D: bytes += Array("\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
    }
    result += String(decoding: bytes, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
      || (byte < 0x20 && byte != 0x0A && byte != 0x09 && byte != 0x0D)
  }

  /// The text of a small piece of HTML: tags dropped, and what formulas say a second time as annotations; the five basic entities
  /// decoded.
  package static func plainText(ofHTML html: String) -> String {
    // By scalars: a sign followed by a combining mark is one Character, and must still end its tag.
    var scalars = String.UnicodeScalarView()
    var isInTag = false
    var isAnnotation = false
    var tag = ""
    for scalar in html.unicodeScalars {
      if scalar == "<" {
        isInTag = true
        tag = ""
      } else if scalar == ">" {
        isInTag = false
        if tag.hasPrefix("annotation") { isAnnotation = true } else if tag == "/annotation" { isAnnotation = false }
      } else if isInTag {
        tag.unicodeScalars.append(scalar)
      } else if !isAnnotation {
        scalars.append(scalar)
      }
    }
    var result = String(scalars)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      result = result.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
    }
    return result
  }
}
