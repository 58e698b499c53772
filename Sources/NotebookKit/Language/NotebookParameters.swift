package import Diagnostics
package import Expressions
private import Markup

/// The parameters of a notebook: named values of the front matter, some of them given anew by the command.
package struct NotebookParameters: Sendable {
  package struct Parameter: Sendable {
    package let name: String
    package let value: Fragment
    /// The value in the front matter, where the command gave another.
    package let original: Fragment?
    /// The other value as the command gave it, where it is written otherwise here.
    package var given: String?

    /// The value with its unit as whoever gave it wrote it.
    package var text: String {
      guard let given, Quantity(parsing: given)?.unit != nil else { return value.text }
      return given
    }
  }

  package private(set) var parameters: [Parameter] = []

  package init() {}

  package var names: [String] { parameters.map(\.name) }

  func unit(of name: String) -> Unit? { self[name].flatMap { Quantity(parsing: $0.value.text)?.unit } }

  package subscript(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  package mutating func add(_ name: String, _ value: Fragment) {
    parameters.append(Parameter(name: name, value: value, original: nil))
  }

  /// Gives a parameter another value. The value must be of the same kind as the one in the front matter.
  package mutating func override(_ name: String, with value: Fragment, _ diagnostics: inout [Diagnostic]) {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else {
      diagnostics.append(
        .error("the notebook has no parameter '\(name)'", at: value.location, hint: Spelling.help(name, among: names)))
      return
    }
    let old = parameters[index].value
    if let quantity = Quantity(parsing: old.text) {
      guard let new = Quantity(parsing: value.text) else {
        diagnostics.append(.error("parameter '\(name)' is a number, not '\(value.text)'", at: value.location))
        return
      }
      if let unit = new.unit, let expected = quantity.unit, !unit.measuresSame(as: expected) {
        diagnostics.append(.error("parameter '\(name)' is in \(expected.text), not \(unit.text)", at: value.location))
        return
      }
      // The notebook's text names the unit beside the number: it stays.
      if let given = new.unit, let unit = quantity.unit, given.text != unit.text, let number = new.magnitude(in: unit) {
        parameters[index] = Parameter(
          name: name, value: Fragment("\(Digits.shortest(number)) \(unit.text)", path: value.source.path),
          original: old, given: value.text)
        return
      }
      // A plain number means the unit that the notebook uses.
      if new.unit == nil, let unit = quantity.unit {
        parameters[index] = Parameter(
          name: name, value: Fragment("\(value.text) \(unit.text)", path: value.source.path), original: old,
          given: value.text)
        return
      }
    }
    parameters[index] = Parameter(name: name, value: value, original: old)
  }

  /// The parameters as expressions, for formulas that name them; texts are left out.
  package var expressions: [String: Expression] {
    var result: [String: Expression] = [:]
    for parameter in parameters {
      if let quantity = Quantity(parsing: parameter.value.text) {
        result[parameter.name] =
          quantity.unit.map { Expression(.quantity(quantity.value, $0)) } ?? .number(quantity.value)
      } else {
        var (expression, diagnostics) = ExpressionParser.parse(parameter.value)
        // Those above it are known.
        expression = expression.replacingParameters(result, parameter.value, &diagnostics)
        if diagnostics.isEmpty, expression.symbols.allSatisfy({ $0 == "pi" }) { result[parameter.name] = expression }
      }
    }
    return result
  }
}
