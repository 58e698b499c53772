import Diagnostics

/// What people write in other languages and in textbooks, and what to write here.
enum ForeignHabits {
  /// What functions that go by other names there are called here.
  static let functions = [
    "ln": "the natural logarithm is 'log'", "heaviside": "write a condition: (t >= 100) is 1 or 0",
    "Heaviside": "write a condition: (t >= 100) is 1 or 0", "H": "write a condition: (t >= 100) is 1 or 0",
    "arcsin": "write 'asin'", "arccos": "write 'acos'", "arctan": "write 'atan'",
    "atan2": "for atan2(y, x) write '2*atan(y/(x + sqrt(x^2 + y^2)))', which is right but on the negative x axis",
    "where": "write 'if(condition, a, b)'", "sgn": "write 'sign'", "signum": "write 'sign'",
    "int": "a comparison is 1 or 0 by itself: (v < 10)", "fabs": "write 'abs'", "pow": "write a^b",
    "piecewise": "write 'if(condition, a, b)'",
    "delay": noDelays, "lag": noDelays, "history": noDelays,
  ]

  private static let noDelays = "there are no delays: an equation knows the present state alone"

  private static let draws: Set<String> = ["random", "rand", "randn", "rnd", "gauss", "gaussian", "randint"]
  private static let ranges: Set<String> = ["range", "arange", "linspace"]
  private static let modules: Set<String> = ["math", "Math", "np", "numpy", "scipy", "sp", "torch", "jnp"]

  /// What to do about a function of another language.
  ///
  /// - Parameter call: the call as it is written, with its arguments.
  static func function(_ name: String, _ call: String, mayDraw: Bool) -> String? {
    if draws.contains(name) {
      return mayDraw
        ? "write uniform(low, high) or normal(mean, deviation)"
        : "equations have no random numbers: there is 'noise' in a 'network', and for samples of a result in 'data'"
    }
    if ranges.contains(name) {
      let parts = call.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ",").map {
        $0.drop { $0 == " " }
      }
      guard parts.count == 3 else { return "write '0 to 2 by 0.5'" }
      var step = String(parts[2])
      if name == "linspace", let first = Double(parts[0]), let last = Double(parts[1]), let count = Double(step),
        count > 1
      {
        step = Expression.number((last - first) / (count - 1)).text
      }
      return "write '\(parts[0]) to \(parts[1]) by \(step)'"
    }
    if let known = functions[name] { return known }
    // x(t), and x(t - tau).
    let argument = call.drop { $0 != "(" }.dropFirst().dropLast().filter { $0 != " " }
    if argument == "t" { return "a state stands without its time: write '\(name)'" }
    return argument.hasPrefix("t-") || argument.hasPrefix("t+") ? noDelays : nil
  }

  /// `np.cos(x)`: the function without the module it stands in, or nothing where it is none.
  static func inModule(_ module: String, _ name: String, _ arguments: [Expression.Argument]?) -> String? {
    guard modules.contains(module) else { return nil }
    guard let arguments else { return name == "pi" ? "write pi" : name == "e" ? "write exp(1)" : nil }
    if let function = Function(rawValue: name) {
      return "write \(function.rawValue)(\(arguments.map(\.value.text).joined(separator: ", ")))"
    }
    return self.function(name, "", mayDraw: false)
  }

  /// For a derivative where its value is wanted.
  static func derivative(_ text: String = "dx/dt") -> String {
    "give it a name of its own: 'f = ...' and '\(text) = f', and write f where it is wanted"
  }

  /// For names that are something in other languages and nothing here.
  static func name(_ name: String) -> String? {
    if Function(rawValue: name) != nil { return "'\(name)' is a function: write \(name)(...)" }
    if name == "e" { return "write exp(x) for e^x; a number of that name is given under 'parameters'" }
    if name == "xi" { return "equations have no random numbers: there is 'noise' in a 'network'" }
    return modules.contains(name) ? "functions stand alone: write cos(x)" : nil
  }

  /// For a truth value where there are only numbers.
  static func truth(_ name: String) -> String {
    "write a comparison such as (t >= 100), or \(name == "true" ? 1 : 0)"
  }
}
