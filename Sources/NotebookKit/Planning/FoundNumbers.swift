import Diagnostics
import Learning

extension Planned {
  /// The plan of a block that builds on results whose numbers are found by running, as those of a fit: while it was planned their
  /// models had the numbers that the search begins from. It is planned again once they are there.
  ///
  /// - Parameters:
  ///   - labels: of these results.
  ///   - models: those of them that stand for a model.
  ///   - planning: as the block was planned.
  func awaiting(
    _ labels: [String], models: [String], _ directive: Directive, _ arguments: Arguments, _ planning: Planning
  ) -> Planned {
    var facts = facts
    facts.hasFoundNumbers = facts.model != nil
    let found = labels.compactMap { label in
      planning.facts[label]?.identity.map { Identity.Part("numbers of \(label)", $0.key) }
    }
    facts.identity = facts.identity.map { Identity($0.kind, $0.parts + found) }
    for place in facts.parts.indices {
      facts.parts[place].facts.hasFoundNumbers = true
      facts.parts[place].facts.identity = facts.parts[place].facts.identity.map {
        Identity($0.kind, $0.parts + found)
      }
    }
    let identity = facts.identity
    return Planned(facts, keeps: keeps, showing: series) { inputs in
      var known = planning.facts
      for label in labels {
        // Of a sweep of such a model names are asked alone.
        guard let result = inputs.results[label] as? any ModelledResult else { continue }
        let wantsModel =
          models.contains(label) || arguments[PlotKeys.kind].map { $0.subjects.contains(.model) } ?? false
        if wantsModel, let failure = result.reasonForNoModel {
          return Product(nil, failures: [.error(failure, at: arguments.location)])
        }
        known[label]?.model = result.model
        known[label]?.trajectory = result.facts
      }
      var again = planning
      again.facts = known
      again.diagnostics = []
      again.awaitsNumbers = false
      let planned = directive.plan(arguments, &again)
      guard let planned, !again.diagnostics.hasErrors else {
        return Product(nil, failures: again.diagnostics.filter { $0.severity == .error })
      }
      var inputs = inputs
      if let own = planned.facts.identity, let identity { inputs.store = inputs.store.keeping(own, as: identity) }
      var product = planned.run(inputs)
      product.warnings += again.diagnostics.filter { !planning.diagnostics.contains($0) }
      return product
    }
  }
}

extension LabelNaming {
  /// The labels of results whose numbers are found by running, each once.
  func withFoundNumbers(_ facts: [String: Facts]) -> [String] {
    var found: [String] = []
    for reference in wholes where facts[reference.label]?.hasFoundNumbers ?? false {
      if !found.contains(reference.label) { found.append(reference.label) }
    }
    return found
  }
}

extension ModelledResult {
  /// Why its model has no numbers, where a search for them found none.
  fileprivate var reasonForNoModel: String? {
    guard let fit = self as? FitResult, !fit.estimates.report.outcome.isFit else { return nil }
    return "there is no model: the fit \(fit.estimates.report.outcome.phrase)"
  }
}
