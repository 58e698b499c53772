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
    guard let request = FitKeys.request(arguments, &planning), !planning.diagnostics.hasErrors else { return nil }
    let identity = request.identity(data: planning.facts[request.dataLabel]?.identity)
    let facts = Facts(
      shape: FitResult.shape(request.facts, request.unknowns), model: request.model, trajectory: request.facts,
      identity: identity)
    return Planned(facts) { inputs in
      request.product(arguments, identity, inputs) { [.table($0.table)] }
    }
  }
}

extension FitRequest {
  /// Makes the fit, or takes it from an earlier run, and shows it.
  func product(
    _ arguments: Arguments, _ identity: Identity, _ inputs: Inputs, outputs: (FitResult) -> [Output]
  ) -> Product {
    guard let data = inputs.data(dataLabel) else { return Product() }
    do throws(QueryFailure) {
      let observations = try observations(data)
      let (stored, isReused) = inputs.store.value(identity) { StoredFit(engine.fit(fitModel, to: observations)) }
      let result = FitResult(self, stored.report(problem(stored.values)), observations)
      let expected = arguments[FitKeys.outcome] ?? "converged"
      return Product(
        result, outputs(result),
        failures: failures(result, expected, arguments), isReused: isReused)
    } catch {
      return Product(
        nil, failures: [.error(error.message, at: arguments.location(of: FitKeys.data), hint: error.hint)])
    }
  }

  private func failures(_ result: FitResult, _ expected: String, _ arguments: Arguments) -> [Diagnostic] {
    let outcome = result.estimates.report.outcome
    if expected == "any" { return [] }
    let place = arguments.location(of: FitKeys.unknown)
    if outcome.word == expected {
      return result.disagreement.map {
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
      ? nil : "\(outcome.advice(engine)); if this is what you want to show, add 'outcome: \(outcome.word)'"
    return [
      .error(
        "the fit \(outcome.isConverged ? "converged, and was meant not to" : outcome.phrase)", at: place, hint: hint)
    ]
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

  func advice(_ engine: FitEngine) -> String {
    switch self {
    case .unsuited: "'method: single' takes every model"
    case .noStart where !engine.isOneSolution:
      "begin nearer with 'start', or take 'method: single'; an explicit solver follows the states, which a stiff model does not let far"
    case .noStart: "begin nearer with 'start', or take 'method: multiple'"
    default:
      engine.isOneSolution ? "begin nearer with 'start', or take 'method: multiple'" : "begin nearer with 'start'"
    }
  }
}
