import Markup

/// The script of a page: one element, allowed by its digest, and only where something on the page needs it.
struct PageScript {
  private(set) var text = ""

  mutating func add(_ part: String) { text += part }

  /// The element, or nothing.
  var markup: Markup { text.isEmpty ? .empty : .tag("script", [:], .written("\n" + text)) }

  /// What the Content-Security-Policy names it by, if there is one.
  var digest: String? {
    if text.isEmpty { return nil }
    var digest = SHA256()
    digest.update(Array(("\n" + text).utf8))
    return "'sha256-\(Base64.text(digest.bytes))'"
  }

  /// A resource without its comments and indentation.
  static func compact(_ resource: [UInt8]) -> String {
    String(decoding: resource, as: UTF8.self).split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.hasPrefix("//") && !$0.hasPrefix("/*") && !$0.isEmpty }.map { $0 + "\n" }.joined()
  }
}
