import Dynamics
package import Expressions

/// A measure of every solve of a grid.
package struct SweepResult: Queryable {
  let facts: SweepFacts
  /// For each point of the grid the measures; why there is none, where there is none.
  let rows: [[Result<Double, QueryFailure>]]
  /// How each solve ended.
  let outcomes: [Outcome]

  func value(_ row: Int, _ column: Int) -> Double? { try? rows[row][column].get() }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    let isMeasure = facts.columns.contains { $0.part == nil && $0.query == query }
    if !isMeasure, facts.columns.parts.contains(query) { return .object(SweepPart(result: self, part: query)) }
    if query == "points" { return .number(Double(rows.count)) }
    if query == "order" { return .number(try order(try chosen(arguments))) }
    if query == "rheobase" { return .number(try rheobase(try chosen(arguments))) }
    if query == "outcome" {
      let chosen = try chosen(arguments)
      guard chosen.count == 1 else {
        throw QueryFailure(
          "'outcome' has \(chosen.count) values", hint: "say which '\(open(arguments) ?? "point")'")
      }
      return .text(outcomes[chosen[0]].word)
    }
    return .object(try values(of: query, part: nil, arguments))
  }

  /// A measure at the points whose axes have the values given. All of them have one, or the query has no answer.
  func values(of query: String, part: String?, _ arguments: [QueryArgument]) throws(QueryFailure) -> SweepValues {
    let state = arguments.first { $0.name == nil }?.word
    guard
      let column = facts.columns.firstIndex(where: {
        $0.query == query && $0.part == part && (state == nil || $0.component == state)
      })
    else {
      throw QueryFailure("the sweep has no '\(query)'")
    }
    let chosen = try chosen(arguments)
    var values: [Double] = []
    for row in chosen {
      switch rows[row][column] {
      case .success(let value): values.append(value)
      case .failure(let failure) where chosen.count == 1: throw failure
      case .failure(let failure):
        throw QueryFailure(
          "'\(facts.columns[column].name)' has no value at \(facts.text(row)): \(failure.message)", hint: failure.hint)
      }
    }
    return SweepValues(
      name: facts.columns[column].name, values: values, open: open(arguments), places: places(chosen, arguments))
  }

  /// An axis with several values that no argument chooses.
  private func open(_ arguments: [QueryArgument]) -> String? {
    free(arguments).first?.name
  }

  private func free(_ arguments: [QueryArgument]) -> [SweepFacts.Axis] {
    facts.axes.filter { axis in axis.values.count > 1 && !arguments.contains { $0.name == axis.name } }
  }

  /// The values at the points of the one axis that no argument chooses.
  private func places(_ chosen: [Int], _ arguments: [QueryArgument]) -> [Double]? {
    let free = free(arguments)
    guard free.count == 1, let axis = facts.axes.firstIndex(where: { $0.name == free[0].name }) else { return nil }
    let places = chosen.compactMap { facts.point($0)[axis].number }
    return places.count == chosen.count ? places : nil
  }

  /// The points whose axes have the values given.
  private func chosen(_ arguments: [QueryArgument]) throws(QueryFailure) -> [Int] {
    var wanted: [(axis: Int, value: SweepFacts.Point)] = []
    for argument in arguments where argument.name != nil || argument.word == nil {
      guard let name = argument.name, let axis = facts.axes.firstIndex(where: { $0.name == name }) else {
        throw QueryFailure(
          "the sweep does not vary '\(argument.name ?? "")'",
          hint: "it varies " + facts.axes.map(\.name).joined(separator: ", "))
      }
      wanted.append((axis, try point(argument, on: facts.axes[axis])))
    }
    let found = rows.indices.filter { index in
      let point = facts.point(index)
      return wanted.allSatisfy { point[$0.axis] == $0.value }
    }
    guard !found.isEmpty else {
      throw QueryFailure(
        "the sweep has no such point",
        hint: "what varies together has the values of one place in the lists: '\(facts.text(0))'")
    }
    return found
  }

  private func point(_ argument: QueryArgument, on axis: SweepFacts.Axis) throws(QueryFailure) -> SweepFacts.Point {
    // A word is a value of the axis first, whatever else bears that name.
    if let word = argument.word, let name = axis.name == "method" ? Method.named(word)?.name : word,
      axis.values.contains(.text(name))
    {
      return .text(name)
    }
    if let number = try argument.number(in: axis.unit),
      let found = axis.values.first(where: { ($0.number ?? .nan).isAlmost(number) })
    {
      return found
    }
    let texts = axis.values.map(axis.text)
    let more = texts.count > 8 ? " and \(texts.count - 8) more" : ""
    throw QueryFailure(
      "'\(axis.name)' does not take that value in the sweep",
      hint: "it takes \(texts.prefix(8).joined(separator: ", "))\(more)\(axis.unit.map { ", in \($0.text)" } ?? "")")
  }

  /// The fitted slope over the points chosen: the observed order.
  func order(_ chosen: [Int]) throws(QueryFailure) -> Double {
    guard let axis = facts.axes.firstIndex(where: { $0.name == "step" || $0.name == "tolerance" }) else {
      throw QueryFailure("an order wants a sweep over 'step' or 'tolerance'")
    }
    // Of an error where one is measured, whatever else is.
    let column = facts.columns.firstIndex { $0.measure?.subject.compares == true } ?? 0
    let points = chosen.compactMap { row -> (Double, Double)? in
      guard let size = facts.point(row)[axis].number, let error = value(row, column) else { return nil }
      return (size, error)
    }
    guard let slope = LogarithmicFit(points)?.slope else { throw QueryFailure("an order wants two points with errors") }
    return slope
  }
}

/// What a sweep measured of one population of a network: `seeds.e.rate(seed = 3)`.
struct SweepPart: Queryable {
  let result: SweepResult
  let part: String

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    .object(try result.values(of: query, part: part, arguments))
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
  func isAlmost(_ other: Double) -> Bool { abs(self - other) <= 1e-9 * max(abs(self), abs(other)) }
}
