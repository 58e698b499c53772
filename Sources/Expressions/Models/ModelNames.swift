import Diagnostics

/// What may be a name in a model, and may be given once.
extension ModelReader {
  mutating func unique(_ items: [ModelLayer.Item]) -> [ModelLayer.Item] {
    var seen: [String: Location] = [:]
    return items.filter { item in
      if let first = seen[item.name.text] {
        diagnostics.append(
          .error(
            "'\(item.name.text)' is given twice", at: item.name.location,
            notes: [Diagnostic.Note("first here", at: first)]))
        return false
      }
      seen[item.name.text] = item.name.location
      return true
    }
  }

  static let reserved: Set<String> = Set(
    ["t", "pi", "dt", "and", "or", "not", "within", "params", "true", "false"] + Function.ofEquations.map(\.rawValue))

  /// A name for a symbol, or a message.
  mutating func identifier(_ fragment: Fragment) -> String? {
    let name = fragment.text
    let (tokens, found) = Lexer.tokens(of: fragment)
    guard found.isEmpty, tokens.count == 2, case .name(name) = tokens[0].kind else {
      let rule = "a name is letters, digits and '_', not beginning with a digit"
      let hint = name.hasSuffix("(0)") ? "here it is '\(name.dropLast(3))' alone" : rule
      fail("'\(name)' is not a name", fragment.location, hint: hint)
      return nil
    }
    if Self.reserved.contains(name) {
      fail("'\(name)' has a meaning of its own and cannot be redefined", fragment.location)
      return nil
    }
    return name
  }
}
