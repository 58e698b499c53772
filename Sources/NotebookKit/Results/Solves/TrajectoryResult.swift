package import Dynamics
package import Expressions
private import Markup

/// What is known of states over time before they are computed.
package struct TrajectoryFacts: Sendable {
  package struct Component: Sendable, Equatable {
    package let name: String
    package let unit: Unit?
    /// Whether it goes round, such as `mod(theta, 2*pi)`: its curve has gaps where it begins anew.
    package var isWrapped = false
  }
  /// What a legend calls it.
  package var title: String
  package var components: [Component]
  /// What the model computes beside its states: named sub-expressions and inputs.
  package var quantities: [Component] = []
  package var timeUnit: Unit?
  package var events: [String]
  /// Those of them that set states: curves jump there.
  package var jumpingEvents: [String]
  package var start: Double
  package var end: Double
  /// Times at which the input jumps.
  package var onsets: [Double]
  /// Constant thresholds of events: `v >= 35`.
  package var thresholds: [(component: String, value: Double, event: String)]
  /// Whether jumps come at times found inside steps, and not after whole steps.
  package var locatesEvents = true
  /// Whether it is a network's, and no solver's.
  package var isTrained = false
  /// Whether it is data, with values at its rows alone.
  var isMeasured = false

  package var componentNames: [String] { components.map(\.name) }
  /// The units of those that have one.
  var units: [String: Unit] {
    Dictionary(components.compactMap { one in one.unit.map { (one.name, $0) } }) { first, _ in first }
  }
  package func unit(of name: String) -> Unit? {
    name == "t" ? timeUnit : components.first { $0.name == name }?.unit
  }

  /// What can be asked of it.
  package var shape: Shape {
    let component = Query.Parameter.name(componentNames + quantityNames)
    let eventQueries = events.map { Query($0, gives: .object(EventTimes.shape(timeUnit)), "the event \($0)") }
    func lookup(_ one: Component) -> Query {
      Query(one.name, [.number], gives: .number, "\(one.name) at a time; where it jumps, behind the jump").measured(
        in: one.unit)
    }
    var queries = components.map(lookup)
    queries += [
      Query("events", gives: .object(Shape("the list of events", eventQueries)), "the events by name"),
      Query("outcome", gives: .text, "how the solve ended: finished, diverged, ..."),
    ]
    if events.contains("spike") {
      queries.append(Query("spikes", gives: .object(EventTimes.shape(timeUnit)), "the event named spike"))
    }
    for measure in Measure.catalogue where !queries.contains(where: { $0.name == measure.name }) {
      let query = measure.query(component).measured(in: measure.unit(component: nil, time: timeUnit))
      queries.append(
        query.measured(byName: observed.units.compactMapValues { measure.unit(component: $0, time: timeUnit) }))
    }
    for one in quantities where !queries.contains(where: { $0.name == one.name }) { queries.append(lookup(one)) }
    // A part has no part of its own.
    let later = Query(
      "after", [.number], gives: .object(Shape("a part of a solve", queries)),
      "what comes after a time: `after(200).rate` leaves a transient out")
    var shape = Shape("a solve", queries + [later])
    for event in events where shape.query(event) == nil {
      shape.absent[event] = "an event is asked as 'events.\(event)': 'events.\(event).count'"
    }
    for (name, own) in Measure.otherNames where shape.query(name) == nil && shape.absent[name] == nil {
      shape.absent[name] = "here that is '\(own)'"
    }
    if !events.contains("spike") {
      shape.absent["spikes"] =
        events.isEmpty
        ? "the model has no event: spikes are the times of one that is named 'spike', under 'events'"
        : "spikes are the times of the event 'spike'; the model has \(events.map { "'events.\($0)'" }.joined(separator: ", "))"
    }
    return shape
  }
}

/// States over time, from a solver or a trained network: what plots, tables and formulas work on.
package protocol TrajectoryResult: Queryable {
  var facts: TrajectoryFacts { get }
  var solution: Solution { get }
  /// The states of the times, one after the other; not a number for times that were not reached.
  func states(at times: [Double]) -> [Double]
  /// The result with all that its model computes beside states.
  var observed: any TrajectoryResult { get }
}

