/// Whether a text is well-formed XML, as far as elements, attributes and the five entities go.
enum WellFormedness {
  /// What is wrong first, or nil.
  static func fault(in text: String) -> String? {
    // Scalars, since a combining mark after `>` is none of that sign's business.
    var open: [String] = []
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      if open.isEmpty && start > rest.startIndex { return "text outside the element" }
      guard rest[start] == "<" else {
        guard let end = rest[start...].firstIndex(of: ";") else { return "lone &" }
        let entity = String(rest[rest.index(after: start)..<end])
        guard ["lt", "gt", "amp", "quot"].contains(entity) else { return "unknown entity \(entity)" }
        rest = rest[rest.index(after: end)...]
        continue
      }
      guard let end = rest[start...].firstIndex(of: ">") else { return "lone <" }
      let tag = String(rest[rest.index(after: start)..<end])
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard let name = open.popLast(), name == String(tag.dropFirst()) else {
          return "</\(tag.dropFirst())> closes nothing"
        }
        if open.isEmpty { return rest.isEmpty ? nil : "text after the element" }
      } else {
        if let fault = attributeFault(tag) { return fault }
        if !tag.hasSuffix("/") { open.append(String(tag.prefix { $0 != " " })) }
      }
    }
    return open.isEmpty ? "no element" : "<\(open[0])> is not closed"
  }

  private static func attributeFault(_ tag: String) -> String? {
    let quotes = tag.filter { $0 == "\"" }.count
    if !quotes.isMultiple(of: 2) { return "odd quotes in <\(tag)>" }
    // Attributes have no `>` or `<` in them, since both are escaped.
    let names = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }
      .flatMap { $0.element.split(separator: " ") }.filter { $0.hasSuffix("=") }
    return Set(names).count == names.count ? nil : "an attribute twice in <\(tag)>"
  }
}
