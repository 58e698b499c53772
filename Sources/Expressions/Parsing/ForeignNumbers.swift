import Diagnostics

/// Numbers as other languages write them, which are read here as a number with something behind it: `1_000`, `0x10`, `1d3`,
/// `1 000`, `1'000`.
enum ForeignNumbers {
  /// The number as it is written there and here, where the tokens at `position` go on with one.
  ///
  /// - Parameter known: names that stand for something.
  static func number(
    _ position: Int, _ tokens: [Token], _ fragment: Fragment, known: Set<String>
  ) -> (range: Range<Int>, number: String)? {
    guard position > 0, case .number = tokens[position - 1].kind else { return nil }
    let (first, second) = (tokens[position - 1].range, tokens[position].range)
    let (head, tail) = (fragment.slice(first).text, fragment.slice(second).text)
    func found(_ number: String, to last: Range<Int>) -> (range: Range<Int>, number: String)? {
      Double(number) == nil ? nil : (first.lowerBound..<last.upperBound, number)
    }
    if known.contains(tail) { return nil }
    let touches = first.upperBound == second.lowerBound
    switch tokens[position].kind {
    case .symbol("'") where touches && head.count <= 3:
      // Groups of three digits with apostrophes before them.
      var (digits, last, next) = (head, second, position)
      while next + 1 < tokens.count, tokens[next].isSymbol("'"), case .number = tokens[next + 1].kind {
        let group = fragment.slice(tokens[next + 1].range).text
        guard group.prefix(while: \.isNumber).count == 3 else { return nil }
        (digits, last, next) = (digits + group, tokens[next + 1].range, next + 2)
      }
      return next == position ? nil : found(digits, to: last)
    case .number where !touches && head.count <= 3 && head.allSatisfy(\.isNumber):
      // Groups of three digits.
      let groups = tokens[position...].prefix { token in
        guard case .number = token.kind else { return false }
        let text = fragment.slice(token.range).text
        return text.count == 3 && text.allSatisfy(\.isNumber)
      }
      guard let last = groups.last else { return nil }
      return found(head + groups.map { fragment.slice($0.range).text }.joined(), to: last.range)
    case .name where touches && tail.first == "_":
      return found((head + tail).filter { $0 != "_" }, to: second)
    case .name where touches && head == "0" && tail.first?.lowercased() == "x":
      return Int(tail.dropFirst(), radix: 16).flatMap { found(String($0), to: second) }
    case .name where touches && tail.first?.lowercased() == "d":
      if tail.count > 1 { return found("\(head)e\(tail.dropFirst())", to: second) }
      guard position + 2 < tokens.count, tokens[position + 1].isSymbol("-"), case .number = tokens[position + 2].kind,
        tokens[position + 2].range.lowerBound == second.upperBound + 1
      else { return nil }
      return found("\(head)e-\(fragment.slice(tokens[position + 2].range).text)", to: tokens[position + 2].range)
    default: return nil
    }
  }
}
