package import Diagnostics
package import Expressions

extension ArgumentKind where Value == String {
  package static let text = ArgumentKind("a text", .text) { value, reading in
    reading.text(value, expected: "a text")?.text
  }

  /// A text that readers of screens get as it is.
  package static let plainText = ArgumentKind("a text", .text) { value, reading in
    guard let fragment = reading.text(value, expected: "a text") else { return nil }
    if fragment.text.contains("{{") {
      reading.diagnostics.append(
        .warning(
          "this text is plain, and its '{{ }}' are no values", at: fragment.location,
          hint: "'caption' has values; what a figure shows can be said without"))
    }
    return fragment.text
  }

  /// The tag of a language, such as `de` or `pt-BR` (BCP 47).
  package static let language = ArgumentKind("a language", .text) { value, reading in
    guard let fragment = reading.text(value, expected: "a language") else { return nil }
    let parts = fragment.text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.enumerated().allSatisfy { index, part in
      (index == 0 ? 2...3 : 1...8).contains(part.count)
        && part.utf8.allSatisfy { byte in
          (index > 0 && UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte)
            || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        }
    }
    if isTag { return fragment.text }
    reading.fail(
      "'\(fragment.text)' is not the tag of a language", at: fragment.location,
      hint: "two letters, such as de, en, fr or pt-BR")
    return nil
  }

  /// A preset of the built-in model that the key `model` names.
  static func preset(of model: String) -> ArgumentKind { ArgumentKind("a text", .preset(of: model), text.read) }
}

extension ArgumentKind where Value == Prose {
  /// A text with Markdown, formulas, values and references.
  package static let prose = ArgumentKind("a text", .prose) { value, reading in
    guard let fragment = reading.text(value, expected: "a text") else { return nil }
    let prose = Prose(parsing: fragment)
    reading.diagnostics += prose.diagnostics
    return prose
  }
}

extension ArgumentKind where Value == Fragment {
  package static let line = ArgumentKind("a text", .text) { value, reading in
    reading.text(value, expected: "a text")
  }

  /// Lines behind `|`, or a single line.
  package static let lines = ArgumentKind("lines of text", .lines) { value, reading in
    let isFlow: Bool
    switch value {
    case .text(let fragment): isFlow = fragment.text.hasPrefix("{") || fragment.text.hasPrefix("[")
    case .list, .mapping: isFlow = true
    case .block, .nothing: isFlow = false
    }
    guard !isFlow else {
      reading.fail(
        "expected lines of text, behind '|', not a list or block", at: value.location,
        hint: "write '|' behind the colon, and an equation on each line below: dx/dt = -x")
      return nil
    }
    return reading.text(value, expected: "lines of text, behind '|'")
  }
}

extension ArgumentKind where Value == Bool {
  package static let flag = ArgumentKind("yes or no", .flag) { value, reading in
    guard let fragment = reading.text(value, expected: "yes or no") else { return nil }
    switch fragment.text {
    case "yes", "true", "on": return true
    case "no", "false", "off": return false
    default:
      reading.fail("expected yes or no, not '\(fragment.text)'", at: fragment.location)
      return nil
    }
  }
}

extension ArgumentKind where Value == Int {
  package static func integer(_ range: ClosedRange<Int>) -> ArgumentKind {
    ArgumentKind("a whole number", .whole(range)) { value, reading in
      guard let number = reading.plainNumber(value, expected: "a whole number") else { return nil }
      guard number.value == number.value.rounded(), let whole = Int(exactly: number.value), range.contains(whole) else {
        let bounds =
          range.upperBound == .max
          ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        reading.fail("expected a whole number \(bounds)", at: value.location, hint: reading.origin(of: value))
        return nil
      }
      return whole
    }
  }
}

extension ArgumentKind where Value == Double {
  package static let number = ArgumentKind("a number", .number) { value, reading in
    reading.plainNumber(value, expected: "a number")?.value
  }

