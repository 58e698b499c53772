import Diagnostics
import Expressions
import Markup

extension Comparison {
  /// What is to be said of values at given times that another tolerance would turn into others. Where they stand beside a reference,
  /// the differences say it.
  func unheldDigits(_ inputs: Inputs) -> Diagnostic? {
    guard let times, against == nil else { return nil }
    for (label, facts) in zip(labels, facts) {
      guard let result = inputs.trajectory(label), let solve = result.solved, var held = HeldDigits(solve) else {
        continue
      }
      for time in times.sorted() {
        for name in components {
          guard let value = try? result.observed.value(name, at: time) else { continue }
          let unit = facts.timeUnit.map { " " + $0.text } ?? ""
          let shown = "\(name) of \(label) at \(Digits.shown(time, 6))\(unit)"
          let advice = held.advice(onValue: value, amidst: 0, shown: shown, NumberFormat(.fixed, digits)) {
            try? $0.value(name, at: time)
          }
          if let advice { return .warning(advice.message, at: location, hint: advice.hint) }
        }
      }
    }
    return nil
  }
}
