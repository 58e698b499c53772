import Dynamics

/// A quantity by time from data: straight lines from each value to the next, as a model's input takes it.
package struct Recorded: Sendable, Equatable {
  /// As it is asked for: `wind.d`.
  package let name: String
  /// Rising; of equal ones the last counts from then on.
  package let times: [Double]
  package let values: [Double]
  package let timeUnit: Unit?
  package let unit: Unit?
  /// Whether a value stays until the next one comes.
  private var stays = false

  package init(name: String, times: [Double], values: [Double], timeUnit: Unit?, unit: Unit?) {
    (self.name, self.times, self.values, self.timeUnit, self.unit) = (name, times, values, timeUnit, unit)
  }

  private func holding(_ values: [Double]) -> Recorded {
    var other = Recorded(name: name, times: times, values: values, timeUnit: timeUnit, unit: unit)
    other.stays = true
    return other
  }

  /// In other units; nothing where they measure something else.
  func converted(time: Unit?, value: Unit?) -> Recorded? {
    func converted(_ numbers: [Double], _ from: Unit?, _ to: Unit?) -> [Double]? {
      guard let from, let to, from != to || from.isApart(from: to) else { return numbers }
      let result = numbers.compactMap { to.magnitude(of: $0, decimal: nil, in: from) }
      return result.count == numbers.count ? result : nil
    }
    guard let times = converted(times, timeUnit, time), let values = converted(values, unit, value) else { return nil }
    return Recorded(name: name, times: times, values: values, timeUnit: time ?? timeUnit, unit: value ?? unit)
  }

  /// Of each stretch between two times the slope.
  private var slopes: [Double] {
    times.indices.map { index in
      guard index + 1 < times.count, times[index + 1] > times[index] else { return 0 }
      return (values[index + 1] - values[index]) / (times[index + 1] - times[index])
    }
  }

  /// The slope at a time, as one that stays from time to time.
  var slope: Recorded { stays ? holding(times.map { _ in 0 }) : holding(slopes) }

  /// The value where a stretch begins, and its slope and beginning: each stays as long as the stretch. Nothing where it stays itself.
  var stretches: (value: Recorded, slope: Recorded, beginning: Recorded)? {
    stays ? nil : (holding(values), holding(slopes), holding(times))
  }

  /// What lies so far beyond the ends, in parts of the whole, is rounding.
  private static let rounding = 1e-9

  /// The times for which there are values, and a rounding more.
  package var span: ClosedRange<Double> {
    let (first, last) = (times.first ?? 0, times.last ?? 0)
    let more = Self.rounding * (last - first)
    return first - more...max(first, last) + more
  }

  /// The value at a time; not a number beyond the data.
  package func value(at time: Double) -> Double {
    guard !times.isEmpty, span.contains(time) else { return .nan }
    var (low, high) = (0, times.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    guard !stays, low + 1 < times.count else { return values[low] }
    let slope = (values[low + 1] - values[low]) / (times[low + 1] - times[low])
    return values[low] + slope * (time - times[low])
  }

  /// What stays from time to time, as programs look it up.
  var table: ValueTable { ValueTable(times: times, values: values, span: span) }
}

extension Expression {
  /// What comes from data in it.
  package var recordings: [Recorded] {
    parts { if case .recorded = $0.node { true } else { false } }.compactMap {
      if case .recorded(let recorded, _) = $0.node { recorded } else { nil }
    }
  }
}
