package import Dynamics
package import Expressions
import Learning
import Markup

/// A fitted model, solved with its estimates: it is drawn and asked like any solve, and knows its estimates.
package struct FitResult: ModelledResult {
  package let facts: TrajectoryFacts
  package let model: ModelDefinition
  package let modelLabel: String
  package let problem: Problem
  package let solution: Solution
  package let estimates: Estimates
  let engine: FitEngine
  private let valueCount: Int
  private let rowsLeftOut: Int
  /// How many rows stand at the time of a jump.
  private let rowsAtJumps: Int
  /// The column of which a row wants a value to count.
  private let needed: String?
  /// How far the measured states reach.
  private let ranges: [Double]
  private let sampler: Sampler?

  /// - Parameter data: what was fitted, in the units of the model.
  init(_ request: FitRequest, _ report: FitReport, _ data: Observations) {
    let values = report.estimates.map(\.value)
    model = request.model(values) ?? request.model
    modelLabel = request.modelLabel
    engine = request.engine
    valueCount = data.count
    rowsLeftOut = data.rowsLeftOut
    ranges = data.states.indices.map(data.range)
    needed = request.needed
    var problem = model.problem(from: request.span.lowerBound, to: request.span.upperBound)
    problem.end = request.span.upperBound
    self.problem = problem
    facts = request.facts
    let settings = Settings(.adaptive(StateScales(problem, data).tolerance(1e-9)))
    // Values that are no estimates have no curve.
    let solver = report.outcome.isFit ? Method.named("dormand-prince") : nil
    let empty = Trajectory(dimension: problem.dimension, times: [], states: [], starts: [])
    solution =
      solver?.solve(problem, settings)
      ?? Solution(
        trajectory: empty, eventTimes: problem.events.map { _ in [] }, outcome: .diverged(at: problem.start),
        cost: Cost())
    let jumps = problem.events.indices.filter { !problem.events[$0].targets.isEmpty }.flatMap { [solution] event in
      solution.eventTimes[event]
    }
    rowsAtJumps = data.times.count { time in jumps.contains { abs($0 - time) <= 4 * time.ulp } }
    let trajectory = solution.trajectory
    sampler = solver.map { Sampler($0, problem, settings, trajectory) }
    estimates = Estimates(
      report: report, unknowns: request.unknowns,
      measured: request.columns.map { request.facts.observed.components[$0.state] }, knowsNoise: request.noise != nil)
  }

  package func states(at times: [Double]) -> [Double] {
    sampler?.states(at: times) ?? Array(repeating: .nan, count: times.count * problem.dimension)
  }

  static func shape(_ facts: TrajectoryFacts, _ unknowns: [FitUnknown]) -> Shape {
    let own = Estimates.queries(unknowns).map { query in
      query.name == "noise"
        ? Query("noise", [.name(facts.observed.componentNames)], gives: .number, query.meaning) : query
    }
    return Shape(
      "a fit", own + facts.shape.queries.filter { query in !own.contains { $0.name == query.name } })
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if let answer = try estimates.answer(query, arguments) { return answer }
    guard estimates.report.outcome.isFit else {
      throw QueryFailure("there is no curve: the fit \(estimates.report.outcome.phrase)")
    }
    return try trajectoryAnswer(query, arguments)
  }

  /// What the model with its estimates does other than the data that were cut into windows; nothing where it does the same.
  var disagreement: String? {
    guard estimates.report.outcome.isConverged else { return nil }
    if !solution.outcome.isFinished {
      return "the fit converged, but the model with its estimates does not get through the data"
    }
    if let still = unmoved {
      return
        "the fit found no better place than its start: the data do not respond to '\(still.name)' at \(Digits.shown(still.start)), and the model is far from them"
    }
    guard let resets = estimates.report.resets else { return nil }
    let jumping = problem.events.indices.filter { !problem.events[$0].targets.isEmpty }
    let own = jumping.reduce(0) { $0 + solution.eventTimes[$1].count }
    guard own != resets else { return nil }
    return
      "the fit converged with \(resets) reset\(resets == 1 ? "" : "s") seen in the data, but the model with its estimates has \(own)"
  }

  /// An unknown that stayed where it began because nothing depends on it there, while the curve is off by more than a tenth of what
  /// the data cover.
  private var unmoved: FitUnknown? {
    let isFar = zip(estimates.report.residuals, ranges).contains { residuals, range in
      let squares = residuals.reduce(0) { $0 + $1 * $1 }
      return (squares / Double(max(1, residuals.count))).squareRoot() > 0.1 * range
    }
    guard isFar else { return nil }
    return zip(estimates.unknowns, estimates.report.estimates).first { unknown, estimate in
      !estimate.isIdentifiable && abs(estimate.value - unknown.start) <= 0.01 * abs(unknown.start)
    }?.0
  }

  private static func listed(_ names: [String]) -> String {
    names.count < 3
      ? names.joined(separator: " and ") : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  private var missed: String { needed.map { " of " + $0 } ?? "" }

  /// The estimates, and below them what was fitted and how well.
  var table: Table {
    var table = estimates.table
    let atJumps =
      rowsAtJumps == 0
      ? nil
      : "\(rowsAtJumps) row\(rowsAtJumps == 1 ? " stands" : "s stand") at the time of a jump, and count\(rowsAtJumps == 1 ? "s" : "") behind it."
    table.note = [summary + ".", table.note, atJumps].compactMap { $0 }.joined(separator: " ")
    return table
  }

  /// One line: what was fitted, to what, and how it ended.
  var summary: String {
    let report = estimates.report
    let count = report.estimates.count
    let parts =
      [
        "\(count) \(count == 1 ? "unknown" : "unknowns") by \(engine.title)",
        "\(valueCount) values of \(Self.listed(estimates.measured.map(\.name)))",
        "\(report.iterations) iteration\(report.iterations == 1 ? "" : "s")", report.outcome.phrase,
      ]
      + (rowsLeftOut == 0 ? [] : ["\(rowsLeftOut) row\(rowsLeftOut == 1 ? "" : "s") without a value\(missed) left out"])
    return parts.joined(separator: " · ")
  }
}
