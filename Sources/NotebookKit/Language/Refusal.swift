/// Parts of YAML that notebooks do without, each with its reason.
struct Refusal {
  let message: String
  let hint: String

  static func ofLine(_ text: String) -> Refusal? {
    if text == "---" || text == "..." || text.hasPrefix("--- ") {
      return Refusal(
        message: "several documents in one block", hint: "a block is one mapping: begin a new block instead")
    }
    if text.hasPrefix("%") { return Refusal(message: "YAML directives are not supported", hint: "leave the line out") }
    if text.hasPrefix("? ") { return Refusal(message: "complex keys are not supported", hint: "write 'key: value'") }
    if text.hasPrefix("<<:") {
      return Refusal(
        message: "merge keys are not supported", hint: "use 'like' to build on another model, or repeat the keys")
    }
    return nil
  }

  static func ofValue(_ text: String) -> Refusal? {
    guard let first = text.first else { return nil }
    let word = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    let rest = text.dropFirst(1 + word.count)
    if first == "&", !word.isEmpty, rest.isEmpty || rest.hasPrefix(" ") {
      return Refusal(message: "anchors are not supported", hint: "use a parameter: 'params.\(word)'")
    }
    if first == "*", !word.isEmpty, rest.isEmpty {
      return Refusal(message: "aliases are not supported", hint: "use a parameter: 'params.\(word)'")
    }
    if first == "!", rest.isEmpty || rest.hasPrefix(" ") || text.hasPrefix("!!") {
      return Refusal(message: "tags are not supported", hint: "the key decides what its value is: leave the tag out")
    }
    if [">", ">-", ">+"].contains(text) {
      return Refusal(message: "folded blocks are not supported", hint: "write '|': its lines are kept as they are")
    }
    return nil
  }
}

/// Characters that look like others and come from word processors and web pages.
struct OddCharacter {
  let name: String
  let advice: String
  let length: Int

  /// The first such character in a text.
  static func first(in text: String) -> OddCharacter? {
    for scalar in text.unicodeScalars {
      if let (name, advice) = known[scalar] {
        return OddCharacter(name: name, advice: advice, length: String(scalar).utf8.count)
      }
    }
    return nil
  }

  private static let known: [Unicode.Scalar: (String, String)] = [
    "\t": ("a tab", "write spaces"),
    "\u{00A0}": ("a no-break space (U+00A0)", "write a plain space"),
    "\u{202F}": ("a narrow no-break space (U+202F)", "write a plain space"),
    "\u{2009}": ("a thin space (U+2009)", "write a plain space"),
    "\u{200B}": ("a zero-width space (U+200B)", "delete it"),
    "\u{FEFF}": ("a byte order mark (U+FEFF)", "delete it"),
    "\u{2018}": ("a typographic quote (U+2018)", "write ' or leave it out"),
    "\u{2019}": ("a typographic quote (U+2019)", "write ' or leave it out"),
    "\u{201C}": ("a typographic quote (U+201C)", "write \" or leave it out"),
    "\u{201D}": ("a typographic quote (U+201D)", "write \" or leave it out"),
    "\u{2212}": ("a typographic minus sign (U+2212)", "write '-'"),
    "\u{2013}": ("an en dash (U+2013)", "write '-'"),
    "\u{2014}": ("an em dash (U+2014)", "write '-'"),
    "\u{FF1A}": ("a full-width colon (U+FF1A)", "write ':'"),
  ]
}
