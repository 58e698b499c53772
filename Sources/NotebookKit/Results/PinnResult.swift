package import Dynamics
package import Expressions
package import Learning
import Markup

/// A trained network as a solution: it is asked, drawn and compared like any solve.
package struct PinnResult: ModelledResult {
  package let facts: TrajectoryFacts
  package let model: ModelDefinition
  package let modelLabel: String
  package let problem: Problem
  /// Events, outcome and cost; its trajectory is the network on a fine grid.
  package let solution: Solution
  package let network: any TrainedNetwork
  package let trainer: Trainer
  package let task: Task
  /// What a second training to a tighter tolerance changed; nothing where there was none.
  package let selfConvergence: SelfConvergence?
  /// How far it is from the samples that guided it; nothing where there were none.
  let fit: SampleFit?

  package enum Trainer: String, Sendable, CaseIterable { case windows, mlp }
  package enum Task: String, Sendable, CaseIterable { case forward, guided, inverse }

  package func states(at times: [Double]) -> [Double] { network.states(at: times) }

  /// What can be asked of a network beside what can be asked of a solve.
  static func queries(_ facts: TrajectoryFacts) -> [Query] {
    let component = Query.Parameter.name(facts.componentNames)
    return [
      Query("networks", gives: .number, "how many networks follow one another"),
      Query("weights", gives: .number, "how many weights were trained"),
      Query("iterations", gives: .number, "how many steps the optimiser took"),
      Query(
        "residual", [component], gives: .number, "the largest residual of a state on fresh points, per unit of time"),
      Query(
        "rms-residual", [component], gives: .number,
        "the root mean square of the residual on fresh points, per unit of time"),
      Query("fit", [component], gives: .number, "the root mean square error on the samples that it was trained on"),
      Query("held-out", [component], gives: .number, "the root mean square error on the samples that were held out"),
      Query(
        "self-convergence", gives: .number,
        "what a second training to a hundredth of the tolerance changed: of the event times, or of the states where there are no events"
      ),
    ]
  }

  /// Names of queries that have a hyphen.
  static let hyphenated: Set<String> = ["self-convergence", "rms-residual", "held-out"]

  /// The shape of a network over states with these facts.
  static func shape(_ facts: TrajectoryFacts) -> Shape {
    let solve = facts.shape
    let own = queries(facts)
    return Shape("a network", own + solve.queries.filter { query in !own.contains { $0.name == query.name } })
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    switch query {
    case "networks": return .number(Double(network.pieces.count))
    case "weights": return .number(Double(network.trainedWeights))
    case "iterations": return .number(Double(network.iterations))
    case "residual":
      guard let name = arguments.first?.asName, let largest = largestResidual(of: name) else {
        throw QueryFailure("'residual' wants the name of a state")
      }
      return .number(largest)
    case "rms-residual":
      guard let name = arguments.first?.asName, let index = index(of: name) else {
        throw QueryFailure("'rms-residual' wants the name of a state")
      }
      let residuals = network.freshResiduals
      let sum = residuals.reduce(0) { $0 + $1.values[index] * $1.values[index] }
      return .number((sum / Double(max(1, residuals.count))).squareRoot())
    case "fit", "held-out":
      guard let name = arguments.first?.asName, let index = index(of: name) else {
        throw QueryFailure("'\(query)' wants the name of a state")
      }
      guard let fit else { throw QueryFailure("no samples guided the network", hint: "'task: guided' has samples") }
      guard let value = query == "fit" ? fit.trained[index] : fit.heldOut[index] else {
        throw QueryFailure(
          query == "fit" ? "'\(name)' was not measured" : "no samples of '\(name)' were held out",
          hint: query == "fit" ? nil : "'every: 2' holds every second one out")
      }
      return .number(value)
    case "self-convergence":
      guard let selfConvergence else {
        throw QueryFailure("the network was not trained a second time", hint: "trainer 'windows' does so")
      }
      return .number(selfConvergence.events ?? selfConvergence.states)
    default: return try trajectoryAnswer(query, arguments)
    }
  }

  /// The largest residual of a state on fresh points, in its unit per unit of time.
  func largestResidual(of name: String) -> Double? {
    index(of: name).map { index in network.freshResiduals.reduce(0) { max($0, abs($1.values[index])) } }
  }
}

/// How much a second training, to a tighter tolerance, changed: an estimate of the error that needs no reference.
package struct SelfConvergence: Sendable {
  /// The largest change of an event's time; infinite where their number changed, nothing where there are no events.
  let events: Double?
  /// The largest change of a state at the ends of windows that are no jumps, in parts of the range that it covers.
  let states: Double

  init(events: Double?, states: Double) {
    self.events = events
    self.states = states
  }

  init(_ first: WindowSolution, _ second: WindowSolution) {
    let (mine, theirs) = (first.solution.eventTimes, second.solution.eventTimes)
    let counts = mine.reduce(0) { $0 + $1.count }
    events =
      counts == 0
      ? nil
      : zip(mine, theirs).reduce(0) { worst, pair in
        pair.0.count == pair.1.count
          ? zip(pair.0, pair.1).reduce(worst) { max($0, abs($1.0 - $1.1)) } : .infinity
      }
    let times = first.windows.map { ($0.start + $0.end) / 2 }
    let (here, there) = (first.states(at: times), second.states(at: times))
    let n = first.problem.dimension
    states = (0..<n).reduce(0) { worst, i in
      let values = stride(from: i, to: here.count, by: n)
      let range = (values.map { here[$0] }.max() ?? 0) - (values.map { here[$0] }.min() ?? 0)
      let change = values.reduce(0) { max($0, abs(here[$1] - there[$1])) }
      return range > 0 ? max(worst, change / range) : worst
    }
  }
}
