import Diagnostics
import Expressions

/// What to say of several values that are no list, and of a list where one value stands.
struct ListAdvice {
  let message: String
  let hint: String

  /// For `0, 1, 2` and `{0, 1, 2}` where a list is wanted.
  static func wanted(_ fragment: Fragment) -> ListAdvice? {
    guard let parts = parts(fragment), !fragment.text.hasPrefix("[") else { return nil }
    let list = "[\(parts.joined(separator: ", "))]"
    let isDecimal = isDecimalComma(fragment, parts)
    return ListAdvice(
      message: "a list stands in brackets",
      hint: isDecimal ? "write \(list), or \(parts.joined(separator: ".")) if it is one number" : "write \(list)")
  }

  /// For a list in any form where one value is wanted.
  ///
  /// - Parameter expected: what is wanted: `a time`.
  static func unwanted(_ fragment: Fragment, expected: String) -> ListAdvice? {
    guard let parts = parts(fragment), !isDecimalComma(fragment, parts) else { return nil }
    return ListAdvice(message: "expected \(expected), not \(parts.count) values", hint: ExpressionAdvice.oneValue)
  }

  /// `[0,5, 1,5]`: commas without a space between digits, and others with one, of which the first are more likely decimal.
  static func decimalCommas(_ items: [BodyValue]) -> ListAdvice? {
    let parts = items.compactMap(\.fragment)
    guard parts.count == items.count, parts.count > 2 else { return nil }
    func hasBlank(_ place: Int) -> Bool {
      parts[place].location.range.upperBound + 1 < parts[place + 1].location.range.lowerBound
    }
    func isInOrder(_ texts: [String]) -> Bool {
      let values = texts.compactMap { Quantity(parsing: $0)?.value }
      let pairs = zip(values, values.dropFirst())
      return values.count == texts.count && (pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 })
    }
    func touches(_ place: Int) -> Bool {
      let (first, second) = (parts[place].location, parts[place + 1].location)
      return first.range.upperBound + 1 == second.range.lowerBound
        && parts[place].text.allSatisfy { $0.isNumber || $0 == "-" } && parts[place + 1].text.first?.isNumber == true
    }
    let tight = parts.indices.dropLast().map(touches)
    var joined: [String] = []
    for (place, part) in parts.enumerated() {
      if place > 0, tight[place - 1] { joined[joined.count - 1] += "." + part.text } else { joined.append(part.text) }
    }
    // Every second comma; or some, where the values are in order with decimal commas alone. 1,2,3 is no number.
    let isEven = parts.count % 2 == 0 && tight.indices.allSatisfy { tight[$0] == ($0 % 2 == 0) }
    let isMixed =
      tight.contains(true) && !zip(tight, tight.dropFirst()).contains { $0 && $1 }
      && parts.indices.dropLast().allSatisfy { tight[$0] || hasBlank($0) } && isInOrder(joined)
      && !isInOrder(parts.map(\.text))
    guard isEven || isMixed else { return nil }
    return ListAdvice(
      message: "\(parts.count) values, or \(joined.count) with decimal commas",
      hint: "write [\(joined.joined(separator: ", "))], or [\(parts.map(\.text).joined(separator: ", "))]")
  }

  /// The numbers of a list in whatever brackets.
  private static func parts(_ fragment: Fragment) -> [String]? {
    var inner = fragment
    for (open, close) in ["[": "]", "{": "}", "(": ")"] where fragment.text.hasPrefix(open) {
      guard fragment.text.hasSuffix(close) else { return nil }
      inner = fragment.slice(1..<fragment.bytes.count - 1)
    }
    let parts = FlowText.commaSeparated(inner).map(\.text)
    return parts.count > 1 && parts.allSatisfy { Quantity(parsing: $0) != nil } ? parts : nil
  }

  /// `0,5 ms`: two runs of digits with nothing but a comma between them.
  private static func isDecimalComma(_ fragment: Fragment, _ parts: [String]) -> Bool {
    let text = fragment.text
    return parts.count == 2 && !parts[0].contains { $0 == "." || $0.isLetter }
      && text.hasPrefix(parts[0] + "," + parts[1])
      && parts[1].first?.isNumber == true
  }
}
