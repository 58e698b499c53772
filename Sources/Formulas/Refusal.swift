/// Commands of LaTeX that this notebook understands and does not follow, and what to do instead.
struct Refusal: Sendable {
  let hint: String
  /// The arguments that go with the command and mean nothing without it.
  let arguments: Int
  /// Whether it begins the definition of a macro, whose name is no mistake after that.
  var definesMacro = false

  static let named: [String: Refusal] = {
    var refusals: [String: Refusal] = [:]
    for (names, refusal) in all {
      for name in names.split(separator: " ") { refusals[String(name)] = refusal }
    }
    return refusals
  }()

  private static let all: [(String, Refusal)] = [
    (
      "color textcolor colorbox fcolorbox",
      Refusal(hint: "a formula has the colour of the text around it", arguments: 1)
    ),
    ("tag tag*", Refusal(hint: "equation numbers come from the label of the equation", arguments: 1)),
    ("label", Refusal(hint: "the label stands outside the formula", arguments: 1)),
    ("ref eqref cite", Refusal(hint: "references stand in the text around the formula", arguments: 1)),
    (
      "newcommand renewcommand providecommand def let DeclareMathOperator",
      Refusal(hint: "macros are not supported: write the formula out", arguments: 2, definesMacro: true)
    ),
    ("over above", Refusal(hint: "write '\\frac{…}{…}'", arguments: 0)),
    ("atop choose", Refusal(hint: "write '\\binom{…}{…}'", arguments: 0)),
    ("kern mkern hskip mskip hfill", Refusal(hint: "write '\\hspace{…}'", arguments: 0)),
    ("newline", Refusal(hint: "write '\\\\' in an environment such as 'aligned'", arguments: 0)),
    ("( ) [ ]", Refusal(hint: "it is a formula already", arguments: 0)),
    ("require usepackage", Refusal(hint: "there are no packages", arguments: 1)),
    ("href", Refusal(hint: "links stand in the text around the formula", arguments: 1)),
    ("footnote", Refusal(hint: "notes stand in the text around the formula", arguments: 1)),
    ("cline", Refusal(hint: "write '\\hline'", arguments: 1)),
    (
      "tiny small normalsize large Large LARGE huge Huge",
      Refusal(hint: "a formula has the size of the text around it", arguments: 0)
    ),
  ]

  /// What to write for a macro that many people define and TeX does not have.
  static func spelledOut(_ name: String) -> String? {
    switch name {
    case "N", "Z", "Q", "R", "C", "E": "\\mathbb{\(name)}"
    case "d", "e": "\\mathrm{\(name)}"
    case "eps": "\\varepsilon"
    case "T": "^{\\top}"
    case "abs": "\\lvert … \\rvert"
    case "norm": "\\lVert … \\rVert"
    case "dv": "\\frac{d…}{d…}"
    case "pdv": "\\frac{\\partial …}{\\partial …}"
    default: functions.contains(name) ? "\\operatorname{\(name)}" : nil
    }
  }

  /// Names of functions that TeX does not have, as people expect it to.
  private static let functions: Set<String> = [
    "sech", "csch", "arccot", "arsinh", "arcosh", "artanh", "sgn", "sign", "tr", "Tr", "trace", "diag", "rank", "span",
    "erf", "erfc", "softmax", "relu", "ReLU", "sigmoid", "Var", "Cov", "Corr", "divergence", "grad", "curl", "rot",
    "supp", "lcm", "conv", "dist", "sinc",
  ]
}