/// States over time that solve a model's own problem, which an exact solution can be had of.
package protocol ModelledResult: TrajectoryResult {
  var model: ModelDefinition { get }
  var modelLabel: String { get }
  var problem: Problem { get }
}

extension TrajectoryResult {
  package func index(of component: String) -> Int? { facts.components.firstIndex { $0.name == component } }

  package func eventTimes(_ name: String) -> [Double] {
    guard let index = facts.events.firstIndex(of: name), solution.eventTimes.indices.contains(index) else { return [] }
    return solution.eventTimes[index]
  }

  package func value(_ component: String, at time: Double) throws(QueryFailure) -> Double {
    guard let index = index(of: component) else { throw QueryFailure("there is no '\(component)'") }
    let state = states(at: [time])
    guard !state[index].isNaN else {
      let (first, last) = (solution.trajectory.times.first ?? 0, solution.trajectory.times.last ?? 0)
      let unit = facts.timeUnit.map { " " + $0.text } ?? ""
      throw QueryFailure(
        "there is no value at \(Digits.shortest(time))\(unit): the solve goes from \(Digits.shortest(first)) to \(Digits.shortest(last))\(unit)"
      )
    }
    return state[index]
  }

  /// How much of its axis a state covers; nothing for a state that stays.
  func range(of name: String) -> Double? {
    guard let index = index(of: name) else { return nil }
    let values = solution.trajectory.component(index).filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    // What differs by rounding alone covers nothing.
    return high - low > 1e-13 * max(abs(low), abs(high)) ? high - low : nil
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    try trajectoryAnswer(query, arguments)
  }

  func trajectoryAnswer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    let names = [query] + arguments.compactMap(\.asName)
    if names.contains(where: isQuantity), names[0] != "after",
      !Measure.catalogue.contains(where: { $0.name == query })
        || names.dropFirst().contains(where: isQuantity)
    {
      return try observed.trajectoryAnswer(query, arguments)
    }
    if index(of: query) != nil, let time = try arguments.first?.number(in: facts.timeUnit) {
      return .number(try value(query, at: time))
    }
    switch query {
    case "spikes": return .object(EventTimes("spike", eventTimes("spike")))
    case "events":
      return .object(EventList(facts.events.map { EventTimes($0, eventTimes($0)) }))
    case "after": return .object(try part(after: try arguments.first?.number(in: facts.timeUnit) ?? .nan))
    case "outcome": return .text(solution.outcome.word)
    default: return try Measure.answer(query, self, arguments)
    }
  }
}

extension Outcome {
  /// As queries and the `outcome` key name it.
  package var word: String {
    switch self {
    case .finished: "finished"
    case .stoppedByEvent: "stopped"
    case .diverged: "diverged"
    case .stepTooSmall: "step-too-small"
    case .noSolution: "no-solution"
    case .tooManyEvents: "too-many-events"
    case .slides: "slides"
    case .outOfSteps: "out-of-steps"
    }
  }

  package static let words = [
    "finished", "stopped", "diverged", "step-too-small", "no-solution", "too-many-events", "slides", "out-of-steps",
  ]

  /// As a sentence says it.
  ///
  /// - Parameter method: whose steps they were, where that matters.
  package func phrase(timeUnit: Unit?, of method: Method? = nil) -> String {
    let place = time.map { " at t = \(Digits.compact($0, 6))\(timeUnit.map { " " + $0.text } ?? "")" } ?? ""
    switch self {
    case .finished: return "finished"
    case .stoppedByEvent: return "stopped by an event\(place)"
    case .diverged: return "diverged\(place)"
    case .stepTooSmall: return "step too small\(place)"
    case .noSolution: return "no \(method?.wanted ?? "solution of the step")\(place)"
    case .tooManyEvents: return "too many events\(place)"
    case .slides: return "slides along a switching surface\(place)"
    case .outOfSteps: return "out of steps\(place)"
    }
  }
}

extension Method {
  /// What a step of it needs, and may not find.
  fileprivate var wanted: String {
    if solver.isSeries { return "power series" }
    return isImplicit ? "solution of the implicit step" : "finite derivative"
  }

  /// Whether a step of it solves equations.
  var isImplicit: Bool { claim == .aStable || claim == .lStable }
}