  package static let positive = ArgumentKind("a positive number", .number) { value, reading in
    guard let number = reading.plainNumber(value, expected: "a positive number") else { return nil }
    if number.value > 0 { return number.value }
    reading.fail("expected a positive number", at: value.location, hint: reading.origin(of: value))
    return nil
  }
}

extension ArgumentKind where Value == Quantity {
  /// A number with or without a unit of time.
  package static let time = ArgumentKind("a time", .number) { value, reading in
    guard let quantity = reading.number(value, expected: "a time, such as '1 ms'") else { return nil }
    return reading.checkTime(quantity, at: value.location) ? quantity : nil
  }

  package static let positiveTime = ArgumentKind("a positive time", .number) { value, reading in
    guard let quantity = ArgumentKind.time.read(value, &reading) else { return nil }
    if quantity.value > 0 { return quantity }
    reading.fail("expected a positive time", at: value.location, hint: reading.origin(of: value))
    return nil
  }

  /// A positive number per unit of time: `0.1 1/ms`, `100 Hz`, or `0.1`.
  package static let positiveRate = ArgumentKind("a positive rate", .number) { value, reading in
    guard let quantity = reading.number(value, expected: "a rate, such as '0.1 1/ms'") else { return nil }
    if let unit = quantity.unit, let second = Unit.named("s"), unit.dimension != second.power(-1).dimension {
      reading.fail(
        "expected a rate, not a value in \(unit.text)", at: value.location, hint: "write it in 1/ms or Hz")
      return nil
    }
    if quantity.value > 0 { return quantity }
    reading.fail("expected a positive rate", at: value.location, hint: reading.origin(of: value))
    return nil
  }
}

extension ArgumentKind where Value == LabelReference {
  package static func label(_ kinds: [ResultKind]) -> ArgumentKind {
    let name = "the label of \(kinds.map(\.name).joined(separator: " or "))"
    return ArgumentKind(name, .label(kinds, or: [])) { value, reading in
      guard let text = reading.text(value, expected: name) else { return nil }
      guard let items = FlowText.list(text) else { return reading.label(text, kinds) }
      if items.count == 1 { return reading.label(items[0], kinds) }
      reading.fail("expected one label, and there are \(items.count)", at: text.location)
      return nil
    }
  }
}

