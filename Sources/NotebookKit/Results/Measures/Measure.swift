import Diagnostics
import Dynamics
import Expressions
private import Markup

/// A number that sums up a result: a column of `compare`, and a query under the same name.
package struct Measure: Sendable {
  package enum Subject: Sendable {
    /// Of a result alone.
    case result
    /// Of a result against another.
    case pair
    /// Of one state of a result.
    case state
    /// Of one state of a result against another result.
    case component

    /// Whether it wants a result to compare with.
    var compares: Bool { self == .pair || self == .component }
    /// Whether each state has its own.
    var isOfStates: Bool { self == .state || self == .component }
  }

  package let name: String
  /// The head of its column.
  package let title: String
  package let meaning: String
  package let subject: Subject
  /// Whether it is a count, which needs no decimals.
  package let isCount: Bool
  /// Whether it says what a solve cost, which it does however the solve ended.
  package var isCost: Bool { isCount && event == nil || name == "memory" }
  /// What its values are measured in.
  package enum Scale: Sendable {
    case number, time, component
    /// Of a state times the time.
    case area
    /// Hz, or per unit of time where that has no unit.
    case rate
  }
  let scale: Scale
  /// The unit of its values.
  func unit(component: Unit?, time: Unit?) -> Unit? { Self.unit(scale, component: component, time: time) }

  static func unit(_ scale: Scale, component: Unit?, time: Unit?) -> Unit? {
    switch scale {
    case .number: nil
    case .time: time
    case .component: component
    case .area: component.flatMap { component in time.map { component * $0 } ?? component } ?? time
    case .rate: TimeScale(time).rate
    }
  }
  /// What it takes beside the results; the value that was given for it, in the unit of the model's time.
  let setting: SpikeSetting?
  var given: Double?
  /// From which time on it looks at the results, in the unit of the model's time; at all of them where that is nothing.
  var after: Double?
  /// The event that it is of.
  let event: String?
  var needsSpikes: Bool { event == "spike" }
  /// What its values are a function of, beside the results.
  var identity: String {
    var text = name
    if let setting, let given { text += " with \(setting.rawValue) = \(Digits.shortest(given))" }
    if let after { text += " after \(Digits.shortest(after))" }
    return text
  }
  /// For a measure that is a word and no number.
  let word: (@Sendable (any TrajectoryResult) -> String)?
  private let body:
    @Sendable (any TrajectoryResult, (any TrajectoryResult)?, String, Double?) throws(QueryFailure) -> Double

  func compute(_ result: any TrajectoryResult, _ other: (any TrajectoryResult)?, _ component: String)
    throws(QueryFailure) -> Double
  {
    guard let after, !isCost else { return try body(result, other, component, given) }
    return try body(
      LaterPart(result, after: after), other.map { LaterPart($0, after: after) }, component, given)
  }

  /// Every measure. Adding one is a line here, or in ``ofStates``, ``ofSteps`` or ``ofSpikes``.
  package static let catalogue: [Measure] = general + ofStates + ofSteps + ofSpikes + ofMachines

  private static let general: [Measure] = [
    Measure("count", "spikes", "how many spikes", .result, isCount: true, needsSpikes: true) { result, _, _ in
      Double(result.eventTimes("spike").count)
    },
    Measure("first-spike", "first spike", "the time of the first spike", .result, scale: .time, needsSpikes: true) {
      result, _, _ throws(QueryFailure) in
      guard let first = result.eventTimes("spike").first else { throw QueryFailure("there is no spike") }
      return first
    },
    Measure("interval", "mean interval", "the mean time between spikes", .result, scale: .time, needsSpikes: true) {
      result, _, _ throws(QueryFailure) in
      guard let interval = EventTimes("spike", result.eventTimes("spike")).interval else {
        throw QueryFailure("an interval wants two spikes")
      }
      return interval
    },
    Measure(
      "outcome", "outcome", "how the solve ended: finished, diverged, ...", .result, word: { $0.solution.outcome.word }
    ) { _, _, _ throws(QueryFailure) in throw QueryFailure("an outcome is a word") },
    Measure("steps", "steps", "accepted steps", .result, isCount: true) { result, _, _ in
      Double(result.solution.cost.steps)
    },
    Measure("rejected", "rejected", "rejected steps", .result, isCount: true) { result, _, _ in
      Double(result.solution.cost.rejected)
    },
    Measure("evaluations", "evaluations", "evaluations of the right-hand side", .result, isCount: true) {
      result, _, _ throws(QueryFailure) in
      let count = result.solution.cost.evaluations
      if count == 0, result.facts.isTrained { throw QueryFailure("a network's work is counted in epochs") }
      return Double(count)
    },
    Measure("jacobians", "Jacobians", "evaluations of the Jacobian", .result, isCount: true) { result, _, _ in
      Double(result.solution.cost.jacobians)
    },
    Measure("newton", "Newton iterations", "iterations of Newton's method", .result, isCount: true) { result, _, _ in
      Double(result.solution.cost.newtonIterations)
    },
    Measure(
      "mae", "MAE", "mean absolute error over the result's own rows; against data, over the rows of the data",
      .component, scale: .component
    ) {
      result, other, name throws(QueryFailure) in
      let errors = try ErrorSamples(result, other, name).errors
      return errors.reduce(0) { $0 + abs($1) } / Double(errors.count)
    },
    Measure(
      "rmse", "RMSE", "root mean square error over the result's own rows, or those of data", .component,
      scale: .component
    ) {
      result, other, name throws(QueryFailure) in
      let errors = try ErrorSamples(result, other, name).errors
      return (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    },
    Measure(
      "max-error", "max error", "greatest absolute error over the result's own rows, or those of data", .component,
      scale: .component
    ) {
      result, other, name throws(QueryFailure) in
      let errors = try ErrorSamples(result, other, name).errors
      return errors.contains { $0.isNaN } ? .nan : errors.reduce(0) { max($0, abs($1)) }
    },
    Measure(
      "percent-error", "error in %",
      "mean absolute error over the result's own rows, or those of data, in percent of the range that the state covers in the other result",
      .component
    ) { result, other, name throws(QueryFailure) in
      let errors = try ErrorSamples(result, other, name).errors
      guard let range = other?.range(of: name) else { throw QueryFailure("'\(name)' covers no range") }
      return 100 * errors.reduce(0) { $0 + abs($1) } / Double(errors.count) / range
    },
    Measure(
      "spike-error", "spike time error", "greatest error of a spike's time; there must be as many spikes in both",
      .pair,
      scale: .time, needsSpikes: true
    ) { result, other, _ throws(QueryFailure) in
      let (mine, theirs) = (result.eventTimes("spike"), other?.eventTimes("spike") ?? [])
      guard mine.count == theirs.count else { throw QueryFailure("\(mine.count) spikes against \(theirs.count)") }
      return zip(mine, theirs).reduce(0) { max($0, abs($1.0 - $1.1)) }
    },
  ]

  init(
    _ name: String, _ title: String, _ meaning: String, _ subject: Subject, scale: Scale = .number,
    isCount: Bool = false, needsSpikes: Bool = false,
    word: (@Sendable (any TrajectoryResult) -> String)? = nil,
    compute: @escaping @Sendable (any TrajectoryResult, (any TrajectoryResult)?, String) throws(QueryFailure) -> Double
  ) {
    self.init(
      name, title, meaning, subject, scale: scale, isCount: isCount, event: needsSpikes ? "spike" : nil, word: word
    ) {
      result, other, component, _ throws(QueryFailure) in try compute(result, other, component)
    }
  }

  init(
    _ name: String, _ title: String, _ meaning: String, _ subject: Subject, scale: Scale, isCount: Bool = false,
    setting: SpikeSetting? = nil, event: String? = nil, word: (@Sendable (any TrajectoryResult) -> String)? = nil,
    body:
      @escaping @Sendable (any TrajectoryResult, (any TrajectoryResult)?, String, Double?) throws(QueryFailure) ->
      Double
  ) {
    self.name = name
    self.title = title
    self.meaning = meaning
    self.subject = subject
    self.scale = scale
    self.isCount = isCount
    self.setting = setting
    self.event = event
    self.word = word
    self.body = body
  }

  /// What the author of an unknown name may have meant.
  static func hint(_ name: String, events: [String]) -> String? {
    if let open = name.firstIndex(of: "("), catalogue.contains(where: { $0.name == name[..<open] }) {
      return "write '\(name[..<open])', and the states under 'columns'"
    }
    // By the heading of its column, which is what a reader has seen.
    let heading = name.lowercased().replacing("-", with: " ").replacing("_", with: " ")
    if let shown = catalogue.first(where: { $0.title.lowercased() == heading }) {
      return "here that is '\(shown.name)'"
    }
    if let known = otherNames[name.lowercased()] { return "here that is '\(known)'" }
    return Spelling.help(name, among: names(events: events))
  }

  /// What others call a measure.
  static let otherNames = [
    "auc": "integral", "area": "integral", "sum": "integral", "average": "mean", "avg": "mean", "maximum": "max",
    "minimum": "min", "cmax": "max", "cmin": "min", "ctrough": "min", "tmax": "time-of-max", "argmax": "time-of-max",
    "last": "final", "end": "final", "amplitude": "peak-to-peak", "isi": "interval",
    "risetime": "rise-time", "settlingtime": "settling-time", "overshoot-percent": "overshoot",
    "spikes": "count", "mse": "rmse", "nfev": "evaluations",
  ]

  /// The names of all measures, for those who propose them.
  static var words: [ArgumentForm.Word] { catalogue.map { ArgumentForm.Word($0.name, $0.meaning) } }

  /// The measure as a query of a solve.
  func query(_ component: Query.Parameter) -> Query {
    let names = setting.map { [$0.rawValue] }
    switch subject {
    case .result: return Query(name, setting == nil ? nil : [], names: names, gives: .number, meaning)
    case .pair: return Query(name, [.object("another solve")], names: names, gives: .number, meaning)
    case .state: return Query(name, [component], gives: .number, meaning)
    case .component:
      return Query(name, [component, .object("another solve or data")], names: names, gives: .number, meaning)
    }
  }

  static func answer(_ name: String, _ result: some TrajectoryResult, _ arguments: [QueryArgument]) throws(QueryFailure)
    -> Value
  {
    guard var measure = catalogue.first(where: { $0.name == name }) else {
      throw QueryFailure("a solve has no '\(name)'")
    }
    if let argument = arguments.first(where: { $0.name != nil }) {
      let isRate = measure.setting == .cost
      let unit = isRate ? result.facts.timeUnit?.power(-1) : result.facts.timeUnit
      guard let value = try argument.number(in: unit), value > 0, value.isFinite else {
        throw QueryFailure(
          "'\(argument.name ?? "")' is a positive number, in \(isRate ? "one by " : "")the model's unit of time")
      }
      measure.given = value
    }
    let unnamed = arguments.filter { $0.name == nil }
    let component = unnamed.first?.asName ?? ""
    var other: (any TrajectoryResult)?
    if case .object(let object)? = unnamed.last?.value {
      other = object as? any TrajectoryResult
      if measure.subject == .component, let data = object as? DataResult {
        other = try DataCurve(data, like: result.facts, of: component)
      }
    }
    if let plain = other, plain.isQuantity(component) { other = plain.observed }
    // Of a part what comes before it was left out on purpose, and so in what it is compared with.
    if result is LaterPart, let whole = other, !(whole is LaterPart) {
      other = LaterPart(whole, after: result.facts.start)
    }
    if measure.subject.compares, other == nil {
      throw QueryFailure("'\(name)' compares with another solve\(measure.subject == .component ? " or with data" : "")")
    }
    if let other, let unlike = result.facts.unlikeUnit(other.facts, [component]) { throw QueryFailure(unlike) }
    return .number(try measure.compute(result, other, component))
  }
}

extension TrajectoryFacts {
  /// What has another unit in another result: numbers of the two say nothing about each other.
  func unlikeUnit(_ other: TrajectoryFacts, _ names: [String]) -> String? {
    for name in ["t"] + names {
      guard let mine = unit(of: name), let theirs = other.unit(of: name), mine != theirs else { continue }
      return "'\(name)' is in \(mine.text) in one result, and in \(theirs.text) in the other"
    }
    return nil
  }
}
