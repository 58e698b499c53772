import Diagnostics
import Expressions
import Markup

/// The times of an event that comes by the clock, `at: [8, 20, 32 h]`, as a condition: true from each of them to the middle of the
/// way to the next.
struct EventSchedule {
  private let times: [Double]
  private let unit: Unit?

  /// Of times that are not evenly spaced no more than so many.
  private static let most = 200

  /// Nothing where the list is none that an event can come at; that was said.
  init?(_ list: NumberList, at location: Location, _ reading: inout ArgumentReading) {
    times = list.values
    unit = list.unit
    guard let first = times.first, times.allSatisfy(\.isFinite),
      reading.checkTime(Quantity(first, unit: unit), at: location)
    else { return nil }
    if let place = times.indices.dropFirst().first(where: { times[$0] <= times[$0 - 1] }) {
      reading.fail(
        "the times of an event rise, and \(Digits.shortest(times[place])) comes after \(Digits.shortest(times[place - 1]))",
        at: location)
      return nil
    }
    if times.count > Self.most, spacing == nil {
      reading.fail(
        "an event comes at \(Self.most) listed times at most, and these are \(times.count)", at: location,
        hint: "times that are evenly spaced may be more: '0 to 1000 by 8'")
      return nil
    }
  }

  /// The time from one to the next, where that is always the same.
  private var spacing: Double? {
    guard times.count > 2 else { return nil }
    let step = (times[times.count - 1] - times[0]) / Double(times.count - 1)
    let isEven = times.indices.allSatisfy {
      abs(times[$0] - times[0] - Double($0) * step) <= 1e-9 * step
    }
    return isEven ? step : nil
  }

  private func text(_ time: Double) -> String { Digits.exact(time) + (unit.map { " \($0.text)" } ?? "") }

  /// The condition as a model reads it.
  var condition: String {
    guard times.count > 1 else { return "t >= \(text(times[0]))" }
    let last = times[times.count - 1]
    let end = last + (last - times[times.count - 2]) / 2
    if let spacing, times.count > Self.most {
      // Half periods are counted: a count never falls, and a remainder may, by a rounding.
      return
        "mod(floor((t - \(text(times[0])))/\(text(spacing / 2))), 2) < 1 and t >= \(text(times[0])) and t < \(text(end))"
    }
    let ends = zip(times, times.dropFirst()).map { ($0 + $1) / 2 } + [end]
    return zip(times, ends).map { "pulse(t, \(text($0)), \(text($1)))" }.joined(separator: " + ") + " >= 0.5"
  }

  /// `t = 8, 20, 32 h`; of many the first two and the last.
  var shown: String {
    let numbers = times.map { Digits.shortest($0) }
    let list = numbers.count <= 6 ? numbers : Array(numbers[..<2]) + ["…", numbers[numbers.count - 1]]
    return list.joined(separator: ", ") + (unit.map { "\u{A0}" + $0.symbol } ?? "")
  }
}
