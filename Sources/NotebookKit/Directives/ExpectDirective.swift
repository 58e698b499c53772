import Diagnostics
import Expressions
import Markup

private enum Key {
  static let that = Parameter(
    "that", .expectations,
    "conditions: `- euler.spikes.count == 6`, `- euler.v(250) == -54.48 within 5e-3`, `- {that: ..., hint: ...}`",
    required: true)
}

extension Directive {
  /// Checks that fail the run where they do not hold.
  static let expect = Directive(
    "expect", gives: .check, "checks conditions over results; one that does not hold fails the run", [Key.that],
    listKey: "that"
  ) { arguments, planning in
    guard let expectations = arguments[Key.that] else { return nil }
    var checked: [Expectation] = []
    for expectation in expectations {
      guard let formula = planning.check(expectation.condition) else { continue }
      checked.append(Expectation(condition: formula.written, hint: expectation.hint))
      if case .boolean = formula.type { continue }
      planning.fail(
        "this is \(formula.type.name), not a condition", at: expectation.condition.location,
        hint: "compare it: '== 6', '< 1e-3' or '== 0.5 within 1e-3'")
    }
    return Planned { [checked] inputs in
      var failures: [Diagnostic] = []
      var held: [String] = []
      for expectation in checked {
        do throws(EvaluationFailure) {
          let holds = try expectation.condition.expression.number(inputs.value) != 0
          if let side = expectation.condition.expression.sideWithoutNumber(inputs.value) {
            failures.append(notANumber(side, expectation, inputs))
          } else if holds {
            held.append(expectation.condition.fragment.text)
          } else {
            failures.append(failure(expectation, inputs))
          }
        } catch {
          failures.append(
            .error(
              error.message, at: expectation.condition.fragment.location(error.range),
              hint: error.hint ?? expectation.hint))
        }
      }
      return Product(nil, held.isEmpty ? [] : [.checks(held)], failures: failures)
    }
  }

  private static func notANumber(_ side: Expression, _ expectation: Expectation, _ inputs: Inputs) -> Diagnostic {
    let place = expectation.condition.fragment.location(side.range)
    return (try? side.number(inputs.value)).map { $0 < 0 } == true
      ? .error("a tolerance cannot be negative", at: place, hint: expectation.hint)
      : .error(
        "'\(side.text)' is not a number here", at: place, hint: expectation.hint ?? "nothing can be compared with it")
  }

  /// What was expected, and what both sides are.
  private static func failure(_ expectation: Expectation, _ inputs: Inputs) -> Diagnostic {
    let written = expectation.condition
    var sides: [String] = []
    func describe(_ expression: Expression) -> String? {
      let found = try? expression.evaluate(inputs.value)
      if case .text(let text)? = found { return "\(expression.text) is \(text)" }
      if case .boolean? = found { return nil }
      guard let value = found?.number else { return nil }
      if case .number = expression.node { return nil }
      return "\(expression.text) is \(Digits.compact(value, 12))"
    }
    switch written.expression.node {
    case .binary(_, let a, let b): sides = [a, b].compactMap(describe)
    case .within(let a, let b, _):
      sides = [a, b].compactMap(describe)
      if let x = try? a.number(inputs.value), let y = try? b.number(inputs.value) {
        sides.append("they differ by \(Digits.compact(abs(x - y), 3))")
      }
    default: break
    }
    let message =
      "does not hold: \(written.fragment.text)" + (sides.isEmpty ? "" : " (\(sides.joined(separator: ", ")))")
    return .error(message, at: written.location, hint: expectation.hint)
  }
}
