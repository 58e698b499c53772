import Diagnostics
import Expressions
import Learning
import Markup

extension Directive {
  /// Finds parameters and initial values from data, by least squares.
  static let fit = Directive(
    "fit", gives: .trajectory, "finds parameters, constant inputs and initial values from data, by least squares",
    FitKeys.all + [Directive.caption]
  ) { arguments, planning in
    guard let request = FitKeys.request(arguments, data: arguments[FitKeys.data], &planning),
      !planning.diagnostics.hasErrors
    else { return nil }
    let facts = request.facts { planning.facts[$0]?.identity }
    return Planned(facts) { inputs in request.product(arguments, facts.identity, inputs) { [.table($0.table)] } }
  }
}

extension FitRequest {
  /// What is known of the fit beforehand.
  ///
  /// - Parameter data: the identity of the data of each recording.
  func facts(_ data: (String) -> Identity?) -> Facts {
    let identity = identity(data: data)
    let curves = recordings.indices.map { place -> (name: String, facts: Facts) in
      let own = unknowns.filter { $0.recording.map { $0 == place } ?? true }
      let (name, recording) = (recordings[place].name ?? "", recordings[place])
      var facts = Facts(
        shape: FitResult.shape(recording.facts, own, ofPart: recording.name != nil), model: recording.model,
        trajectory: recording.facts,
        identity: Identity("curve of a fit", [Identity.Part("fit", identity.key), Identity.Part("recording", name)]))
      facts.hasFoundNumbers = true
      return (name, facts)
    }
    if recordings[0].name == nil {
      var facts = curves[0].facts
      facts.identity = identity
      return facts
    }
    let shapes = curves.compactMap { curve in curve.facts.shape.map { (curve.name, $0) } }
    var facts = Facts(shape: JointFit.shape(self, shapes), identity: identity)
    facts.parts = curves
    return facts
  }

  /// Makes the fit, or takes it from an earlier run, and shows it.
  func product(
    _ arguments: Arguments, _ identity: Identity?, _ inputs: Inputs, outputs: (FitSummary) -> [Output]
  ) -> Product {
    do throws(QueryFailure) {
      guard let data = try recordings({ inputs.data($0) }), let identity else { return Product() }
      let (stored, isReused) = inputs.store.value(identity) { StoredFit(engine.fit(data)) }
      let report = stored.report
      let curves = recordings.indices.map { FitResult(self, report, data, $0) }
      let joint = JointFit(self, report, curves)
      let expected = arguments[FitKeys.outcome] ?? "converged"
      var product = Product(
        recordings[0].name == nil ? curves[0] : joint, outputs(FitSummary(joint.estimates, curves)),
        failures: failures(report, curves, expected, arguments), isReused: isReused)
      if expected != "any", report.outcome.isConverged, product.failures.isEmpty {
        product.warnings += vague(report, at: arguments.location(of: FitKeys.unknown))
      }
      return product
    } catch {
      return Product(
        nil, failures: [.error(error.message, at: arguments.location(of: FitKeys.data), hint: error.hint)])
    }
  }

  /// Unknowns of which other values fit as well: a number for them may look like a result.
  private func vague(_ report: FitReport, at place: Location) -> [Diagnostic] {
    let names = zip(unknowns, report.estimates).filter { !$1.isIdentifiable && !$1.hasError && !$0.isAtBound($1) }.map {
      "'\($0.0.name)'"
    }
    guard !names.isEmpty else { return [] }
    return [
      .warning(
        "the data do not tell \(names.joined(separator: ", ")): other values fit as well", at: place,
        hint: names.count == 1
          ? "give it as a parameter, or data that depend on it"
          : "give some of them as parameters, or data that tell them apart; 'outcome: any' takes it as it is")
    ]
  }

  /// Whether data can be cut into windows: no event comes by the clock, and what was measured are states.
  private var mayBeCut: Bool {
    recordings.allSatisfy { recorded in
      let jumping = recorded.model.events.filter { !$0.assignments.isEmpty }
      let byClock = jumping.contains { event in
        !event.when.expression.symbols.contains(where: recorded.model.stateNames.contains)
      }
      return !byClock && jumping.count <= 1 && recorded.columns.allSatisfy { $0.state < recorded.model.states.count }
    }
  }

  private func failures(
    _ report: FitReport, _ curves: [FitResult], _ expected: String, _ arguments: Arguments
  ) -> [Diagnostic] {
    let outcome = report.outcome
    if expected == "any" { return [] }
    let place = arguments.location(of: arguments.isMentioned(FitKeys.unknown) ? FitKeys.unknown : FitKeys.own)
    if outcome.word == expected {
      return curves.lazy.compactMap(\.disagreement).first.map {
        [
          .error(
            $0, at: place,
            hint:
              "begin nearer with 'start'\(engine.isOneSolution ? "" : ", or take 'method: single'"); if this is what you want to show, add 'outcome: any'"
          )
        ]
      } ?? []
    }
    let hint =
      outcome.isConverged
      ? nil
      : "\(outcome.advice(engine, mayBeCut: mayBeCut)); if this is what you want to show, add 'outcome: \(outcome.word)'"
    return [
      .error(
        "the fit \(outcome.isConverged ? "converged, and was meant not to" : outcome.phrase)\(lost(report))", at: place,
        hint: hint)
    ]
  }
}

extension FitRequest {
  /// Names the recordings that stop a fit, where there are others.
  private func lost(_ report: FitReport) -> String {
    let names = report.lost.compactMap { recordings[$0].name }
    guard recordings.count > 1, !names.isEmpty else { return "" }
    let listed = "\(names.prefix(5).map { "'\($0)'" }.joined(separator: ", "))\(names.count > 5 ? " and others" : "")"
    return report.outcome == .noStart ? " of \(listed)" : ", in \(listed)"
  }
}

extension FitReport.Outcome {
  /// As queries and the `outcome` key name it.
  package var word: String {
    switch self {
    case .converged: "converged"
    case .stalled: "stalled"
    case .outOfIterations: "out-of-iterations"
    case .noStart: "no-start"
    case .unsuited: "unsuited"
    }
  }

  package static let words = ["converged", "stalled", "out-of-iterations", "no-start", "unsuited"]

  /// As a sentence says it.
  var phrase: String {
    switch self {
    case .converged: "converged"
    case .stalled: "stalled away from a minimum"
    case .outOfIterations: "did not converge within its iterations"
    case .noStart: "does not get going: from the start values the states do not get through the data"
    case .unsuited(let reason): "cannot be made by this method: \(reason)"
    }
  }

  /// - Parameter mayBeCut: whether the data can be cut into windows.
  func advice(_ engine: FitEngine, mayBeCut: Bool) -> String {
    let nearer = "begin nearer with 'start'\(engine.isOneSolution && mayBeCut ? ", or take 'method: multiple'" : "")"
    return switch self {
    case .unsuited: "'method: single' takes every model"
    case .noStart where !engine.isOneSolution:
      "begin nearer with 'start', or take 'method: single'; an explicit solver follows the states, which a stiff model does not let far"
    default: nearer
    }
  }
}
