package import Diagnostics

extension Plan {
  /// The numbers that the author wrote into sentences and captions as digits, and that no block gives: nothing says whether
  /// they are still true. Whole numbers up to 10 and years are words rather than results.
  ///
  /// A comment `<!-- numbers: 0.507, 1253 -->` allows those that it names.
  package var literalNumbers: [Diagnostic] {
    let captions = nodes.compactMap(\.caption)
    let known = givenNumbers.union(allowedNumbers)
    return ([notebook.prose] + captions).flatMap(\.numbers).compactMap { number in
      guard let value = number.value, !Self.isWord(value), !known.contains(value) else { return nil }
      return .warning(
        "nothing in the notebook gives the number \(number.text)", at: number.location,
        hint: "write a value '{{ ... }}', hold it by an 'expect', or allow it: '<!-- numbers: \(number.text) -->'")
    }
  }

  private static func isWord(_ value: Double) -> Bool {
    value == value.rounded() && (value <= 10 || (1600...2100).contains(value))
  }

  /// The numbers in parameters, and in the keys of blocks that are no prose: what is set, and what is expected.
  private var givenNumbers: Set<Double> {
    var texts = parameters.names.compactMap { parameters[$0]?.value.text }
    for node in nodes { texts += node.call.body.texts(besides: [Directive.caption.name, Directive.alt.name]) }
    return Self.numbers(in: texts)
  }

  private var allowedNumbers: Set<Double> {
    let text = notebook.text.text
    let lists = text.ranges(of: "<!-- numbers:").map { mark in
      let rest = text[mark.upperBound...]
      return String(rest.ranges(of: "-->").first.map { rest[..<$0.lowerBound] } ?? rest)
    }
    return Self.numbers(in: lists)
  }

  private static func numbers(in texts: [String]) -> Set<Double> {
    var found: Set<Double> = []
    for text in texts {
      // An exponent's sign belongs to its number; any other sign parts.
      var word = ""
      for character in text + " " {
        let isExponent =
          (character == "-" || character == "+") && word.last?.lowercased() == "e" && word.first?.isNumber == true
        if character.isNumber || character.isLetter || character == "." || isExponent {
          word.append(character)
        } else {
          if let value = Double(word) { found.insert(value) }
          word = ""
        }
      }
    }
    return found
  }
}

extension BodyValue {
  /// All texts in it but those of some keys.
  fileprivate func texts(besides left: Set<String>) -> [String] {
    switch self {
    case .text(let fragment), .block(let fragment): [fragment.text]
    case .mapping(let entries, _):
      entries.filter { !left.contains($0.key.text) }.flatMap { [$0.key.text] + $0.value.texts(besides: left) }
    case .list(let items, _): items.flatMap { $0.texts(besides: left) }
    case .nothing: []
    }
  }
}
