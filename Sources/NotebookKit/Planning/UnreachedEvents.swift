import Diagnostics
import Expressions
import Markup

/// Events by the clock whose times no solve of the notebook comes to: a time in another unit than was thought of, for one.
struct UnreachedEvents {
  private var spans:
    [(
      event: ModelDefinition.Event, place: Location, span: ClosedRange<Double>, unit: String,
      parameters: [String: Double]
    )] = []

  /// At how many places of a span the condition is looked at.
  private static let places = 2000

  /// - Parameter spared: models that something other than a solve runs, for as long as it may be.
  init(_ facts: [String: Facts], spared: Set<String>) {
    let places = Set(spared.flatMap { facts[$0]?.model?.events.compactMap(\.place) ?? [] }.map(\.range))
    for label in facts.keys.sorted() { if let known = facts[label] { add(known) } }
    spans.removeAll { places.contains($0.place.range) }
  }

  private mutating func add(_ facts: Facts) {
    guard let model = facts.model, let trajectory = facts.trajectory, trajectory.start <= trajectory.end else { return }
    for event in model.events where event.schedule != nil {
      guard let place = event.place else { continue }
      let unit = model.timeUnit.map { " \($0.text)" } ?? ""
      let parameters = Dictionary(model.parameters.map { ($0.name, $0.value) }) { first, _ in first }
      spans.append((event, place, trajectory.start...trajectory.end, unit, parameters))
    }
  }

  var warnings: [Diagnostic] {
    var told: [Location] = []
    return spans.compactMap { event, place, span, unit, _ -> Diagnostic? in
      guard !told.contains(place),
        !spans.contains(where: { $0.place == place && Self.comes($0.event, within: $0.span, $0.parameters) })
      else { return nil }
      told.append(place)
      let ends = [span.lowerBound, span.upperBound].map { Digits.shortest($0) }.joined(separator: " to ")
      return .warning(
        "'\(event.name)' never comes: its time is \(event.schedule ?? ""), and no solve goes there", at: place,
        hint: "a solve of this model goes from \(ends)\(unit)")
    }
  }

  /// Whether the condition becomes true: at the beginning, too, if it was not before.
  private static func comes(
    _ event: ModelDefinition.Event, within span: ClosedRange<Double>, _ parameters: [String: Double]
  ) -> Bool {
    let length = span.upperBound - span.lowerBound
    func holds(_ t: Double) -> Bool? {
      (try? event.when.expression.number { $0 == "t" ? .number(t) : parameters[$0].map { .number($0) } }).map {
        $0 != 0
      }
    }
    guard var last = holds(span.lowerBound - 1e-9 * max(length, abs(span.lowerBound))) else { return true }
    return (0...places).contains { index in
      guard let now = holds(span.lowerBound + length * (Double(index) / Double(places))) else { return true }
      defer { last = now }
      return now && !last
    }
  }
}
