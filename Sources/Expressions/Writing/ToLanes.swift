package import Dynamics

extension StatePart {
  /// The part as a C function on vectors of lanes: `INLINE void name(const V *v, const V *r, const V *y, V *f) { ... }`, with
  /// the reciprocals of the values in `r`.
  ///
  /// The steps are those of ``c(named:)``: a lane gets the bits of the scalar function.
  package func lanes(named name: String) -> String {
    var lines = ["INLINE void \(name)(const V *v, const V *r, const V *y, V *f) {", "  (void)v, (void)r;"]
    for (index, step) in steps.enumerated() { lines.append("  const V s\(index) = \(Self.lanes(step));") }
    for (index, output) in outputs.enumerated() { lines.append("  f[\(index)] = \(Self.lanes(output));") }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private static func lanes(_ operand: Operand, in table: String = "v") -> String {
    switch operand {
    case .state(let index): "y[\(index)]"
    case .value(let index): "\(table)[\(index) * vectors]"
    case .step(let index): "s\(index)"
    }
  }

  private static func lanes(_ step: Step) -> String {
    let x = step.operands.map { lanes($0) }
    switch step.operation {
    case .add: return "\(x[0]) + \(x[1])"
    case .subtract: return "\(x[0]) - \(x[1])"
    case .multiply: return "\(x[0]) * \(x[1])"
    case .negate: return "-\(x[0])"
    case .divide:
      guard case .value = step.operands[1] else { return "\(x[0]) / \(x[1])" }
      return "lanes_divided(\(x[0]), \(x[1]), \(lanes(step.operands[1], in: "r")))"
    default: return "lanes_\(step.operation)(\(x.joined(separator: ", ")))"
    }
  }
}
