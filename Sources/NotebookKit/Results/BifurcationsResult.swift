import Dynamics
import Expressions
import Markup

/// The points at which the stability of equilibria, and of cycles, changes with a parameter, in the order of its values.
struct BifurcationsResult: Queryable {
  struct Point {
    let kind: String
    let parameter: Double
    /// Of each state its value at an equilibrium, or how far it goes on a cycle.
    let extent: [ClosedRange<Double>]
    /// Of the cycle there, or of the one that is born; infinite where it grows beyond bounds.
    var period: Double?
    var isCycle = false
    /// Of a Hopf point, whether the cycles that are born attract what the equilibrium repels.
    var isSupercritical: Bool?
  }

  let found: [Point]
  let parameter: TrajectoryFacts.Component
  let states: [TrajectoryFacts.Component]
  /// The unit of time, where the list has cycles as well.
  var cycles: CycleColumn?

  struct CycleColumn { let unit: Unit? }

  private static let kinds: [(query: String, kind: String)] = [
    ("fold", Continuation.Bifurcation.Kind.fold), ("hopf", .hopf), ("branch", .branchPoint),
  ].map { ($0, $1.rawValue) }

  private static let cycleKinds: [(query: String, kind: String)] =
    [
      ("cycle-fold", CycleBifurcation.Kind.fold), ("period-doubling", .periodDoubling), ("torus", .torus),
      ("cycle-branch", .branchPoint),
    ].map { ($0, $1.rawValue) } + [("long-period", CycleEnd.longPeriodName), ("snic", CycleEnd.saddleNodeName)]

  /// Names of queries that have a hyphen.
  static var hyphenated: Set<String> { Set(cycleKinds.map(\.query).filter { $0.contains("-") }) }

  static func shape(
    _ parameter: TrajectoryFacts.Component, _ states: [TrajectoryFacts.Component], cycles: CycleColumn?
  ) -> Shape {
    let kinds = Self.kinds + (cycles == nil ? [] : cycleKinds)
    let period = cycles.map {
      [
        Query("period", [.number], gives: .number, "the period of the cycle of that row").measured(in: $0.unit),
        Query("supercritical", [.number], gives: .boolean, "whether the Hopf point of that row is supercritical"),
      ]
    }
    return Shape(
      "a list of bifurcations",
      ([parameter] + states).map {
        Query($0.name, [.number], gives: .number, "\($0.name) at the point of that row").measured(in: $0.unit)
      }
        + kinds.map {
          Query($0.query, [.number], gives: .number, "\(parameter.name) at the first, second, ... \($0.kind)")
            .measured(in: parameter.unit)
        } + (period ?? []) + [
          Query("count", gives: .number, "how many points were found"),
          Query("kind", [.number], gives: .text, "what the point of that row is: fold, Hopf, branch point"),
        ])
  }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if query == "count", arguments.isEmpty { return .number(Double(found.count)) }
    if let kind = (Self.kinds + Self.cycleKinds).first(where: { $0.query == query })?.kind {
      let those = found.filter { $0.kind == kind || $0.kind.hasSuffix(" \(kind)") }
      let row = try EquilibriaResult.row(arguments, of: those.count, "points of this kind (\(kind)) in the range")
      return .number(those[row].parameter)
    }
    let row = try EquilibriaResult.row(arguments, of: found.count, "points")
    let point = found[row]
    if query == parameter.name { return .number(point.parameter) }
    if let index = states.firstIndex(where: { $0.name == query }) {
      guard !point.isCycle else {
        throw QueryFailure("row \(row + 1) is a cycle (\(point.kind)): \(query) has no one value on it")
      }
      return .number(point.extent[index].lowerBound)
    }
    switch query {
    case "kind": return .text(point.kind)
    case "period":
      guard let period = point.period else { throw QueryFailure("row \(row + 1), a \(point.kind), has no period") }
      return .number(period)
    case "supercritical":
      guard let isSupercritical = point.isSupercritical else {
        throw QueryFailure("row \(row + 1), a \(point.kind), is no Hopf point that is one or the other")
      }
      return .boolean(isSupercritical)
    default: throw QueryFailure("bifurcations have no '\(query)'")
    }
  }

  func table(digits: Int) -> Table {
    let format = NumberFormat(.general, digits)
    var heads =
      [Table.Column("no."), Table.Column("kind", isNumeric: false)] + ([parameter] + states).map(EquilibriaResult.head)
    if let cycles { heads.append(Table.Column("period", unit: cycles.unit?.text)) }
    let sizes = states.indices.map { state in
      found.reduce(0) { max($0, abs($1.extent[state].lowerBound), abs($1.extent[state].upperBound)) }
    }
    let rows = found.enumerated().map { place, point -> [Table.Cell] in
      let extent = zip(point.extent, sizes).map { range, size -> Table.Cell in
        if !point.isCycle { return .number(range.lowerBound, format) }
        // What is rounding beside the other end, or beside other rows, is nothing.
        let largest = max(abs(range.lowerBound), abs(range.upperBound))
        let rounding = max(1e-6 * largest, 1e-12 * size, 1e-300)
        let ends = [range.lowerBound, range.upperBound].map { abs($0) < rounding ? 0 : $0 }
        return .text(ends.map { Digits.typeset(format.text($0)) }.joined(separator: "\u{a0}…\u{a0}"))
      }
      let period: [Table.Cell] =
        cycles == nil ? [] : [point.period.map { $0.isFinite ? .number($0, format) : .text("∞") } ?? .text("")]
      return [.number(Double(place + 1), NumberFormat(.whole, 0)), .text(point.kind), .number(point.parameter, format)]
        + extent + period
    }
    return Table(columns: heads, rows: rows)
  }
}

extension BifurcationsResult.Point {
  init(_ point: Continuation.Bifurcation) {
    self.init(kind: point.kind.rawValue, parameter: point.parameter, extent: point.state.map { $0...$0 })
  }

  /// What happens on a branch of cycles, with the Hopf points at its ends.
  static func all(of branch: CycleBranch) -> [BifurcationsResult.Point] {
    let births = branch.births.map { hopf in
      BifurcationsResult.Point(
        kind: hopf.isSupercritical.map { "\($0 ? "super" : "sub")critical Hopf" } ?? "degenerate Hopf",
        parameter: hopf.point.parameter, extent: hopf.point.state.map { $0...$0 }, period: hopf.period,
        isSupercritical: hopf.isSupercritical)
    }
    func row(_ kind: String, _ point: CyclePoint, _ period: Double) -> BifurcationsResult.Point {
      BifurcationsResult.Point(
        kind: kind, parameter: point.parameter, extent: point.extent, period: period, isCycle: true)
    }
    var rows = births + branch.bifurcations.map { row($0.kind.rawValue, $0.point, $0.point.period) }
    if let name = branch.end.name, let parameter = branch.endlessParameter, let last = branch.points.last {
      rows.append(
        BifurcationsResult.Point(
          kind: name, parameter: parameter, extent: last.extent, period: .infinity, isCycle: true))
    }
    return rows
  }
}
