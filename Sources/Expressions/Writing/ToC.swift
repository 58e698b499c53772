package import Dynamics

extension StatePart {
  /// The part as a C function: `static inline void name(const double *v, const double *y, double *f) { ... }`.
  ///
  /// Each step is a line, in the machine's own order; with contraction off it gives the machine's bits.
  package func c(named name: String) -> String {
    let printer = StepPrinter.c
    var lines = ["static inline void \(name)(const double *v, const double *y, double *f) {"]
    for (index, step) in steps.enumerated() { lines.append("  const double s\(index) = \(printer.text(step));") }
    for (index, output) in outputs.enumerated() { lines.append("  f[\(index)] = \(printer.text(output));") }
    return (lines + ["}"]).joined(separator: "\n")
  }
}

/// Steps as expressions of another language.
struct StepPrinter {
  /// The names of functions.
  let names: [Operation: String]

  static let c = StepPrinter(names: [
    .power: "pow", .squareRoot: "sqrt", .exp: "exp", .expm1: "expm1", .exprel: "exprel", .log: "log", .log10: "log10",
    .sin: "sin",
    .cos: "cos", .tan: "tan", .asin: "asin", .acos: "acos", .atan: "atan", .sinh: "sinh", .cosh: "cosh", .tanh: "tanh",
    .abs: "fabs",
    .floor: "floor", .ceil: "ceil",
  ])

  static let javaScript = StepPrinter(names: [
    .power: "Math.pow", .squareRoot: "Math.sqrt", .exp: "Math.exp", .expm1: "Math.expm1", .exprel: "exprel",
    .log: "Math.log",
    .log10: "Math.log10", .sin: "Math.sin", .cos: "Math.cos", .tan: "Math.tan", .asin: "Math.asin", .acos: "Math.acos",
    .atan: "Math.atan",
    .sinh: "Math.sinh", .cosh: "Math.cosh", .tanh: "Math.tanh", .abs: "Math.abs", .floor: "Math.floor",
    .ceil: "Math.ceil",
  ])

  func text(_ operand: StatePart.Operand) -> String {
    switch operand {
    case .state(let index): "y[\(index)]"
    case .value(let index): "v[\(index)]"
    case .step(let index): "s\(index)"
    }
  }

  func text(_ step: StatePart.Step) -> String { text(step.operation, step.operands.map(text)) }

  func text(_ operation: Operation, _ x: [String]) -> String {
    if let name = names[operation] { return "\(name)(\(x.joined(separator: ", ")))" }
    switch operation {
    case .add: return "\(x[0]) + \(x[1])"
    case .subtract: return "\(x[0]) - \(x[1])"
    case .multiply: return "\(x[0]) * \(x[1])"
    case .divide: return "\(x[0]) / \(x[1])"
    case .negate: return "-\(x[0])"
    case .sign: return "\(x[0]) > 0 ? 1 : \(x[0]) < 0 ? -1 : \(x[0])"
    case .round: return text(.floor, ["\(x[0]) + 0.5"])
    case .minimum: return "\(x[1]) < \(x[0]) ? \(x[1]) : \(x[0])"
    case .maximum: return "\(x[1]) > \(x[0]) ? \(x[1]) : \(x[0])"
    case .modulo: return "\(x[0]) - \(x[1]) * \(text(.floor, ["\(x[0]) / \(x[1])"]))"
    case .less: return "\(x[0]) < \(x[1]) ? 1 : 0"
    case .lessOrEqual: return "\(x[0]) <= \(x[1]) ? 1 : 0"
    case .greater: return "\(x[0]) > \(x[1]) ? 1 : 0"
    case .greaterOrEqual: return "\(x[0]) >= \(x[1]) ? 1 : 0"
    case .equal: return "\(x[0]) == \(x[1]) ? 1 : 0"
    case .notEqual: return "\(x[0]) != \(x[1]) ? 1 : 0"
    case .and: return "\(x[0]) != 0 && \(x[1]) != 0 ? 1 : 0"
    case .or: return "\(x[0]) != 0 || \(x[1]) != 0 ? 1 : 0"
    case .not: return "\(x[0]) == 0 ? 1 : 0"
    default: return "\(x[0]) != 0 ? \(x[1]) : \(x[2])"
    }
  }
}
