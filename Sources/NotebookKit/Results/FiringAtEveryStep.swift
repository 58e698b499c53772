import Diagnostics
import Dynamics
import Expressions

/// Events on the grid that come at every step for a while: their jump leaves their own condition true, or a step is longer than what
/// lies between two of them. How often they come says nothing but how long the step is.
struct FiringAtEveryStep {
  /// How many steps in a row are no chance.
  private static let run = 20

  private let subject: String

  /// Nothing for events that are located, and for those of the clock.
  init?(_ result: SolveResult) {
    guard case .fixed(let step) = result.settings.control, result.settings.eventTimes == .grid else { return nil }
    let event = result.model.events.first { event in
      event.schedule == nil && Self.isInARow(result.eventTimes(event.name), step)
    }
    guard let event else { return nil }
    subject = "'\(event.name)' comes"
  }

  init?(_ result: NetworkResult) {
    guard result.network.eventTimes == .grid else { return nil }
    var lengths = Array(repeating: 1, count: result.record.neuronCount)
    var last = Array(repeating: -Double.infinity, count: result.record.neuronCount)
    var firing: Int?
    for (time, number) in zip(result.record.times, result.record.neurons) where firing == nil {
      let neuron = Int(number)
      lengths[neuron] = Self.isStep(time - last[neuron], result.network.step) ? lengths[neuron] + 1 : 1
      last[neuron] = time
      if lengths[neuron] >= Self.run { firing = neuron }
    }
    guard let firing, let population = result.network.populations.first(where: { $0.neurons.contains(firing) }) else {
      return nil
    }
    subject = "a neuron of '\(population.name)' spikes"
  }

  private static func isStep(_ interval: Double, _ step: Double) -> Bool { abs(interval - step) <= 1e-6 * step }

  private static func isInARow(_ times: [Double], _ step: Double) -> Bool {
    var length = 1
    for (one, next) in zip(times, times.dropFirst()) {
      length = isStep(next - one, step) ? length + 1 : 1
      if length >= run { return true }
    }
    return false
  }

  func warning(at place: Location) -> Diagnostic {
    .warning(
      "\(subject) at every step, \(Self.run) steps in a row and more", at: place,
      hint:
        "its jump may leave its own condition true: set a value at which it is false, or give it a 'refractory' time; else take a smaller step"
    )
  }
}
