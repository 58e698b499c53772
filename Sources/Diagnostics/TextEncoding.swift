extension Source {
  /// Where a line ends with a carriage return alone, of which nothing else here is a line.
  package var lineEndMistake: Diagnostic? {
    if !bytes.contains(0x0A), let first = bytes.firstIndex(of: 0x0D), first + 1 < bytes.count {
      return .error(
        "the lines end as on old Macs",
        at: Location(source: Source(path: path, bytes: Array(bytes[..<first])), range: 0..<first),
        hint: "save it with line feeds, which every editor can; on a command line tr '\\r' '\\n' converts it")
    }
    return nil
  }

  /// Where the bytes are no text in UTF-8, as those that a spreadsheet saves in the encoding of its country; nothing where they are.
  package var encodingMistake: Diagnostic? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    if looksLikeUTF16 {
      return .error(
        "this is not a text in UTF-8", at: Location(source: self, range: 0..<1),
        hint: "it looks like UTF-16: save it as UTF-8, 'iconv -f utf-16 -t utf-8' converts it")
    }
    let place = zip(bytes, text.utf8).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    return .error(
      "this is not a text in UTF-8", at: Location(source: self, range: place..<min(bytes.count, place + 1)),
      hint: "save it as UTF-8: 'iconv -f latin1 -t utf-8' converts what Western Europe's Windows writes")
  }

  /// Whether every other byte may be half of a sign: there is a mark of their order, or a zero.
  package var looksLikeUTF16: Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0)
  }
}
