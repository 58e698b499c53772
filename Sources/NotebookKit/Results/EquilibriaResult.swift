import Dynamics
import Expressions
import Markup

/// Where a model stands still, and how it moves near by: a table, and what formulas may ask of its rows.
struct EquilibriaResult: Queryable {
  let found: [Equilibrium]
  let states: [TrajectoryFacts.Component]

  static func shape(_ states: [TrajectoryFacts.Component]) -> Shape {
    Shape(
      "a list of equilibria",
      states.map {
        Query($0.name, [.number], gives: .number, "\($0.name) at the first, second, ... equilibrium").measured(
          in: $0.unit)
      } + [
        Query("count", gives: .number, "how many equilibria were found"),
        Query("stable", [.number], gives: .boolean, "whether that equilibrium is stable"),
        Query("kind", [.number], gives: .text, "what it is: stable node, saddle, ..."),
        Query("real", [.number], gives: .number, "the largest real part of its eigenvalues, per unit of time"),
        Query("imaginary", [.number], gives: .number, "the imaginary part of that eigenvalue, 0 for a real one"),
      ])
  }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if query == "count", arguments.isEmpty { return .number(Double(found.count)) }
    let row = try Self.row(arguments, of: found.count, "equilibria")
    if let index = states.firstIndex(where: { $0.name == query }) { return .number(found[row].state[index]) }
    switch query {
    case "stable": return .boolean(found[row].isStable)
    case "kind": return .text(found[row].kind.rawValue)
    case "real": return .number(found[row].eigenvalues.first?.real ?? .nan)
    case "imaginary": return .number(abs(found[row].eigenvalues.first?.imaginary ?? .nan))
    default: throw QueryFailure("equilibria have no '\(query)'")
    }
  }

  /// The row that is asked for, which authors count from 1.
  static func row(_ arguments: [QueryArgument], of count: Int, _ what: String) throws(QueryFailure) -> Int {
    guard let number = arguments.first?.value.number, number >= 1, number == number.rounded(), number <= Double(count)
    else {
      throw QueryFailure(
        "there are \(count) \(what)",
        hint: count == 0 ? nil : "they are counted from 1 in the order of the table: 1 to \(count)")
    }
    return Int(number) - 1
  }

  func table(digits: Int, rate: String?) -> Table {
    let format = NumberFormat(.general, digits)
    let heads =
      [Table.Column("no.")] + states.map(Self.head)
      + [
        Table.Column("kind", isNumeric: false),
        Table.Column("eigenvalues", title: .text("eigenvalues"), unit: rate, isNumeric: false),
      ]
    let rows = found.enumerated().map { place, equilibrium -> [Table.Cell] in
      [.number(Double(place + 1), NumberFormat(.whole, 0))] + equilibrium.state.map { .number($0, format) }
        + [.text(equilibrium.kind.rawValue), .text(Self.text(equilibrium.eigenvalues, format))]
    }
    return Table(columns: heads, rows: rows)
  }

  static func head(_ state: TrajectoryFacts.Component) -> Table.Column {
    Table.Column(state.name, title: .tag("i", [:], .text(MathWriter().text(state.name))), unit: state.unit?.text)
  }

  /// `−1.5, 0.2 ± 3.1 i`: a pair of conjugates is one.
  private static func text(_ eigenvalues: [Eigenvalue], _ format: NumberFormat) -> String {
    let size = eigenvalues.map { max(abs($0.real), abs($0.imaginary)) }.max() ?? 0
    // What is rounding beside the others is nothing.
    func shown(_ value: Double) -> String { Digits.typeset(format.text(abs(value) <= 1e-10 * size ? 0 : value)) }
    return eigenvalues.filter { $0.imaginary >= 0 }.map { value in
      guard value.imaginary > 1e-10 * size else { return shown(value.real) }
      let real = abs(value.real) <= 1e-10 * size ? "" : shown(value.real) + "\u{a0}"
      return "\(real)±\u{a0}\(shown(value.imaginary))\u{a0}i"
    }.joined(separator: ", ")
  }
}
