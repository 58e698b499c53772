import Expressions

/// A number that sums up a column of data: `d.max(C)`. Missing values do not count.
struct DataMeasure: Sendable {
  let name: String
  private let meaning: String
  private let scale: Measure.Scale
  /// Of the rows with a value: their keys and the values, of which there is at least one.
  private let compute: @Sendable (_ keys: [Double], _ values: [Double]) -> Double?

  /// Adding one is an entry here.
  static let catalogue: [DataMeasure] = [
    DataMeasure("max", "the greatest value of a column", .component) { $1.max() },
    DataMeasure("min", "the least value of a column", .component) { $1.min() },
    DataMeasure("mean", "the mean of a column, each row alike", .component) { Spread($1).mean },
    DataMeasure("deviation", "the standard deviation of a column, with n - 1", .component) { Spread($1).deviation },
    DataMeasure("final", "the value in the last row", .component) { $1.last },
    DataMeasure("time-of-max", "where a column is greatest for the first time", .time) { keys, values in
      values.max().flatMap(values.firstIndex).map { keys[$0] }
    },
    DataMeasure("time-of-min", "where a column is least for the first time", .time) { keys, values in
      values.min().flatMap(values.firstIndex).map { keys[$0] }
    },
    DataMeasure(
      "integral", "the area under straight lines between the rows, such as an AUC by the trapezoidal rule", .area
    ) { keys, values in
      let steps = zip(zip(keys, keys.dropFirst()), zip(values, values.dropFirst()))
      guard values.count > 1, steps.allSatisfy({ $0.0.0 <= $0.0.1 }) else { return nil }
      return steps.reduce(0) { $0 + ($1.0.1 - $1.0.0) * ($1.1.0 + $1.1.1) / 2 }
    },
  ]

  private init(
    _ name: String, _ meaning: String, _ scale: Measure.Scale,
    _ compute: @escaping @Sendable ([Double], [Double]) -> Double?
  ) {
    (self.name, self.meaning, self.scale, self.compute) = (name, meaning, scale, compute)
  }

  /// What is asked, of any column of numbers but the one that the rows are looked up by.
  func query(_ facts: DataFacts) -> Query {
    let columns = facts.numeric.filter { $0.name != facts.key?.name }
    let units = columns.map { ($0.name, Measure.unit(scale, component: $0.unit, time: facts.key?.unit)) }
    return Query(name, [.name(columns.map(\.name))], gives: .number, meaning)
      .measured(byName: Dictionary(units) { first, _ in first }.compactMapValues { $0 })
  }

  /// - Throws: ``QueryFailure`` where the rows are too few, or do not follow one another.
  func value(_ column: String, of data: DataResult) throws(QueryFailure) -> Double {
    guard let key = data.facts.key, let keys = data.numbers[key.name], let values = data.numbers[column] else {
      throw QueryFailure("there is no column '\(column)'")
    }
    let rows = values.indices.filter { !values[$0].isNaN }
    if !rows.isEmpty, let value = compute(rows.map { keys[$0] }, rows.map { values[$0] }) { return value }
    throw rows.count < 2
      ? QueryFailure("'\(name)' wants more rows with a value of '\(column)' than \(rows.count)")
      : QueryFailure("'\(name)' wants rows whose \(key.name) rises", hint: "put them in order")
  }
}
