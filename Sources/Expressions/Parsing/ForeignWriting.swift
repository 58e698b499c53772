import Diagnostics

/// Formulas as TeX or other languages have them: one message for what is one habit.
enum ForeignWriting {
  /// The command of TeX at the beginning, `\frac`, and what to write for it.
  static func command(_ bytes: ArraySlice<UInt8>) -> (name: String, hint: String)? {
    guard bytes.first == UInt8(ascii: "\\") else { return nil }
    let name = String(
      decoding: bytes.dropFirst().prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }, as: UTF8.self)
    guard !name.isEmpty else { return nil }
    if MathWriter.greek[name] != nil || Function(rawValue: name) != nil {
      return (name, "write '\(name)' without the stroke")
    }
    let known = [
      "frac": "write '(a)/(b)' for '\\frac{a}{b}'", "cdot": "write '*'", "times": "write '*'",
      "left": "write plain parentheses, and '*' between factors", "right": "leave it out",
      "le": "write '<='", "leq": "write '<='", "ge": "write '>='", "geq": "write '>='", "ln": "write 'log'",
    ]
    return (name, known[name] ?? "formulas are written as in 'r*N*(1 - N/K)'")
  }

  private static let start = "formulas are not TeX: "

  static func texMessage(_ name: String) -> String { "\(start)'\\\(name)'" }

  /// Each message once a line; of a line of TeX the first, and of brackets the opening one.
  static func once(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    func line(_ diagnostic: Diagnostic) -> Int { diagnostic.location?.line ?? 0 }
    func isTeX(_ diagnostic: Diagnostic) -> Bool { diagnostic.message.hasPrefix(start) }
    let typeset = Set(diagnostics.filter(isTeX).map(line))
    var told: [Int: Set<String>] = [:]
    return diagnostics.filter { diagnostic in
      let place = line(diagnostic)
      if typeset.contains(place) {
        guard isTeX(diagnostic) else { return false }
        return told[place, default: []].insert("").inserted
      }
      if let opening = ["]": "[", "}": "{"][diagnostic.location?.text ?? ""] {
        let message = diagnostic.message
        let before = message.replacing(diagnostic.location?.text ?? "", with: opening)
        if told[place]?.contains(before) ?? false { return false }
      }
      return told[place, default: []].insert(diagnostic.message).inserted
    }
  }
}
