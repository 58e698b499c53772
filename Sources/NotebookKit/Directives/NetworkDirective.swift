import Diagnostics
import Dynamics
import Expressions

extension Directive {
  /// Populations of neurons with synapses between them.
  static let network = Directive(
    "network", gives: .population, "runs populations of spiking neurons with synapses between them", NetworkKeys.all,
    parts: [
      Directive.Part("Each of `populations`", PopulationKeys.all),
      Directive.Part("The `record` of a population", RecordKeys.all),
      Directive.Part("Each of `synapses`", SynapseKeys.all),
    ]
  ) { arguments, planning in
    var layers: [Arguments] = []
    if let like = arguments[NetworkKeys.like] {
      layers.append(like.arguments(&planning.diagnostics))
    } else if arguments.isMentioned(NetworkKeys.like) {
      return nil
    }
    let name = Fragment("network", path: arguments.location.source.path)
    var reader = NetworkReader(LayeredArguments(name: name, layers: layers + [arguments]), planning)
    let request = reader.request()
    planning.diagnostics = reader.planning.diagnostics
    guard let request, !planning.diagnostics.hasErrors else { return nil }
    let facts = request.facts
    var known = Facts(shape: facts.shape, population: facts.population, identity: request.identity)
    known.network = NetworkDefinition(reader, facts)
    return Planned(known) { inputs in
      let (activity, isReused) = inputs.store.value(request.identity) { request.network.run() }
      let result = NetworkResult(facts, activity)
      return Product(
        result, [.note(result.summary)], failures: failures(result, arguments), isReused: isReused)
    }
  }

  private static func failures(_ result: NetworkResult, _ arguments: Arguments) -> [Diagnostic] {
    let outcome = result.activity.outcome
    if outcome.isFinished { return [] }
    return [
      .error(
        "the network \(outcome.phrase(timeUnit: result.network.timeUnit))",
        at: arguments.location(of: NetworkKeys.step),
        hint: "take a smaller step or another method, or weaker synapses")
    ]
  }
}
