import Expressions
import Markup

extension WrittenValue {
  /// As text, with its unit where one was asked for.
  func plain(_ value: Value) -> String {
    ValueText.plain(value, format) + (unit.map { "\u{A0}\($0.symbol)" } ?? "")
  }

  /// For the inside of a formula.
  func tex(_ value: Value) -> String {
    ValueText.tex(value, format) + (unit.map { "\\,\\text{\($0.symbol)}" } ?? "")
  }
}

/// Values as prose prints them.
enum ValueText {
  static func plain(_ value: Value, _ format: NumberFormat?) -> String {
    switch value {
    case .number(let number): Digits.typeset((format ?? .standard).text(number))
    case .boolean(let flag): flag ? "true" : "false"
    case .text(let text): text
    case .list(let numbers): numbers.map { Digits.typeset((format ?? .standard).text($0)) }.joined(separator: ", ")
    case .object(let object): object.number.map { plain(.number($0), format) } ?? ""
    }
  }

  /// For the inside of a formula.
  static func tex(_ value: Value, _ format: NumberFormat?) -> String {
    switch value {
    case .number(let number): tex(number, format)
    case .list(let numbers): numbers.map { tex($0, format) }.joined(separator: ",\\; ")
    case .object(let object) where object.number != nil: tex(object.number ?? .nan, format)
    case .boolean, .text, .object: "\\text{" + plain(value, format).filter { !"{}\\$".contains($0) } + "}"
    }
  }

  private static func tex(_ number: Double, _ format: NumberFormat?) -> String {
    let text = (format ?? .standard).text(number)
    if let percent = format?.style == .percent ? text.dropLast() : nil { return "{\(percent)\\%}" }
    let parts = text.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "{" + text + "}" }
    return "{\(parts[0]) \\times 10^{\(exponent)}}"
  }
}
