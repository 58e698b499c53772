import Diagnostics

/// What makes a file no plain text in UTF-8: another encoding, line ends of other systems, signs that control a terminal.
enum ForeignText {
  static func refusal(_ source: Source) -> Refusal? {
    let bytes = source.bytes
    if source.looksLikeUTF16 {
      return Refusal(message: "is not text in UTF-8", hint: "it looks like UTF-16: save it as UTF-8")
    }
    if bytes.contains(0x0D), !bytes.contains(0x0A) {
      return Refusal(
        message: "has lines that end with a carriage return alone",
        hint: "save it with the line ends of Unix or Windows")
    }
    let control = bytes.indices.first { offset in
      let byte = bytes[offset]
      if byte == 0x0D { return offset + 1 < bytes.count && bytes[offset + 1] != 0x0A && bytes[offset + 1] != 0x0D }
      return byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0x7F
    }
    guard let control else { return nil }
    let code = String(bytes[control], radix: 16, uppercase: true)
    return Refusal(
      message:
        "holds a control character, U+00\(code.count == 1 ? "0" : "")\(code), in line \(source.lineIndex(of: control) + 1)",
      hint: bytes[control] == 0x1A ? "it is the mark that DOS puts at the end of a file: take it out" : "take it out")
  }
}
