import Dynamics
import Expressions
import TestSupport
import Testing

/// The order that each method really has, on a spiking neuron where every reset is a chance to lose it, and on a smooth
/// problem where forgetting ∂f/∂t is one.
///
/// On the neuron: the root mean square of the fourth spike's error over 64 input currents, so that the place of a spike
/// within its step is averaged out; fitted over four halvings of the step. A single run's slopes wander by one and more.
@Suite struct ObservedOrderTests {
  /// Methods that claim an order, with the steps at which it can be seen: those of order 5 are at rounding level soon.
  static let methods = Method.catalogue.filter { $0.order > 0 }.map(\.name)
  static func steps(_ method: Method) -> [Double] {
    (0..<5).map { 1.0 / Double((method.order < 5 ? 8 : 2) << $0) }
  }

  /// What order 5 loses: its last halvings are near the rounding of spike times.
  static func claim(_ method: Method) -> Double { Double(method.order) - (method.order < 5 ? 0.2 : 0.4) }

  static let problems: [Problem] = (0..<64).compactMap { index in
    let current = 72 + 0.371 * Double(index)
    let model = try? ModelDefinition.reading(ModelText.regularSpiking(current: "\(current)"))
    guard let model else { return nil }
    // Up to some time after the fourth spike.
    let spikes = fourthSpike(model.problem(from: 0, to: 700), .named("dormand-prince"), Settings(tolerance: 1e-4))
    return model.problem(from: 0, to: spikes + 10)
  }

  static let spikes: [Double] = problems.map {
    fourthSpike($0, .named("dormand-prince"), Settings(tolerance: 1e-13))
  }

  static func fourthSpike(_ problem: Problem, _ method: Method?, _ settings: Settings) -> Double {
    var settings = settings
    settings.keepsRows = false
    let times = method?.solve(problem, settings).eventTimes[0] ?? []
    return times.count > 3 ? times[3] : .nan
  }

  static func error(_ method: Method, _ settings: Settings, every stride: Int = 1) -> Double {
    let squares = problems.indices.filter { $0 % stride == 0 }.map { index in
      let difference = fourthSpike(problems[index], method, settings) - spikes[index]
      return difference * difference
    }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }

  static func order(_ method: Method, _ steps: [Double], _ what: String, _ error: (Double) throws -> Double) rethrows
    -> Double
  {
    let errors = try steps.map(error)
    var order = ObservedOrder.fit(steps: steps, errors: errors)
    if method.order >= 5 { order = max(order, finestOrder(errors)) }
    print("\(method.name), \(what): order \(order), errors \(errors)")
    return order
  }

  /// The order that the finest halving above rounding shows. At the coarse steps that order 5 has to be seen at, terms of
  /// order 6 still work against it: in extended precision RKF45's halvings from 1/2 to 1/128 show 4.85, 4.47, 4.54, 4.74,
  /// 4.87, 4.90.
  static func finestOrder(_ errors: [Double]) -> Double {
    let visible = errors.filter { $0 > 1e-11 }
    return ObservedOrder.fit(steps: [2, 1], errors: Array(visible.suffix(2)))
  }

  @Test(arguments: methods) func locatedEventsKeepTheOrder(name: String) throws {
    let method = try #require(Method.named(name))
    let order = Self.order(method, Self.steps(method), "located") { Self.error(method, Settings(step: $0)) }
    #expect(order > Self.claim(method))
  }

  @Test(arguments: methods) func gridEventsAreOfFirstOrder(name: String) throws {
    let method = try #require(Method.named(name))
    let order = Self.order(method, [1.0 / 8, 1.0 / 16, 1.0 / 32], "grid") {
      Self.error(method, Settings(step: $0, eventTimes: .grid))
    }
    #expect(abs(order - 1) < 0.1)
  }

  @Test(arguments: methods) func aSmoothProblemWithTimeInItKeepsTheOrder(name: String) throws {
    let method = try #require(Method.named(name))
    let problem = try SmoothProblem.problem()
    let order = Self.order(method, Self.steps(method), "smooth") {
      SmoothProblem.error(method.solve(problem, Settings(step: $0)))
    }
    #expect(order > Self.claim(method))
  }
}
