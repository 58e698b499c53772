import Diagnostics

/// What stands between `\begin` and `\end`: how its columns stand and what is around them.
struct Environment: Sendable {
  enum Columns: Sendable {
    case all(Column.Place)
    /// Right and left in turn, so that equations meet at their sign.
    case pairs
    /// As the author says in a second argument: `{lcr}`.
    case given
    /// No table at all: `equation`.
    case none

    func place(of number: Int) -> Column.Place {
      switch self {
      case .all(let place): place
      case .pairs: number.isMultiple(of: 2) ? .right : .left
      case .given, .none: .centre
      }
    }
  }

  let name: String
  let columns: Columns
  /// The class of the table.
  var table = ""
  var style = MathStyle.text
  var opening = ""
  var closing = ""
  /// The columns a row may have.
  var limit: Int?

  static let named: [String: Environment] = {
    var environments: [String: Environment] = [:]
    for environment in all { environments[environment.name] = environment }
    return environments
  }()

  /// The lines of `\substack`, which end with a brace.
  static let substack = Environment(
    name: "\\substack", columns: .all(.centre), table: "substack", style: .script, limit: 1)

  /// What an environment of unknown name is read as.
  static func unknown(_ name: String) -> Environment {
    Environment(name: name, columns: .all(.centre), table: "matrix")
  }

  /// What to write for an environment of LaTeX that is not here.
  static func hint(for name: String) -> String? {
    switch name.filter({ $0 != "*" }) {
    case "eqnarray", "alignat", "alignedat", "flalign": "write 'aligned'"
    case "multline": "write 'gathered'"
    case "tabular": "write 'array'"
    case "displaymath", "math", "document": "it is a formula already"
    default: Spelling.hint(name, among: named.keys.sorted())
    }
  }

  private static let all: [Environment] = [
    Environment(name: "matrix", columns: .all(.centre), table: "matrix"),
    Environment(name: "pmatrix", columns: .all(.centre), table: "matrix", opening: "(", closing: ")"),
    Environment(name: "bmatrix", columns: .all(.centre), table: "matrix", opening: "[", closing: "]"),
    Environment(name: "Bmatrix", columns: .all(.centre), table: "matrix", opening: "{", closing: "}"),
    Environment(name: "vmatrix", columns: .all(.centre), table: "matrix", opening: "|", closing: "|"),
    Environment(name: "Vmatrix", columns: .all(.centre), table: "matrix", opening: "‖", closing: "‖"),
    Environment(name: "smallmatrix", columns: .all(.centre), table: "matrix", style: .script),
    Environment(name: "array", columns: .given, table: "array"),
    Environment(name: "subarray", columns: .given, table: "substack", style: .script),
    Environment(name: "cases", columns: .all(.left), table: "cases", opening: "{", limit: 2),
    Environment(name: "dcases", columns: .all(.left), table: "cases", style: .display, opening: "{", limit: 2),
    Environment(name: "rcases", columns: .all(.left), table: "cases", closing: "}", limit: 2),
    Environment(name: "drcases", columns: .all(.left), table: "cases", style: .display, closing: "}", limit: 2),
    Environment(name: "aligned", columns: .pairs, table: "aligned", style: .display),
    Environment(name: "align", columns: .pairs, table: "aligned", style: .display),
    Environment(name: "align*", columns: .pairs, table: "aligned", style: .display),
    Environment(name: "split", columns: .pairs, table: "aligned", style: .display, limit: 2),
    Environment(name: "gathered", columns: .all(.centre), table: "gathered", style: .display, limit: 1),
    Environment(name: "gather", columns: .all(.centre), table: "gathered", style: .display, limit: 1),
    Environment(name: "gather*", columns: .all(.centre), table: "gathered", style: .display, limit: 1),
    Environment(name: "equation", columns: .none, style: .display),
    Environment(name: "equation*", columns: .none, style: .display),
  ]
}
