package import Dynamics
import Markup

extension Program {
  /// The program as a JavaScript function of the time, the states, the modes and the parameters, which stores its results in
  /// `f`: `function(t, y, m, p, f) { ... }`.
  ///
  /// Each step is a line, in the machine's own order; only libm's last digits may differ.
  package var javaScript: String {
    var names: [UInt32: String] = [UInt32(layout.time): "t"]
    for index in 0..<layout.states { names[UInt32(index)] = "y[\(index)]" }
    for index in 0..<layout.modes { names[UInt32(layout.firstMode + index)] = "m[\(index)]" }
    for index in 0..<layout.parameters { names[UInt32(layout.firstParameter + index)] = "p[\(index)]" }
    for (index, constant) in constants.enumerated() {
      let text =
        constant.isFinite ? Digits.shortest(constant) : constant.isNaN ? "NaN" : constant > 0 ? "Infinity" : "-Infinity"
      names[UInt32(layout.firstConstant + index)] = constant < 0 ? "(\(text))" : text
    }
    var lines: [String] = []
    for section in sections {
      for step in section {
        let operands = step.operands.map { names[$0] ?? "NaN" }
        names[step.target] = "r\(step.target)"
        lines.append("const r\(step.target)=\(StepPrinter.javaScript.text(step.operation, operands));")
      }
    }
    for (index, output) in outputs.enumerated() { lines.append("f[\(index)]=\(names[output] ?? "NaN");") }
    return "function(t,y,m,p,f){" + lines.joined() + "}"
  }

  /// What the functions need beside JavaScript's own.
  package static let javaScriptPrelude = "const exprel=x=>x===0?1:Math.expm1(x)/x;"
}
