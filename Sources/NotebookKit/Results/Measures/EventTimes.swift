import Dynamics
package import Expressions

/// The times of one event: `euler.spikes.count`, `.times`, `.first`, `.last`, `.interval`.
package struct EventTimes: Queryable {
  package let name: String
  package let times: [Double]

  package init(_ name: String, _ times: [Double]) {
    self.name = name
    self.times = times
  }

  /// - Parameter time: the unit of the times.
  static func shape(_ time: Unit?) -> Shape {
    Shape(
      "a list of event times",
      [
        Query("count", gives: .number, "how many"), Query("times", gives: .list, "all times"),
        Query("first", gives: .number, "the first time").measured(in: time),
        Query("last", gives: .number, "the last time").measured(in: time),
        Query("interval", gives: .number, "the mean time between two").measured(in: time),
        Query("cv", gives: .number, "the coefficient of variation of the intervals"),
        Query("cv2", gives: .number, "the CV2 of the intervals"),
        Query("at", [.number], gives: .number, "the time of the n-th, counted from 1").measured(in: time),
      ])
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    switch query {
    case "count": return .number(Double(times.count))
    case "times": return .list(times)
    case "first":
      guard let first = times.first else { throw QueryFailure("there is no \(name)") }
      return .number(first)
    case "last":
      guard let last = times.last else { throw QueryFailure("there is no \(name)") }
      return .number(last)
    case "interval":
      guard let interval else { throw QueryFailure("an interval wants two events, and there are \(times.count)") }
      return .number(interval)
    case "cv", "cv2":
      let train = SpikeTrain(times, over: (times.first ?? 0)...(times.last ?? 0))
      guard let value = query == "cv" ? train.cv : train.cv2 else {
        throw QueryFailure("a variation of intervals wants three events, and there are \(times.count)")
      }
      return .number(value)
    case "at":
      guard let number = try arguments.first?.number(in: nil), let index = Int(exactly: number),
        times.indices.contains(index - 1)
      else {
        throw QueryFailure("there are \(times.count) of '\(name)', counted from 1")
      }
      return .number(times[index - 1])
    default: throw QueryFailure("a list of event times has no '\(query)'")
    }
  }

  /// `82 spikes`; what an author named is in any language, and stays as it is: `7 × dose`.
  var counted: String {
    name == "spike" ? "\(times.count) \(times.count == 1 ? name : name + "s")" : "\(times.count) × \(name)"
  }

  /// What their number is called: `spikes`, `number of dose`.
  static func title(_ name: String) -> String { name == "spike" ? "spikes" : "number of \(name)" }

  /// The mean time between two events.
  var interval: Double? {
    guard let first = times.first, let last = times.last, times.count > 1 else { return nil }
    return (last - first) / Double(times.count - 1)
  }
}

/// Events by name: `euler.events.kick`.
struct EventList: Queryable {
  private let events: [EventTimes]
  init(_ events: [EventTimes]) { self.events = events }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    guard let event = events.first(where: { $0.name == query }) else {
      throw QueryFailure("there is no event '\(query)'")
    }
    return .object(event)
  }
}
