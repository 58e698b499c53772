import Dynamics
import Expressions
import TestSupport
import Testing

/// The order that each method really has on a spiking neuron, where every reset is a chance to lose it.
///
/// The root mean square of the fourth spike's error over 64 input currents, so that the place of a spike within its step
/// is averaged out; fitted over four halvings of the step. A single run's slopes wander by one and more.
@Suite struct ObservedOrderTests {
  static let steps = [1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128]
  static let currents = (0..<64).map { 72 + 0.371 * Double($0) }

  static func fourthSpikes(_ method: Method, step: Double, eventTimes: Settings.EventTimes) throws -> [Double] {
    try currents.map { current in
      let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "\(current)"))
      let solution = method.solve(model.problem(from: 0, to: 700), Settings(step: step, eventTimes: eventTimes))
      return solution.eventTimes[0].count > 3 ? solution.eventTimes[0][3] : .nan
    }
  }

  static let reference: [Double] = {
    (try? fourthSpikes(.named("rk4") ?? Method.catalogue[0], step: 1.0 / 512, eventTimes: .located)) ?? []
  }()

  static func order(_ method: Method, _ eventTimes: Settings.EventTimes) throws -> Double {
    let errors = try steps.map { step in
      let spikes = try fourthSpikes(method, step: step, eventTimes: eventTimes)
      let squares = zip(spikes, reference).map { ($0 - $1) * ($0 - $1) }
      return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
    let order = ObservedOrder.fit(steps: steps, errors: errors)
    print("\(method.name) \(eventTimes): \(errors) order \(order)")
    return order
  }

  @Test(arguments: Method.catalogue.map(\.name))
  func locatedEventsKeepTheOrder(name: String) throws {
    let method = try #require(Method.named(name))
    #expect(try Self.order(method, .located) > Double(method.order) - 0.2)
  }

  @Test(arguments: Method.catalogue.map(\.name))
  func gridEventsAreOfFirstOrder(name: String) throws {
    let method = try #require(Method.named(name))
    #expect(abs(try Self.order(method, .grid) - 1) < 0.1)
  }
}
