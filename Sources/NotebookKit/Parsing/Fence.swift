import Diagnostics

/// The info string of a fenced block: is it a directive, a formula, a listing, or nearly a directive?
enum Fence {
  case directive(name: Fragment, label: Fragment?)
  case formula(label: Fragment?)
  case listing
  /// A listing that was perhaps meant to run.
  case doubtful(Diagnostic)
  case mistake(Diagnostic)

  /// - Parameters:
  ///   - info: what stands behind the backticks.
  ///   - names: the names of all directives.
  static func read(_ info: Fragment, names: [String]) -> Fence {
    let text = info.text
    if text.hasPrefix("yaml") {
      let rest = info.slice(4..<info.bytes.count).trimmed
      if rest.isEmpty || !rest.text.hasPrefix("{") {
        let words = rest.text.split { !($0.isLetter || $0.isNumber || "-_#".contains($0)) }.map(String.init)
        if let first = words.first, names.contains(first), words.count == 1 || words[1].hasPrefix("#") {
          return nearMiss(info, names)
        }
        return text.contains("{") && text.contains("}") && mentions(names, text) ? nearMiss(info, names) : .listing
      }
      if info.bytes[4] != 0x20 { return nearMiss(info, names) }
      return directive(rest, info, names)
    }
    if text == "math" { return .formula(label: nil) }
    if text.hasPrefix("math") {
      let rest = info.slice(4..<info.bytes.count).trimmed
      if let label = label(rest), info.bytes[4] == 0x20 { return .formula(label: label) }
      if rest.text.hasPrefix("{") || rest.text.hasPrefix("#") {
        return .mistake(.error("cannot read '\(text)'", at: info.location, hint: "write '```math {#eq-name}'"))
      }
      return .listing
    }
    let words = text.split { " {}#:".contains($0) }.map(String.init)
    let isBraced = text.hasPrefix("{")
    let startsLikeOne = words.first.map { names.contains($0) } ?? false
    let isYAML =
      isBraced && words.first == "yaml" || words.first == "yml" || words.first == "YAML" || words.first == "Yaml"
    if startsLikeOne
      && (isBraced || words.count > 1 || text.contains("{") || words.first != "expect" && words.first != "data")
    {
      return nearMiss(info, names)
    }
    if isYAML && mentions(names, text) || words.count > 2 && names.contains(words[1]) && text.contains("{\(words[1]) #")
    {
      return nearMiss(info, names)
    }
    if isBraced, let first = words.first, let letter = text.dropFirst().first, letter.isLetter {
      return .doubtful(
        .warning(
          "a block of '\(first)' is shown and not run", at: info.location,
          hint: "write '```\(first)' for a listing; what runs begins with '```yaml {solve #label}' or the like"))
    }
    return .listing
  }

  private static func mentions(_ names: [String], _ text: String) -> Bool {
    text.split { !($0.isLetter || $0 == "-") }.contains { names.contains(String($0)) }
  }

  /// `{#label}`
  private static func label(_ fragment: Fragment) -> Fragment? {
    let text = fragment.text
    guard text.hasPrefix("{#"), text.hasSuffix("}"), text.utf8.count > 3 else { return nil }
    let label = fragment.slice(2..<fragment.bytes.count - 1).trimmed
    return isLabel(label.text) ? label : nil
  }

  static func isLabel(_ text: String) -> Bool {
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
  }

  private static func directive(_ braces: Fragment, _ info: Fragment, _ names: [String]) -> Fence {
    guard let close = braces.bytes.firstIndex(of: UInt8(ascii: "}")) else {
      return .mistake(.error("'{' is never closed", at: braces.location, hint: "write '```yaml {name #label}'"))
    }
    let after = braces.slice(close + 1..<braces.bytes.count).trimmed
    if !after.isEmpty {
      return .mistake(
        .error("unexpected '\(after.text)' behind the braces", at: after.location, hint: "keys go into the block"))
    }
    let words = words(braces.slice(1..<close))
    guard let name = words.first else {
      return .mistake(
        .error("no directive between the braces", at: braces.location, hint: "write '```yaml {solve #label}'"))
    }
    if name.text.hasPrefix("#") || name.text.hasPrefix(".") {
      return .mistake(
        .error("expected a directive, not '\(name.text)'", at: name.location, hint: "write '```yaml {name #label}'"))
    }
    if words.count > 2 || (words.count == 2 && !words[1].text.hasPrefix("#")) {
      let odd = words[words.count == 2 ? 1 : words[1].text.hasPrefix("#") ? 2 : 1]
      return .mistake(
        .error(
          "unexpected '\(odd.text)' between the braces", at: odd.location,
          hint: "write '```yaml {\(name.text) #label}'; keys go into the block"))
    }
    guard words.count == 2 else { return .directive(name: name, label: nil) }
    let label = words[1].slice(1..<words[1].bytes.count)
    guard isLabel(label.text) else {
      let better = label.text.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 }
      return .mistake(
        .error(
          "'\(label.text)' is not a label", at: label.isEmpty ? words[1].location : label.location,
          hint: isLabel(String(better))
            ? "write '#\(String(better))': a label is small letters, digits and '-'"
            : "a label is small letters, digits and '-', beginning with a letter"))
    }
    return .directive(name: name, label: label)
  }

  private static func words(_ fragment: Fragment) -> [Fragment] {
    var words: [Fragment] = []
    var start: Int?
    for (offset, byte) in fragment.bytes.enumerated() {
      if byte == 0x20 || byte == 0x09 {
        if let begin = start { words.append(fragment.slice(begin..<offset)) }
        start = nil
      } else if start == nil {
        start = offset
      }
    }
    if let begin = start { words.append(fragment.slice(begin..<fragment.bytes.count)) }
    return words
  }

  /// What is nearly a directive is shown the right form with its own words.
  private static func nearMiss(_ info: Fragment, _ names: [String]) -> Fence {
    let words = info.text.split { " {}()[]\"',.".contains($0) }.map(String.init)
    let name =
      words.compactMap { word in names.first { $0 == word || word.hasPrefix("yaml") && word.dropFirst(4) == $0 } }.first
      ?? "solve"
    let label = words.first { $0.hasPrefix("#") && isLabel(String($0.dropFirst())) }
    return .mistake(
      .error(
        "'\(info.text)' is not how a directive begins", at: info.location,
        hint: "write '```yaml {\(name)\(label.map { " " + $0 } ?? "")}'"))
  }
}
