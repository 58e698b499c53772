import Diagnostics

/// Numbers as other languages write them, which are read here as a number with something behind it: `1_000`, `0x10`, `1d3`, `1 000`.
enum ForeignNumbers {
  /// The number as it is written there and here, where the tokens at `position` go on with one.
  static func number(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> (range: Range<Int>, number: String)? {
    guard position > 0, case .number = tokens[position - 1].kind else { return nil }
    let (first, second) = (tokens[position - 1].range, tokens[position].range)
    let (head, tail) = (fragment.slice(first).text, fragment.slice(second).text)
    func found(_ number: String, to last: Range<Int>) -> (range: Range<Int>, number: String)? {
      Double(number) == nil ? nil : (first.lowerBound..<last.upperBound, number)
    }
    let touches = first.upperBound == second.lowerBound
    switch tokens[position].kind {
    case .number:
      // Groups of three digits.
      let isGroup = !touches && tail.count == 3 && tail.allSatisfy(\.isNumber) && head.allSatisfy(\.isNumber)
      return isGroup && head.count <= 3 ? found(head + tail, to: second) : nil
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
