import Diagnostics
import Dynamics
package import Expressions

/// What is known of a sweep before it runs.
package struct SweepFacts: Sendable {
  /// What varies: a parameter, an input, an initial value, the method, the step or the tolerance.
  struct Axis: Sendable {
    let name: String
    let unit: Unit?
    let values: [Point]

    /// Whether it has a scale, and no words.
    var isNumeric: Bool { values.allSatisfy { $0.number != nil } }
  }

  /// A value on an axis.
  enum Point: Sendable, Equatable {
    case number(Double)
    case text(String)

    var number: Double? { if case .number(let value) = self { value } else { nil } }
  }

  struct Column: Sendable {
    let name: String
    let measure: Measure
    /// The state that is measured, for measures of one state.
    let component: String
    let unit: Unit?
  }

  let axes: [Axis]
  let columns: [Column]

  var count: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// The values of the axes at one point of the grid; the last axis runs fastest.
  func point(_ index: Int) -> [Point] {
    var rest = index
    var values: [Point] = []
    for axis in axes.reversed() {
      values.append(axis.values[rest % axis.values.count])
      rest /= axis.values.count
    }
    return values.reversed()
  }

  /// What can be asked: each measure at a point, and the observed order.
  var shape: Shape {
    var queries = columns.filter { $0.measure.word == nil }.map { column in
      Query(
        column.name, [], takesNamedArguments: true, gives: .number,
        "\(column.measure.meaning); name the point: `\(axes.map { "\($0.name) = ..." }.joined(separator: ", "))`")
    }
    queries.append(Query("points", gives: .number, "how many points the grid has"))
    queries.append(
      Query(
        "outcome", [], takesNamedArguments: true, gives: .text,
        "how the solve of a point ended: finished, diverged, ..."))
    if spikeColumn != nil, !drives.isEmpty {
      queries.append(
        Query(
          "rheobase", [], takesNamedArguments: true, gives: .number,
          "the least value of the input or parameter that varies at which there is any spike, sustained or not: a value of the sweep, so that the true one lies between it and the value below"
        ))
    }
    if axes.contains(where: { $0.name == "step" || $0.name == "tolerance" }) {
      queries.append(
        Query(
          "order", [], takesNamedArguments: true, gives: .number,
          "the slope of the first measure against the step, both logarithmic, by least squares"))
    }
    return Shape("a sweep", queries)
  }
}

/// A measure of every solve of a grid.
package struct SweepResult: Queryable {
  let facts: SweepFacts
  /// For each point of the grid the measures; why there is none, where there is none.
  let rows: [[Result<Double, QueryFailure>]]
  /// How each solve ended.
  let outcomes: [Outcome]

  func value(_ row: Int, _ column: Int) -> Double? { try? rows[row][column].get() }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if query == "points" { return .number(Double(rows.count)) }
    let chosen = try chosen(arguments)
    if query == "order" { return .number(try order(chosen)) }
    if query == "rheobase" { return .number(try rheobase(chosen)) }
    guard chosen.count == 1 else {
      let open = facts.axes.filter { axis in axis.values.count > 1 && !arguments.contains { $0.name == axis.name } }
      throw QueryFailure("'\(query)' has \(chosen.count) values", hint: "say which '\(open.first?.name ?? "point")'")
    }
    if query == "outcome" { return .text(outcomes[chosen[0]].word) }
    guard let column = facts.columns.firstIndex(where: { $0.name == query }) else {
      throw QueryFailure("the sweep has no '\(query)'")
    }
    return .number(try rows[chosen[0]][column].get())
  }

  /// The points whose axes have the values given.
  private func chosen(_ arguments: [QueryArgument]) throws(QueryFailure) -> [Int] {
    var wanted: [(axis: Int, value: SweepFacts.Point)] = []
    for argument in arguments {
      guard let name = argument.name, let axis = facts.axes.firstIndex(where: { $0.name == name }) else {
        throw QueryFailure(
          "the sweep does not vary '\(argument.name ?? "")'",
          hint: "it varies " + facts.axes.map(\.name).joined(separator: ", "))
      }
      wanted.append((axis, try point(argument, on: facts.axes[axis])))
    }
    return rows.indices.filter { index in
      let point = facts.point(index)
      return wanted.allSatisfy { point[$0.axis] == $0.value }
    }
  }

  private func point(_ argument: QueryArgument, on axis: SweepFacts.Axis) throws(QueryFailure) -> SweepFacts.Point {
    // A word is a value of the axis first, whatever else bears that name.
    if let word = argument.word, let name = axis.name == "method" ? Method.named(word)?.name : word,
      axis.values.contains(.text(name))
    {
      return .text(name)
    }
    if let number = argument.value.number,
      let found = axis.values.first(where: { ($0.number ?? .nan).isAlmost(number) })
    {
      return found
    }
    throw QueryFailure("'\(axis.name)' does not take that value in the sweep")
  }

  /// The fitted slope over the points chosen: the observed order.
  func order(_ chosen: [Int]) throws(QueryFailure) -> Double {
    guard let axis = facts.axes.firstIndex(where: { $0.name == "step" || $0.name == "tolerance" }) else {
      throw QueryFailure("an order wants a sweep over 'step' or 'tolerance'")
    }
    let points = chosen.compactMap { row -> (Double, Double)? in
      guard let size = facts.point(row)[axis].number, let error = value(row, 0) else { return nil }
      return (size, error)
    }
    guard let slope = LogarithmicFit(points)?.slope else { throw QueryFailure("an order wants two points with errors") }
    return slope
  }
}

/// log y = a + slope · log x by least squares, over points that have logarithms.
struct LogarithmicFit {
  let slope: Double
  let offset: Double

  init?(_ points: [(Double, Double)]) {
    let logs = points.filter { $0.0 > 0 && $0.1 > 0 && $0.1.isFinite }.map {
      (Elementary.logarithm($0.0), Elementary.logarithm($0.1))
    }
    let n = Double(logs.count)
    let mean = logs.reduce((0.0, 0.0)) { ($0.0 + $1.0 / n, $0.1 + $1.1 / n) }
    let spread = logs.reduce(0) { $0 + ($1.0 - mean.0) * ($1.0 - mean.0) }
    guard logs.count > 1, spread > 0 else { return nil }
    slope = logs.reduce(0) { $0 + ($1.0 - mean.0) * ($1.1 - mean.1) } / spread
    offset = mean.1 - slope * mean.0
  }
}

extension Double {
  /// Equal up to the rounding of a range's steps.
  fileprivate func isAlmost(_ other: Double) -> Bool { abs(self - other) <= 1e-9 * max(abs(self), abs(other)) }
}
