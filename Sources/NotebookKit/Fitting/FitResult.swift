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
  /// Where the fit is of several.
  let recordingName: String?
  let dataLabel: String
  let valueCount: Int
  let rowsLeftOut: Int
  /// How many rows stand at the time of a jump.
  let rowsAtJumps: Int
  /// How many resets its data show, where they were cut there.
  private let resets: Int?
  /// The column of which a row wants a value to count.
  let needed: String?
  /// How far the measured states reach, in all recordings.
  private let ranges: [Double]
  private let sampler: Sampler?

  /// - Parameters:
  ///   - report: on the unknowns of all recordings.
  ///   - recordings: what was fitted, in the units of the model.
  ///   - place: which of them the curve is of.
  init(_ request: FitRequest, _ report: FitReport, _ recordings: Recordings, _ place: Int) {
    let recording = request.recordings[place]
    let data = recordings.all[place].data
    model = request.model(report.estimates.map(\.value), recording) ?? recording.model
    modelLabel = request.modelLabel
    engine = request.engine
    recordingName = recording.name
    dataLabel = recording.dataLabel
    valueCount = data.count
    rowsLeftOut = data.rowsLeftOut
    ranges = data.states.indices.map(recordings.range)
    resets = report.resets.flatMap { $0.indices.contains(place) ? $0[place] : nil }
    needed = request.needed(recording)
    var problem = model.problem(from: recording.span.lowerBound, to: recording.span.upperBound)
    problem.end = recording.span.upperBound
    self.problem = problem
    facts = recording.facts
    var settings = Settings(.adaptive(StateScales(problem, data).tolerance(1e-9)))
    // Values that are no estimates have no curve.
    let solver = report.outcome.isFit ? Method.named("dormand-prince") : nil
    let usual = solver?.solve(problem, settings)
    if let solver, let usual, let grown = GrowthFromNoise(solver, problem, settings, usual) {
      settings.control = .adaptive(grown.keepingDigits)
      solution = solver.solve(problem, settings)
    } else if let usual {
      solution = usual
    } else {
      let empty = Trajectory(dimension: problem.dimension, times: [], states: [], starts: [])
      solution = Solution(
        trajectory: empty, eventTimes: problem.events.map { _ in [] }, outcome: .diverged(at: problem.start),
        cost: Cost())
    }
    let jumps = problem.events.indices.filter { !problem.events[$0].targets.isEmpty }.flatMap { [solution] event in
      solution.eventTimes[event]
    }
    rowsAtJumps = data.times.count { time in jumps.contains { abs($0 - time) <= 4 * time.ulp } }
    let trajectory = solution.trajectory
    sampler = solver.map { [settings] in Sampler($0, problem, settings, trajectory) }
    let own = request.unknowns.indices.filter { request.unknowns[$0].recording.map { $0 == place } ?? true }
    estimates = Estimates(
      report: report.keeping(own), unknowns: own.map { request.unknowns[$0] },
      measured: request.columns.map { recording.facts.observed.components[$0.state] },
      stateNames: request.model.stateNames, noise: request.noise,
      ofPart: recording.name == nil ? nil : report.chiSquared(of: place, recordings))
  }

  package func states(at times: [Double]) -> [Double] {
    sampler?.states(at: times) ?? Array(repeating: .nan, count: times.count * problem.dimension)
  }

  static func shape(_ facts: TrajectoryFacts, _ unknowns: [FitUnknown], ofPart isPart: Bool) -> Shape {
    let own = Estimates.queries(unknowns, ofPart: isPart).map { query in
      query.name == "noise"
        ? Query("noise", [.name(facts.observed.componentNames)], gives: .number, query.meaning)
          .measured(byName: facts.observed.units) : query
    }
    return Shape(
      isPart ? "the curve of a recording" : "a fit",
      own + facts.shape.queries.filter { query in !own.contains { $0.name == query.name } })
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
    guard let text = disagreementAlone else { return nil }
    return recordingName.map { "in the recording '\($0)': \(text)" } ?? text
  }

  private var disagreementAlone: String? {
    guard estimates.report.outcome.isConverged else { return nil }
    if !solution.outcome.isFinished {
      return "the fit converged, but the model with its estimates does not get through the data"
    }
    if let still = unmoved {
      return
        "the fit found no better place than its start: the data do not respond to '\(still.name)' at \(Digits.shown(still.start)), and the model is far from them"
    }
    guard let resets else { return nil }
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
}
