import Diagnostics
import Dynamics
import Expressions

/// Whether the values that a page shows have digits: states that are below their absolute tolerance have none, nor has
/// what errors grow in.
struct ShownDigits {
  /// By the label of a solve; a second solve serves all its values.
  private var known: [String: LostDigits?] = [:]
  private var held: [String: HeldDigits?] = [:]

  /// What is to be said of a value.
  mutating func remark(
    on written: Written, printed number: Double?, _ format: NumberFormat?, _ value: (String) -> Value?
  ) -> Diagnostic? {
    // What is printed as 0.000 is right in all of its digits.
    if let number, let format, !format.text(number).contains(where: { "123456789".contains($0) }) { return nil }
    for factor in written.expression.factors {
      guard let label = factor.symbols.first, let asked = try? factor.asked(value),
        let result = asked.object as? any TrajectoryResult, let solve = result.solved,
        let (state, time) = Self.look(asked.name, asked.arguments, result), let shown = try? factor.number(value)
      else { continue }
      var digits = known[label] ?? LostDigits(solve)
      defer { known[label] = digits }
      if let advice = digits?.advice(onValue: shown, of: state, at: time, shown: factor.text) {
        return .warning(advice.message, at: written.fragment.location(factor.range), hint: advice.hint)
      }
    }
    return unheld(written, number, format, value)
  }

  /// What is to be said where the formula has another value for tighter solves.
  private mutating func unheld(
    _ written: Written, _ number: Double?, _ format: NumberFormat?, _ value: (String) -> Value?
  ) -> Diagnostic? {
    guard number != nil, !written.expression.asksForWork, let shown = try? written.expression.number(value) else {
      return nil
    }
    // How far two solves are apart goes with their tolerances.
    let labels = Set(written.expression.symbols).filter { if case .object? = value($0) { true } else { false } }
    guard labels.count == 1, let label = labels.first, case .object(let object)? = value(label),
      let solve = (object as? any TrajectoryResult)?.solved
    else { return nil }
    var digits = held[label] ?? HeldDigits(solve)
    defer { held[label] = digits }
    let advice = digits?.advice(
      onValue: shown, amidst: written.expression.greatestTerm(value), shown: written.expression.text, format
    ) { other in
      try? written.expression.number { $0 == label ? .object(other) : value($0) }
    }
    return advice.map {
      .warning($0.message, at: written.fragment.location(written.expression.range), hint: $0.hint)
    }
  }

  /// Which state is asked for, and at what time.
  private static func look(_ query: String, _ arguments: [QueryArgument], _ result: any TrajectoryResult) -> (
    state: String, time: Double
  )? {
    let name = result.index(of: query) != nil ? query : arguments.first?.asName
    guard let name, result.index(of: name) != nil else { return nil }
    let time: Double? =
      switch query {
      case name: try? arguments.first?.number(in: result.facts.timeUnit)
      case "final": result.solution.trajectory.times.last
      case "min": try? StateCurve(result, name).extreme(sign: -1).time
      case "max": try? StateCurve(result, name).extreme(sign: 1).time
      default: nil
      }
    return time.map { (name, $0) }
  }
}

extension Expression {
  /// Whether it asks for what a solve cost, or how far it is from another: these go with its tolerance.
  fileprivate var asksForWork: Bool {
    contains { part in
      guard case .query(_, let name, _) = part.node else { return false }
      // When a flat curve is greatest is as good as open.
      return ["peak-to-peak", "time-of-max", "time-of-min"].contains(name)
        || Measure.catalogue.contains { $0.name == name && ($0.isCost || $0.subject.compares) }
    }
  }

  /// The greatest number that is added or taken away in it.
  fileprivate func greatestTerm(_ value: (String) -> Value?) -> Double {
    switch node {
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      max(a.greatestTerm(value), b.greatestTerm(value))
    case .negation(let x): x.greatestTerm(value)
    case .function(_, let arguments) where arguments.count == 1: arguments[0].greatestTerm(value)
    default: abs((try? number(value)) ?? 0)
    }
  }

  /// What it is a product, a quotient or a function of, so that an error of one in part is one of the whole; in sums a small one is
  /// lost beside others.
  fileprivate var factors: [Expression] {
    switch node {
    case .query: [self]
    case .negation(let x): x.factors
    case .binary(.multiply, let a, let b), .binary(.divide, let a, let b), .binary(.power, let a, let b):
      a.factors + b.factors
    case .function(_, let arguments) where arguments.count == 1: arguments[0].factors
    default: []
    }
  }
}
