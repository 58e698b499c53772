package import Expressions
package import Markup

extension MathWriter {
  /// A name as a table has it, set as the model's card sets it: *v*, τ, I₀, and w(0) for where a state begins.
  package func heading(_ name: String) -> Markup {
    if name.count == 1 { return .tag("i", [:], .text(name)) }
    guard name.hasSuffix("(0)") else { return .tag("math", [:], self.name(name)) }
    return .group([heading(String(name.dropLast(3))), .text("(0)")])
  }
}

extension TrajectoryFacts {
  /// As the model's card writes its names.
  var writer: MathWriter { MathWriter(states: components.map(\.name)) }
}
