import Diagnostics
package import Expressions
import Formulas

extension WrittenValue {
  /// The formula between the braces.
  func written(names: Set<String>, _ diagnostics: inout [Diagnostic]) -> Written {
    Written(parsing: expression, names: names, &diagnostics)
  }
}

extension WrittenValue {
  /// Says why a value cannot be printed in a unit.
  fileprivate func refuse(
    _ unit: Unit, of formula: CheckedFormula, _ model: (String) -> ModelDefinition?, _ diagnostics: inout [Diagnostic]
  ) {
    if let own = formula.unitOfNamed {
      let formula = formula.written.expression
      if unit.measuresSame(as: own) || formula.isOnScale(model) && unit.temperature(of: 0, in: own) != nil { return }
      // A difference in degC reads as a temperature.
      if formula.isDifference(model), unit.text != "degC", unit.ofDifferences.measuresSame(as: own.ofDifferences) {
        return
      }
      diagnostics.append(
        .error(
          "'\(expression.text)' is in \(own.text), which is not converted to \(unit.text)", at: location,
          hint: unit.adviceApart(own)))
    } else {
      diagnostics.append(
        .error(
          "'\(expression.text)' has no unit to be converted to \(unit.text)", at: location,
          hint: "write the unit behind the braces, or leave out of the formula what converts"))
    }
  }
}

extension Expression {
  /// Whether it asks for one temperature of its scale.
  ///
  /// - Parameter model: that of a label: a named part of it may be a difference, as `D = T - Ta` is.
  func isOnScale(_ model: (String) -> ModelDefinition?) -> Bool { isOnScale && !asksForDifference(model) }

  /// Whether zeros of scales cancel in it.
  func isDifference(_ model: (String) -> ModelDefinition?) -> Bool {
    isDifference || isOnScale && asksForDifference(model)
  }

  private func asksForDifference(_ model: (String) -> ModelDefinition?) -> Bool {
    guard case .query(let base, let name, let arguments) = node, case .symbol(let label) = base.node else {
      return false
    }
    let asked = if case .symbol(let part)? = arguments?.first?.value.node { part } else { name }
    return model(label)?.namedExpressions[asked]?.isDifference ?? false
  }
}

extension Prose {
  /// All `{{ }}`: those of the text, and those inside formulas.
  var allValues: [WrittenValue] { values + formulas.flatMap { $0.values.map(\.value) } }

  /// Finds the mistakes in the `{{ }}` of the prose. What needs a result with a mistake of its own is left alone.
  func check(in scope: NotebookScope, facts: [String: Facts], _ diagnostics: inout [Diagnostic]) {
    let names = LabelNames.all(scope.labels)
    for value in allValues {
      var found: [Diagnostic] = []
      let written = value.written(names: names, &found)
      diagnostics += found.map(scope.namingOwner)
      if written.expression.hasHole { continue }
      if written.expression.symbols.contains(where: { scope.labels[$0] != nil && facts[$0] == nil }) { continue }
      guard let formula = scope.check(written, &diagnostics) else { continue }
      if let unit = value.unit { value.refuse(unit, of: formula, { facts[$0]?.model }, &diagnostics) }
      if case .object(let shape) = formula.type, !shape.isNumber {
        diagnostics.append(
          .error("'\(value.expression.text)' is \(shape.title), not a number or text", at: value.location))
      }
    }
    for formula in formulas { diagnostics += formula.typeset(values: []).diagnostics }
  }
}

/// The values of a prose, once results are there.
package struct FilledProse: Sendable {
  package let prose: Prose
  /// For each `{{ }}` of the text.
  package let values: [Value?]
  /// For each formula, the values inside.
  package let formulaValues: [[Value?]]

  init(_ prose: Prose, _ evaluate: (WrittenValue) -> Value?) {
    self.prose = prose
    values = prose.values.map(evaluate)
    formulaValues = prose.formulas.map { $0.values.map { evaluate($0.value) } }
  }
}
