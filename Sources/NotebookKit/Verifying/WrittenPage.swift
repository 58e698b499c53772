import Diagnostics
import Markup

/// A page as it stands in a file, and what can be read from it: the results that it embeds, and the files of its figures.
struct WrittenPage {
  private let bytes: [UInt8]
  /// The element that holds the results.
  private let element: Range<Int>
  let results: PageResults
  /// The digest of the page without its results, when it was made.
  private let digest: String

  /// Nothing where the page holds no results: it is of an older version of the tool, or none of ours.
  init?(_ bytes: [UInt8]) {
    guard let body = Self.first(Markup.opening("body"), in: bytes, from: 0),
      let start = Self.first(Self.opening, in: bytes, from: body),
      let end = Self.first(Self.closing, in: bytes, from: start),
      let json = try? JSONText.read(
        Source(path: "", bytes: Array(bytes[start + Self.opening.utf8.count..<end]))
      ).get(),
      let results = PageResults(reading: json)
    else { return nil }
    self.bytes = bytes
    self.results = results
    element = start..<end + Self.closing.utf8.count
    digest = json["page"]?.string ?? ""
  }

  // No label begins with a line.
  private static let opening = Markup.opening("script") + " type=\"application/json\" id=\"_results\">\n"
  private static let closing = "\n" + Markup.opening("/script") + ">\n"

  /// The element for a page: data of this type are never run, and no policy needs to allow them.
  static func element(_ results: PageResults, in page: String) -> String {
    opening + results.json(page: SHA256.hex(page.utf8)) + closing
  }

  private var rest: [UInt8] { Array(bytes[..<element.lowerBound] + bytes[element.upperBound...]) }

  /// Whether all but the results is as it was made.
  var isUntouched: Bool { SHA256.hex(rest) == digest }

  /// The first line, from 1, in which the two pages differ beside their results.
  func firstLine(differingFrom other: WrittenPage) -> Int {
    let same = zip(rest, other.rest).prefix { $0 == $1 }
    return 1 + same.reduce(0) { $0 + ($1.0 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  /// The text of a figure's file.
  func file(_ id: String) -> String? {
    guard let link = Self.first(Markup.opening("a") + " id=\"\(id)\" download=", in: bytes, from: 0),
      let start = Self.first(PageData.address, in: bytes, from: link),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return Self.decoded(bytes[start + PageData.address.utf8.count..<end])
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      let code = bytes[offset...].prefix(3)
      if code.first == UInt8(ascii: "%"), code.count == 3,
        let byte = UInt8(String(decoding: code.dropFirst(), as: UTF8.self), radix: 16)
      {
        text.append(byte)
        offset += 3
      } else {
        text.append(bytes[offset])
        offset += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Where a text begins.
  private static func first(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard let sign = wanted.first else { return nil }
    var offset = start
    while offset + wanted.count <= bytes.count, let found = bytes[offset...].firstIndex(of: sign) {
      if bytes[found...].starts(with: wanted) { return found }
      offset = found + 1
    }
    return nil
  }
}
