import Diagnostics

/// What may stand at a place of a notebook, and the word that is being typed there.
struct EditingPlace {
  enum Kind {
    /// The name of a directive between braces.
    case directive
    /// A key, a value or both in the body of a block.
    case body(Owner, BodyPath)
    case prose
    /// A listing, or a part of a line that means nothing to us.
    case nothing
  }

  enum Owner {
    case directive(Directive)
    case frontMatter

    var parameters: [any AnyParameter] {
      switch self {
      case .directive(let directive): directive.parameters
      case .frontMatter: FrontMatter.keys
      }
    }

    /// The form of what stands under some keys.
    func form(under keys: [String]) -> ArgumentForm? {
      var keys = keys[...]
      var form: ArgumentForm?
      if case .directive(let directive) = self {
        let isOwn = keys.first.map { name in parameters.contains { $0.name == name } } ?? false
        let implied = isOwn ? nil : directive.listKey ?? directive.restKey
        form = implied.flatMap { name in parameters.first { $0.name == name }?.form }
      }
      if form == nil {
        guard let first = keys.popFirst() else { return nil }
        form = parameters.first { $0.name == first }?.form
      }
      for key in keys { form = form?.form(under: key) }
      return form
    }
  }

  let kind: Kind
  /// The word before the place: letters, digits and what labels and queries are made of.
  let word: Range<Int>
  /// What stands before the word on its line, or in its value.
  let before: String

  /// The place behind the part of a word that a pointer is on.
  init(_ source: Source, around offset: Int) {
    var end = min(max(0, offset), source.bytes.count)
    while end < source.bytes.count, Self.isWordByte(source.bytes[end]), source.bytes[end] != UInt8(ascii: ".") {
      end += 1
    }
    self.init(source, at: end)
  }

  init(_ source: Source, at offset: Int) {
    let offset = min(max(0, offset), source.bytes.count)
    let line = source.lineIndex(of: offset)
    var start = offset
    while start > source.lineStarts[line], Self.isWordByte(source.bytes[start - 1]) { start -= 1 }
    word = start..<offset
    let typed = source.text(in: source.lineStarts[line]..<start)
    switch BlockScan(source).settings[line] {
    case .prose: (kind, before) = (.prose, typed)
    case .frontMatter(let first):
      let path = BodyPath(source, first: first, offset: offset)
      (kind, before) = (.body(.frontMatter, path), Self.cut(path.before, word.count))
    case .fence(let info):
      let text = source.text(in: info..<max(info, start)).filter { $0 != " " }
      (kind, before) = (text == "yaml{" ? .directive : .nothing, typed)
    case .body(let info, let first):
      if info.hasPrefix("math") {
        (kind, before) = (.prose, typed)
        return
      }
      let path = BodyPath(source, first: first, offset: offset)
      before = Self.cut(path.before, word.count)
      kind = Self.directive(info).map { .body(.directive($0), path) } ?? .nothing
    }
  }

  private static func cut(_ text: String, _ bytes: Int) -> String {
    String(decoding: text.utf8.dropLast(bytes), as: UTF8.self)
  }

  private static func directive(_ info: String) -> Directive? {
    guard info.hasPrefix("yaml"), let open = info.firstIndex(of: "{") else { return nil }
    let name = info[info.index(after: open)...].prefix { $0 != " " && $0 != "}" && $0 != "#" }
    return Directive.catalogue.first { $0.name == name }
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    InlineScanner.isLetter(byte) || InlineScanner.isDigit(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }
}

extension EditingPlace {
  /// Whether a `{{` is open before the place.
  var isInValue: Bool {
    guard let open = before.lastIndex(of: "{"), open > before.startIndex else { return false }
    return before[before.index(before: open)] == "{" && !before[open...].contains("}}")
  }

  var isReference: Bool { before.hasSuffix("@") }
  var isLink: Bool { before.hasSuffix("](#") }
}
