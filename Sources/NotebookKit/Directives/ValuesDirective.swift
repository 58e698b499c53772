import Diagnostics
import Expressions

private enum Key {
  static let entries = Parameter(
    "values", .namedFormulas, "`name: formula` lines; a formula may use the names above it", required: true)
}

extension Directive {
  /// Names derived numbers for prose, tables and checks.
  static let values = Directive(
    "values", gives: .values, "names numbers made of results, for prose and tables", [Key.entries], restKey: "values"
  ) { arguments, planning in
    guard let formulas = arguments[Key.entries] else { return nil }
    if arguments.label == nil {
      planning.fail(
        "the values have no label to be asked by", at: arguments.location, hint: "write '```yaml {values #name}'")
    }
    var checked: [NamedFormula] = []
    var units: [String: Unit] = [:]
    for formula in formulas {
      let name = formula.name
      if ["pi", "params"].contains(name.text) {
        planning.fail("'\(name.text)' has a meaning of its own and cannot be redefined", at: name.location)
      }
      let found = planning.check(formula.formula, numbers: checked.map(\.name.text), units: units)
      if let found, !found.type.isNumeric {
        planning.fail("'\(name.text)' is not a number", at: formula.formula.location)
      }
      units[name.text] = found?.unit
      checked.append(NamedFormula(name: name, formula: found?.written ?? formula.formula))
    }
    let queries = formulas.map { formula in
      Query(formula.name.text, gives: .number, formula.formula.fragment.text).measured(in: units[formula.name.text])
    }
    return Planned(Facts(shape: Shape("a list of values", queries))) { [checked] inputs in
      var numbers: [(String, Double)] = []
      var (failures, remarks): ([Diagnostic], [Diagnostic]) = ([], [])
      var digits = ShownDigits()
      for formula in checked {
        do throws(EvaluationFailure) {
          let above = numbers
          func value(_ name: String) -> Value? {
            above.last { $0.0 == name }.map { .number($0.1) } ?? inputs.value(name)
          }
          let number = try formula.formula.expression.number(value)
          digits.remark(on: formula.formula, printed: number, nil, value).map { remarks.append($0) }
          numbers.append((formula.name.text, number))
          if let failure = formula.formula.failure(number, called: formula.name.text) { failures.append(failure) }
        } catch {
          failures.append(.error(error.message, at: formula.formula.fragment.location(error.range), hint: error.hint))
        }
      }
      var product = Product(NamedValues(values: numbers), failures: failures)
      product.warnings = remarks
      return product
    }
  }

}

struct NamedValues: Queryable {
  let values: [(name: String, value: Double)]

  init(values: [(String, Double)]) { self.values = values.map { (name: $0.0, value: $0.1) } }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    guard let found = values.first(where: { $0.name == query }) else {
      throw QueryFailure("there is no value '\(query)'")
    }
    return .number(found.value)
  }
}
