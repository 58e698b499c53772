import Expressions

/// A measure at the points that a query chose: a number where that is one, and what sums up several.
struct SweepValues: Queryable {
  let name: String
  let values: [Double]
  /// An axis that has several values among the points.
  let open: String?
  /// Its value at each of the points; nothing where several axes are open, or its values are words.
  let places: [Double]?

  /// - Parameters:
  ///   - unit: the unit of the measure.
  ///   - place: the unit of the one axis, where there is one.
  static func shape(_ unit: Unit?, place: Unit?) -> Shape {
    Shape(
      "a measure of a sweep",
      [
        Query("min", gives: .number, "the least value").measured(in: unit),
        Query("max", gives: .number, "the greatest value").measured(in: unit),
        Query(
          "argmin", gives: .number,
          "where the least value is: the value of the one axis that has several, there; the first, of several"
        ).measured(in: place),
        Query("argmax", gives: .number, "where the greatest value is").measured(in: place),
        Query("mean", gives: .number, "the mean").measured(in: unit),
        Query("median", gives: .number, "the median: of an even number of values the mean of the middle two")
          .measured(in: unit),
        Query("deviation", gives: .number, "the standard deviation of the values, with n - 1").measured(in: unit),
      ], isNumber: true)
  }

  var number: Double? { values.count == 1 ? values[0] : nil }

  var reasonAgainstNumber: QueryFailure? {
    guard values.count > 1 else { return nil }
    let choice = open.map { "say which '\($0)', or ask" } ?? "ask"
    return QueryFailure(
      "'\(name)' has \(values.count) values",
      hint: "\(choice) for the 'min', 'max', 'mean', 'median' or 'deviation' of all")
  }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    let sorted = values.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { throw QueryFailure("there is no value") }
    let spread = Spread(values)
    switch query {
    case "min": return .number(least)
    case "max": return .number(greatest)
    case "argmin", "argmax":
      guard let places else {
        throw QueryFailure(
          "'\(query)' wants one axis of numbers that is left open", hint: open.map { "say which '\($0)'" })
      }
      guard let place = values.firstIndex(of: query == "argmin" ? least : greatest) else {
        throw QueryFailure("there is no value")
      }
      return .number(places[place])
    case "mean": return .number(spread.mean)
    case "median": return .number((sorted[(values.count - 1) / 2] + sorted[values.count / 2]) / 2)
    case "deviation":
      guard let deviation = spread.deviation else { throw QueryFailure("a deviation wants two values") }
      return .number(deviation)
    default: throw QueryFailure("a measure of a sweep has no '\(query)'")
    }
  }
}
