import Dynamics
import Expressions
import Markup

/// The call that brings an interactive figure to life: the model's equations as JavaScript, and its numbers.
enum ExploreScript {
  /// What all interactive figures of a page share.
  static let library =
    Program.javaScriptPrelude + "\n"
    + [PackageResources.simulation_js, PackageResources.drawing_js, PackageResources.explore_js].map(PageScript.compact)
    .joined()

  static func call(_ explore: ExploreOutput, id: String) -> String {
    let problem = explore.problem
    var fields: [(String, String)] = [
      ("field", problem.field.javaScript), ("margins", problem.margins.javaScript),
      ("modes", problem.modes.values.javaScript), ("modeCount", "\(problem.layout.modes)"),
      ("holds", list(problem.modes.kinds.map { if case .hold(let event) = $0 { Double(event) } else { -1 } })),
      ("deadTimes", explore.model.deadTimes.javaScript),
      ("events", "[\(problem.events.map(event).joined(separator: ","))]"),
      ("methods", "[\(explore.methods.compactMap(method).joined(separator: ","))]"),
      ("parameters", list(problem.parameters)), ("initial", list(problem.initial)),
      ("step", number(explore.step)), ("window", number(explore.window)), ("speed", number(explore.speed)),
      ("second", number(explore.second)), ("height", number(explore.height)),
      ("traces", list(explore.model.states.indices.map(Double.init))),
      ("ranges", "[\(explore.ranges.map { list([$0.lowerBound, $0.upperBound]) }.joined(separator: ","))]"),
      ("titles", "[\(explore.model.states.map { string(title($0.name, $0.unit)) }.joined(separator: ","))]"),
      ("timeTitle", string(title("t", explore.model.timeUnit))), ("pulse", "\(explore.pulse ?? -1)"),
      ("followsState", "\(problem.dimension > 2 || problem.layout.modes > 0 || !problem.field[.time].isEmpty)"),
    ]
    if let begin = explore.model.beginnings(at: 0, changingWith: Set(explore.sliders.map(\.name))) {
      fields.append(("begin", begin.javaScript))
    }
    if let phase = explore.phase { fields += [("x", "\(phase.x)"), ("y", "\(phase.y)")] }
    return "explore(\(string(id)),{\(fields.map { "\($0.0):\($0.1)" }.joined(separator: ",\n"))});\n"
  }

  static func title(_ name: String, _ unit: Unit?) -> String { unit.map { "\(name) (\($0.symbol))" } ?? name }

  private static func event(_ event: Event) -> String {
    let targets = list(event.targets.map(Double.init))
    return
      "{targets:\(targets),jump:\(event.jump.javaScript),strict:\(event.isStrict),stops:\(event.isTerminal),resets:\(event.resetsCondition)}"
  }

  private static func method(_ method: Method) -> String? {
    guard let tableau = method.solver as? ExplicitRungeKutta else { return nil }
    let stages = tableau.stages.map(list).joined(separator: ",")
    return "{stages:[\(stages)],weights:\(list(tableau.weights)),divisor:\(number(tableau.divisor))}"
  }

  private static func list(_ values: [Double]) -> String { "[" + values.map(number).joined(separator: ",") + "]" }

  private static func number(_ value: Double) -> String { value.isFinite ? Digits.shortest(value) : "NaN" }

  /// A string that can end neither itself nor the script.
  static func string(_ text: String) -> String {
    "\""
      + text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "<": "\\u003c"
        case _ where scalar.value < 0x20: " "
        default: String(scalar)
        }
      }.joined() + "\""
  }
}
