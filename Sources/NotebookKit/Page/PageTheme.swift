import Diagnostics

/// A style sheet of the author's, which stands in the page behind the tool's own.
struct PageTheme: Sendable {
  let css: String

  /// Reads the file's text. A page fetches nothing, so what would fetch is refused; pictures and fonts may stand in the file
  /// as `data:` addresses.
  init?(_ source: Source, _ diagnostics: inout [Diagnostic]) {
    let bytes = Self.withoutComments(source.bytes)
    var found: [Diagnostic] = []
    func refuse(
      _ text: String, _ message: String, hint: String, unless isFine: (ArraySlice<UInt8>) -> Bool = { _ in false }
    ) {
      let pattern = Array(text.utf8)
      for start in bytes.indices where bytes[start...].prefix(pattern.count).elementsEqual(pattern, by: Self.matches) {
        let rest = bytes[(start + pattern.count)...].drop { " \t\n\"'".utf8.contains($0) }
        if isFine(rest) { continue }
        found.append(
          .error(message, at: Location(source: source, range: start..<start + pattern.count), hint: hint))
      }
    }
    let isInside = { (rest: ArraySlice<UInt8>) in rest.starts(with: "data:".utf8) || rest.first == UInt8(ascii: "#") }
    refuse("@import", "a page fetches nothing, and '@import' would", hint: "copy the rules into this file")
    refuse(
      "url(", "a page fetches nothing, and this address would be fetched",
      hint: "put the picture or font in as 'url(data:...)'", unless: isInside)
    refuse("image-set(", "a page fetches nothing, and 'image-set' would", hint: "use one picture as 'url(data:...)'")
    refuse("</", "'</' would end the style sheet", hint: "write '<\\/'")
    diagnostics += found
    let mistake = source.encodingMistake
    if let mistake, found.isEmpty { diagnostics.append(mistake) }
    guard found.isEmpty, mistake == nil else { return nil }
    css = source.text
  }

  /// Names in CSS have no case.
  private static func matches(_ one: UInt8, _ other: UInt8) -> Bool {
    one == other || (one | 0x20 == other && UInt8(ascii: "a")...UInt8(ascii: "z") ~= other)
  }

  /// The same length, so that places stay; only `</` is looked for in comments, too.
  private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") else {
        index += 1
        continue
      }
      var end = index + 2
      while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) {
        end += 1
      }
      for place in index..<min(end + 2, bytes.count) {
        let isTag = bytes[place] == UInt8(ascii: "<") || (place > index && bytes[place - 1] == UInt8(ascii: "<"))
        if !isTag { result[place] = 0x20 }
      }
      index = end + 2
    }
    return result
  }
}
