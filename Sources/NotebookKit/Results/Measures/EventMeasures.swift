import Expressions

/// Measures of any event, under the names that its list of times has for them: `bounce.count`.
extension Measure {
  private enum Kind: String, CaseIterable {
    case count, first, last, interval

    func title(_ event: String) -> String {
      switch self {
      case .count: EventTimes.title(event)
      case .first: "first \(event)"
      case .last: "last \(event)"
      case .interval: "mean interval, \(event)"
      }
    }
  }

  /// What the directives that measure say of them.
  static let eventPhrase =
    "of an event of that name "
    + Kind.allCases.map { "`NAME.\($0.rawValue)`" }.joined(separator: ", ")

  /// The measure of this name, for results with these events.
  static func named(_ name: String, events: [String]) -> Measure? {
    if let known = catalogue.first(where: { $0.name == name }) { return known }
    for event in events {
      for kind in Kind.allCases where name == self.name(event, kind) { return Measure(event, kind) }
    }
    return nil
  }

  static func names(events: [String]) -> [String] {
    catalogue.map(\.name) + events.flatMap { event in Kind.allCases.map { name(event, $0) } }
  }

  private static func name(_ event: String, _ kind: Kind) -> String { "\(event).\(kind.rawValue)" }

  private init(_ event: String, _ kind: Kind) {
    self.init(
      Self.name(event, kind), kind.title(event), "of the event \(event)", .result,
      scale: kind == .count ? .number : .time, isCount: kind == .count, event: event
    ) { result, _, _, _ throws(QueryFailure) in
      let value = try EventTimes(event, result.eventTimes(event)).answer(kind.rawValue, [])
      guard let number = value.number else { throw QueryFailure("'\(event)' has no \(kind.rawValue)") }
      return number
    }
  }
}