extension ArgumentKind where Value == LabelReference {
  /// A model, or a fit for its model with the numbers that it found.
  static let modelOrFit = ArgumentKind("the label of a model or a fit", .label([.model], or: [])) { value, reading in
    guard let text = reading.text(value, expected: "the label of a model or a fit") else { return nil }
    let owner = LabelReference(label: text.text.trimmingPrefix(/[#@]/).description, location: text.location).owner
    guard reading.fits.contains(owner) else { return reading.label(text, [.model], or: reading.fits.sorted()) }
    let reference = reading.label(text, [.model, .trajectory])
    if let reference { reading.naming.fits.append(reference) }
    return reference
  }
}

extension ArgumentKind where Value == [LabelReference] {
  package static func labels(_ kinds: [ResultKind]) -> ArgumentKind {
    ArgumentKind("labels of \(kinds.map(\.name).joined(separator: " or "))", .list(.label(kinds, or: []))) {
      value, reading in
      guard let items = reading.items(value) else { return nil }
      let labels = items.compactMap { item in
        reading.text(item, expected: "a label").flatMap { reading.label($0, kinds) }
      }
      for (index, label) in labels.enumerated() where labels[..<index].contains(where: { $0.label == label.label }) {
        reading.diagnostics.append(
          .warning("'\(label.label)' is named twice", at: label.location, hint: "name it once"))
      }
      return labels.count == items.count ? labels : nil
    }
  }
}

extension ArgumentKind where Value == [Fragment] {
  package static let names = names(among: [])

  /// - Parameter words: what may be among them, for editors; the reading takes any.
  static func names(among words: [ArgumentForm.Word]) -> ArgumentKind {
    ArgumentKind("a list of names", .list(words.isEmpty ? .text : .either(.word(words), .text))) { value, reading in
      guard let items = reading.items(value) else { return nil }
      return items.compactMap { reading.text($0, expected: "a name") }
    }
  }
}

extension ArgumentKind where Value == [ModelLayer.Item] {
  /// Names with a text each.
  ///
  /// - Parameter fields: names that are known beside those of the author's own, for editors.
  package static func items(_ name: String, _ fields: [ArgumentForm.Field] = []) -> ArgumentKind {
    ArgumentKind(name, .mapping(fields, others: .text)) { value, reading in
      guard let entries = reading.entries(value, expected: name) else { return nil }
      return entries.compactMap { entry in
        reading.text(entry.value, expected: "a value for '\(entry.key.text)'").map {
          ModelLayer.Item(name: entry.key, value: $0)
        }
      }
    }
  }
}

extension ArgumentKind where Value == [(name: Fragment, items: [ModelLayer.Item])] {
  /// Names with parameters, inputs and initial values for each.
  static let overrides = ArgumentKind(
    "recordings with their own values", .mapping([], others: .mapping([], others: .text))
  ) { value, reading in
    guard let entries = reading.entries(value, expected: "recordings with their own values") else { return nil }
    return entries.compactMap { entry in
      ArgumentKind<[ModelLayer.Item]>.items("values").read(entry.value, &reading).map { (entry.key, $0) }
    }
  }
}

extension ArgumentKind where Value == NumberList {
  /// A span, or the times of a list.
  package static let times = ArgumentKind("times: a list or a range", .numbers) { value, reading in
    guard let list = NumberList.read(value, &reading) else { return nil }
    return reading.checkTime(Quantity(0, unit: list.unit), at: value.location) ? list : nil
  }

  /// Times of which each one counts.
  package static let instants = ArgumentKind("times: a list, or a range with its step", .numbers) { value, reading in
    guard let list = NumberList.values(value, &reading) else { return nil }
    return reading.checkTime(Quantity(0, unit: list.unit), at: value.location) ? list : nil
  }

  package static let numbers = ArgumentKind("numbers: a list or a range", .numbers) { value, reading in
    NumberList.values(value, &reading)
  }
}

extension ArgumentKind {
  /// One of a few words; each may have other spellings.
  ///
  /// - Parameter meaning: what an editor says of an option.
  package static func choice(
    _ options: [(name: String, value: Value)], aliases: [String: String] = [:], others: [String: String] = [:],
    meaning: (Value) -> String? = { _ in nil }
  ) -> ArgumentKind {
    let names = options.map(\.name)
    let words = options.map { option in
      ArgumentForm.Word(
        option.name, aliases: aliases.filter { $0.value == option.name }.keys.sorted(), meaning(option.value))
    }
    let title = names.count > 6 ? "a name" : names.joined(separator: ", ").replacingLast(", ", with: " or ")
    return ArgumentKind(title, .word(words)) { value, reading in
      guard let fragment = reading.text(value, expected: title) else { return nil }
      let word = aliases[fragment.text] ?? fragment.text
      if let option = options.first(where: { $0.name == word }) { return option.value }
      let isList = fragment.text.hasPrefix("[")
      let hint =
        isList
        ? ExpressionAdvice.oneValue
        : others[fragment.text.lowercased()] ?? Spelling.hint(fragment.text, among: names + aliases.keys.sorted())
          ?? (names.count > 6 ? Spelling.help(fragment.text, among: names) : "it is \(title)")
      reading.fail("unknown \(reading.currentKey) '\(fragment.text)'", at: fragment.location, hint: hint)
      return nil
    }
  }
}

extension String {
  func replacingLast(_ text: String, with replacement: String) -> String {
    guard let range = ranges(of: text).last else { return self }
    return replacingCharacters(in: range, with: replacement)
  }

  private func ranges(of text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { found.append(start..<index(start, offsetBy: text.count)) }
      start = index(after: start)
    }
    return found
  }

  private func replacingCharacters(in range: Range<String.Index>, with replacement: String) -> String {
    String(self[..<range.lowerBound]) + replacement + String(self[range.upperBound...])
  }
}
