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
      var product = Product(
        result, [.note(result.summary)], failures: failures(result, arguments), isReused: isReused)
      let place = arguments.location(of: NetworkKeys.step)
      if let firing = FiringAtEveryStep(result) { product.warnings.append(firing.warning(at: place)) }
      if result.activity.outcome.isFinished, let carried = result.warningOfCarried(at: place) {
        product.warnings.append(carried)
      }
      if let unstable = request.neurons.warning(at: place) { product.warnings.append(unstable) }
      return product
    }
  }

  private static func failures(_ result: NetworkResult, _ arguments: Arguments) -> [Diagnostic] {
    let outcome = result.activity.outcome
    if outcome.isFinished { return [] }
    let phrase = outcome.phrase(timeUnit: result.network.timeUnit)
    if result.activity.ranAway {
      return [
        .error(
          "the network runs away: before \(result.ending) its neurons spike in half of the steps and more, \(SpikingNetwork.runawaySteps) steps in a row, and what they do depends on the step alone",
          at: arguments.location(of: NetworkKeys.step),
          hint:
            "take weaker excitation or input, stronger inhibition, a 'refractory' time of the spike, or a smaller step")
      ]
    }
    let isFull = result.activity.times.count > SpikingNetwork.mostSpikes
    let hasDiverged = if case .diverged = outcome { true } else { false }
    let smaller = "take a smaller step or another method"
    return [
      .error(
        "the network \(hasDiverged ? phrase + result.place : "ended: \(phrase)")",
        at: arguments.location(of: NetworkKeys.step),
        hint: isFull
          ? "the limit is \(SpikingNetwork.mostSpikes / 1_000_000) million spikes: take weaker synapses, a shorter span or fewer neurons"
          : result.isLostInAnUpstroke
            ? "where the upstroke of a spike goes to infinity within a step, take 'explicit-euler', or 'midpoint' with 'event-times: interpolated'; else \(smaller)"
            : result.synapseCount > 0
              ? "\(smaller), or weaker synapses"
              : "\(smaller); if that does not help, a neuron's own equations grow without bounds")
    ]
  }
}
