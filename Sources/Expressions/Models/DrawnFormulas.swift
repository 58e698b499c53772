package import Diagnostics
package import Dynamics

/// Puts formulas with random draws together into values of neurons or synapses.
///
/// `uniform(a, b)` is a + (b − a) u, and `normal(m, s)` is m + s z, each call with a draw u or z of its own.
package struct DrawnFormulas {
  private var draws: [DrawnValues.Draw] = []
  private var definitions: [String: Expression] = [:]

  package init() {}

  /// Gives a name a formula that later ones may use.
  package mutating func define(_ name: String, _ expression: Expression) {
    definitions[name] = replacingDraws(expression, name)
  }

  private mutating func replacingDraws(_ expression: Expression, _ name: String) -> Expression {
    var count = 0
    return replacingDraws(expression, name, &count)
  }

  private mutating func replacingDraws(_ expression: Expression, _ name: String, _ count: inout Int) -> Expression {
    var children: [Expression] = []
    for child in expression.children { children.append(replacingDraws(child, name, &count)) }
    var rest = children
    let inner = expression.mapChildren { _ in rest.removeFirst() }
    guard case .function(let function, _) = inner.node, function.isDraw, children.count == 2 else { return inner }
    count += 1
    let isUniform = function == .uniform
    draws.append(
      DrawnValues.Draw(name: count == 1 ? name : "\(name) \(count)", distribution: isUniform ? .uniform : .normal))
    let draw = Expression.symbol(Self.symbol(draws.count - 1))
    return children[0] + (isUniform ? children[1] - children[0] : children[1]) * draw
  }

  /// A name that no author can write.
  private static func symbol(_ index: Int) -> String { "draw \(index)" }

  /// A name that is defined by itself.
  package var circle: String? {
    var state: [String: Int] = [:]
    func visit(_ name: String) -> String? {
      if state[name] == 1 { return name }
      guard state[name] == nil, let definition = definitions[name] else { return nil }
      state[name] = 1
      for symbol in definition.symbols { if let found = visit(symbol) { return found } }
      state[name] = 2
      return nil
    }
    return definitions.keys.sorted().lazy.compactMap(visit).first
  }

  /// The values of the names given. There is no circle in the formulas.
  package func values(of names: [String]) -> DrawnValues {
    let layout = Program.Layout(states: 0, modes: 0, parameters: draws.count)
    let registers = draws.indices.map { (Self.symbol($0), UInt32(layout.firstParameter + $0)) }
    let program = ProgramBuilder.program(
      names.map { .symbol($0) }, layout: layout, names: Dictionary(registers) { first, _ in first },
      definitions: definitions)
    return DrawnValues(draws: draws, program: program)
  }
}

extension DrawnValues {
  /// A number without any draw.
  package init(_ number: Double) {
    var formulas = DrawnFormulas()
    formulas.define("value", .number(number))
    self = formulas.values(of: ["value"])
  }

  /// The values where every draw is in the middle of its distribution.
  package var middle: [Double] { values { $0 == .uniform ? 0.5 : 0 } }

  /// The greatest value where the draws are at the ends of their distributions, normal ones at 9 deviations.
  package var greatest: Double {
    let corners = draws.count <= 10 ? 1 << draws.count : 2
    return (0..<corners).map { corner -> Double in
      var index = 0
      let values = values { distribution in
        defer { index += 1 }
        let isHigh = draws.count <= 10 ? corner >> index & 1 == 1 : corner == 1
        return distribution == .uniform ? (isHigh ? 1 : 0) : (isHigh ? 9 : -9)
      }
      return values.max() ?? 0
    }.max() ?? 0
  }

  private func values(_ draw: (Distribution) -> Double) -> [Double] {
    Machine(program, parameters: draws.map { draw($0.distribution) }).results(0, [])
  }
}

/// A formula over random draws and numbers, in a unit, such as a weight.
package struct DrawnQuantity: Sendable {
  package let values: DrawnValues
  /// The formula in plain numbers.
  package let text: String

  /// Whether nothing is drawn.
  package var isConstant: Bool { values.draws.isEmpty }

  package init(_ number: Double) {
    values = DrawnValues(number)
    text = Expression.number(number).text
  }

  /// - Parameter what: what it is, as messages call it.
  package init?(
    reading fragment: Fragment, _ what: String, in unit: Unit?, parameters: [String: Expression],
    _ diagnostics: inout [Diagnostic]
  ) {
    var found: [Diagnostic] = []
    let written = Written(parsing: fragment, parameters: parameters, mayDraw: true, &found)
    if !written.expression.hasHole { _ = written.expression.check(in: DrawScope(names: []), fragment, &found) }
    guard !found.hasErrors, let expression = written.resolved(for: what, in: unit, [:], &found) else {
      diagnostics += found
      return nil
    }
    var formulas = DrawnFormulas()
    formulas.define("value", expression)
    values = formulas.values(of: ["value"])
    text = expression.text
    guard values.middle.allSatisfy(\.isFinite) else {
      diagnostics.append(.error("\(what) is not a finite number", at: written.location))
      return nil
    }
  }
}

/// The names that a formula with draws may use.
struct DrawScope: Scope {
  let names: [String]
  var kindOfName: String { "name" }
  func type(of name: String) -> ValueType? { names.contains(name) ? .number : nil }
  var generalHint: String? { "a draw is 'uniform(low, high)' or 'normal(mean, deviation)'" }
}

extension Written {
  /// The formula in plain numbers of a unit; nothing, and a message, where it measures something else.
  func resolved(
    for what: String, in unit: Unit?, _ measures: [String: UnitChecker.Measure], _ diagnostics: inout [Diagnostic]
  ) -> Expression? {
    var checker = UnitChecker(fragment) { measures[$0] ?? .unknown }
    let (expression, measure) = checker.resolve(self.expression, for: what, in: unit)
    diagnostics += checker.diagnostics
    if let given = measure.unit, unit == nil, given != .one {
      diagnostics.append(
        .error(
          "\(what) has no unit, and '\(fragment.text)' is in \(given.name)", at: location,
          hint: "write the number alone"))
      return nil
    }
    return checker.diagnostics.hasErrors ? nil : expression
  }
}
