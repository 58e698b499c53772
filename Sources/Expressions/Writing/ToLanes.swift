package import Dynamics

extension StatePart {
  /// The part as a C function on vectors of lanes, `INLINE void name(struct lane_values v, const V *y, V *f) { ... }`, with the
  /// whole steps of it.
  ///
  /// The steps are those of ``c(named:)``: a lane gets the bits of the scalar function.
  /// - Parameter inputs: the places of values that a model's inputs set, which lanes hardly share.
  package func lanes(named name: String, inputs: Set<Int>) -> String {
    var lines = ["INLINE void \(name)(struct lane_values v, const V *y, V *f) {", "  (void)v;"]
    for (index, step) in steps.enumerated() { lines.append("  const V s\(index) = \(Self.lanes(step, inputs));") }
    for (index, output) in outputs.enumerated() { lines.append("  f[\(index)] = \(Self.lanes(output, inputs));") }
    let shape = [outputs.count, values.count].map { String($0) } + [Self.mask(inputs), Self.mask(divisors)]
    lines += ["}", "NOTEBOOK_LANE_STEPS(\(name), \(shape.joined(separator: ", ")))"]
    return lines.joined(separator: "\n")
  }

  /// The places of values that divide.
  private var divisors: Set<Int> {
    Set(
      steps.compactMap { step in
        guard step.operation == .divide, case .value(let index) = step.operands[1] else { return nil }
        return index
      })
  }

  private static func mask(_ places: Set<Int>) -> String {
    "0x" + String(places.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }, radix: 16)
  }

  private static func lanes(_ operand: Operand, _ inputs: Set<Int>) -> String {
    switch operand {
    case .state(let index): "y[\(index)]"
    case .value(let index): "\(inputs.contains(index) ? "own" : "value")(v, \(index))"
    case .step(let index): "s\(index)"
    }
  }

  private static func lanes(_ step: Step, _ inputs: Set<Int>) -> String {
    let x = step.operands.map { lanes($0, inputs) }
    switch step.operation {
    case .add: return "\(x[0]) + \(x[1])"
    case .subtract: return "\(x[0]) - \(x[1])"
    case .multiply: return "\(x[0]) * \(x[1])"
    case .negate: return "-\(x[0])"
    case .divide:
      guard case .value(let index) = step.operands[1] else { return "\(x[0]) / \(x[1])" }
      return "\(inputs.contains(index) ? "own_quotient" : "quotient")(\(x[0]), v, \(index))"
    default: return "lanes_\(step.operation)(\(x.joined(separator: ", ")))"
    }
  }
}
