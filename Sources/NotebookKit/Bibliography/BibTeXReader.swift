import Diagnostics

/// Reads BibTeX: entries, `@string`, `#`, braces and quotes. What stands between entries is comment, as in BibTeX.
struct BibTeXReader {
  private let source: Source
  private let bytes: [UInt8]
  private var offset = 0
  private var works: [Work] = []
  private var diagnostics: [Diagnostic] = []
  private var strings: [String: String] = [:]
  /// Months stand for themselves.
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  static func read(_ source: Source) -> ([Work], [Diagnostic]) {
    var reader = BibTeXReader(source)
    while let at = reader.bytes[reader.offset...].firstIndex(of: UInt8(ascii: "@")) {
      reader.offset = at + 1
      reader.entry(at)
    }
    if reader.works.isEmpty, reader.diagnostics.isEmpty {
      reader.diagnostics.append(
        .warning(
          "the bibliography has no entries", at: Location(source: source, line: 1),
          hint: "entries look like '@book{key, author = {...}, title = {...}, year = 2007}'"))
    }
    return (reader.works, reader.diagnostics)
  }

  private init(_ source: Source) {
    self.source = source
    bytes = source.bytes
  }

  // MARK: Signs

  private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
  }

  private mutating func word() -> Range<Int> {
    skipBlanks()
    let start = offset
    while offset < bytes.count, bytes[offset] > 0x20, !Array("{}(),=#\"%".utf8).contains(bytes[offset]) { offset += 1 }
    return start..<offset
  }

  private mutating func fail(_ message: String, _ range: Range<Int>, _ hint: String? = nil) {
    diagnostics.append(.error(message, at: Location(source: source, range: range), hint: hint))
  }

  // MARK: Entries

  private mutating func entry(_ at: Int) {
    let kind = source.text(in: word()).lowercased()
    skipBlanks()
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "("), !kind.isEmpty else { return }
    let close = byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    let open = offset
    offset += 1
    if kind == "comment" || kind == "preamble" {
      offset = open
      if value() == nil { fail("'@\(kind)' is never closed", at..<open + 1) }
      return
    }
    if kind == "string" {
      if let (name, text) = field(close) { strings[source.text(in: name).lowercased()] = text }
      return end(close, at..<open + 1)
    }
    let key = word()
    guard !key.isEmpty else { return fail("the entry has no key", at..<open + 1, "write '@\(kind){key, ...}'") }
    var work = Work(key: source.text(in: key), location: Location(source: source, range: key))
    work.kind = kind
    while true {
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        offset += 1
        continue
      }
      if byte == close || offset >= bytes.count { break }
      guard let (name, text) = field(close) else { return }
      work.set(source.text(in: name).lowercased(), text)
    }
    check(work)
    works.append(work)
    end(close, at..<key.upperBound)
  }

  private mutating func end(_ close: UInt8, _ range: Range<Int>) {
    skipBlanks()
    guard byte == close else { return fail("the entry is never closed", range, "its braces do not balance") }
    offset += 1
  }

  private mutating func check(_ work: Work) {
    guard work.authors.isEmpty, work.editors.isEmpty, work.title.isEmpty else { return }
    diagnostics.append(
      .warning("'\(work.key)' has neither an author nor a title", at: work.location, hint: "add 'author = {...}'"))
  }

  /// `name = value`
  private mutating func field(_ close: UInt8) -> (Range<Int>, String)? {
    let name = word()
    skipBlanks()
    guard !name.isEmpty, byte == UInt8(ascii: "=") else {
      fail(
        name.isEmpty ? "expected 'name = value'" : "expected '=' behind '\(source.text(in: name))'",
        name.isEmpty ? offset..<min(offset + 1, bytes.count) : name, "fields are separated by commas")
      // The next entry begins with an @ at the beginning of a line.
      while offset < bytes.count, !(bytes[offset] == UInt8(ascii: "@") && (offset == 0 || bytes[offset - 1] == 0x0A)) {
        offset += 1
      }
      return nil
    }
    offset += 1
    var text = ""
    repeat {
      skipBlanks()
      if byte == UInt8(ascii: "#") { offset += 1 }
      guard let part = value() else { return nil }
      text += part
      skipBlanks()
    } while byte == UInt8(ascii: "#")
    return (name, text)
  }

  /// `{...}`, `"..."`, a number or the name of a string, as plain text.
  private mutating func value() -> String? {
    skipBlanks()
    let start = offset
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "\"") {
      let isQuoted = byte == UInt8(ascii: "\"")
      let close = byte == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
      var depth = 0
      offset += 1
      while offset < bytes.count {
        switch bytes[offset] {
        case UInt8(ascii: "\\"): offset += 1
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "\"") where isQuoted && depth == 0, close where !isQuoted && depth == 0:
          offset += 1
          return source.text(in: start + 1..<offset - 1)
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
        offset += 1
      }
      offset = bytes.count
      fail("the value is never closed", start..<start + 1, "its braces do not balance")
      return nil
    }
    let word = word()
    let text = source.text(in: word)
    if text.isEmpty {
      fail("expected a value", start..<min(start + 1, bytes.count), "write '{text}' or a number")
      return nil
    }
    if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return text }
    if let string = strings[text.lowercased()] { return string }
    if !Self.months.contains(text.lowercased()) {
      diagnostics.append(
        .warning(
          "no string is called '\(text)'", at: Location(source: source, range: word), hint: "write '{\(text)}'"))
    }
    return text
  }
}

extension Work {
  /// Takes in a field of BibTeX or BibLaTeX; those that a reference list does not show are left alone.
  fileprivate mutating func set(_ name: String, _ value: String) {
    let text = TeXText.plain(value)
    switch name {
    case "author":
      authors = TeXText.names(value)
      if authors.last == Name(family: "others", given: "") {
        authors.removeLast()
        hasMoreAuthors = true
      }
    case "editor": editors = TeXText.names(value)
    case "title": title = text
    case "year": year = text
    case "date": year = year ?? String(text.prefix(4))
    case "journal", "journaltitle", "booktitle": container = text
    case "volume": volume = text
    case "number", "issue": issue = text
    case "pages": pages = Work.range(text)
    case "edition": edition = text
    case "publisher", "institution", "school", "organization": publisher = publisher ?? text
    case "doi": doi = Work.doi(text)
    case "url": url = value.filter { $0 != "\\" && $0 != "{" && $0 != "}" }
    case "howpublished" where value.contains("http"):
      url = url ?? value.firstAddress
    default: break
    }
  }

  /// Pages with the dash of a range: `251–291`.
  static func range(_ text: String) -> String {
    let parts = text.split(separator: "-", omittingEmptySubsequences: true)
    return parts.count == 2 && parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) ? "\(parts[0])–\(parts[1])" : text
  }

  /// A DOI without the address of the resolver.
  static func doi(_ text: String) -> String? {
    guard let start = text.utf8.firstIndex(of: UInt8(ascii: "1")), text[start...].hasPrefix("10.") else { return nil }
    return String(text[start...])
  }
}

extension String {
  fileprivate var firstAddress: String? {
    split { " {}".contains($0) }.first { $0.hasPrefix("http") }.map { $0.filter { $0 != "\\" } }
  }
}
