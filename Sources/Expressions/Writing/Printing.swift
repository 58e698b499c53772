private import Markup

extension Expression {
  /// The expression in the language it was parsed from, with the fewest parentheses; it parses back to the same tree.
  package var text: String { text(above: 0) }

  /// - Parameter above: how tightly the surroundings bind; looser expressions get parentheses.
  private func text(above: Int) -> String {
    switch node {
    case .number(let value):
      return parenthesized(Digits.shortest(value), value.sign == .minus && above > 6)
    case .quantity(let value, let unit):
      return parenthesized("\(Digits.shortest(value)) \(unit.text)", above > 6)
    case .symbol(let name): return name
    case .hole: return "?"
    case .recorded(let recorded, let time): return "\(recorded.name)(\(time.text))"
    case .negation(let x): return parenthesized("-" + x.text(above: 7), above > 6)
    case .not(let x): return parenthesized("not " + x.text(above: 3), above > 3)
    case .binary(let operation, let a, let b):
      let own = operation.precedence
      let left: Int
      let right: Int
      switch operation {
      case .power: (left, right) = (9, 7)
      case .subtract, .divide, .add, .multiply: (left, right) = (own, own + 1)
      case .and, .or: (left, right) = (own, own + 1)
      default: (left, right) = (5, 5)
      }
      let spaced =
        operation == .power ? "^" : operation.precedence == 6 ? operation.rawValue : " \(operation.rawValue) "
      return parenthesized(a.text(above: left) + spaced + b.text(above: right), own < above)
    case .function(let function, let arguments):
      return function.rawValue + "(" + arguments.map(\.text).joined(separator: ", ") + ")"
    case .call(let name, let arguments): return name + "(" + arguments.map(\.text).joined(separator: ", ") + ")"
    case .query(let base, let name, let arguments):
      let list = arguments.map {
        "(" + $0.map { ($0.name.map { "\($0) = " } ?? "") + $0.value.text }.joined(separator: ", ") + ")"
      }
      return base.text(above: 9) + "." + Self.member(name) + (list ?? "")
    case .within(let a, let b, let tolerance):
      return parenthesized(
        "\(a.text(above: 5)) == \(b.text(above: 5)) within \(tolerance.text(above: 5))", above > 4)
    }
  }

  /// The name of a part as it is written behind a point.
  package static func member(_ name: String) -> String {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" }
    }
    return isPlain && name.first?.isNumber == false ? name : "\"\(name)\""
  }

  private func parenthesized(_ text: String, _ needed: Bool) -> String { needed ? "(\(text))" : text }
}
