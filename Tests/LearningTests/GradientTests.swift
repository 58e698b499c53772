import Dynamics
import Expressions
import Learning
import TestSupport
import Testing

/// Derivatives by hand against central differences, in double precision.
@Suite("Gradients of networks")
struct GradientTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    var activation = Activation.tanh
    var cycles: [Double] = []
    var fourier: RandomFourier?
    var initialCondition = InitialCondition.penalised
    var weights = LossWeights(physics: 0.7, initial: 20, data: 3)

    var testDescription: String {
      "\(activation), \(cycles.count) cycles, \(fourier?.count ?? 0) random features, \(initialCondition), \(weights)"
    }
  }

  static let variants: [Variant] =
    Activation.allCases.map { Variant(activation: $0) } + [
      Variant(cycles: [1, 3]),
      Variant(activation: .swish, fourier: RandomFourier(count: 3, sigma: 0.7, seed: 4)),
      Variant(activation: .sin, cycles: [0.5], fourier: RandomFourier(count: 2, sigma: 0.4, seed: 1)),
      Variant(initialCondition: .exact(time: 2)),
      Variant(activation: .sin, cycles: [2], initialCondition: .exact(time: 0.7)),
      Variant(weights: LossWeights(physics: 1, initial: 0, data: 0)),
      Variant(weights: LossWeights(physics: 0, initial: 1, data: 0)),
      Variant(weights: LossWeights(physics: 0, initial: 0, data: 1)),
    ]

  /// Every parameter of every layer. The step balances truncation and rounding: errors of about 1e-9 of the largest
  /// slope.
  @Test("each derivative is that of the loss", arguments: variants)
  func everyParameter(_ variant: Variant) throws {
    let problem = try Networks.spiking()
    let training = PerceptronTraining(problem, Self.options(variant), Self.data)
    var random = Random(seed: 9)
    var parameters = training.parameters.map { $0 + 0.3 * random.normal() }
    var gradient = Array(repeating: 0.0, count: parameters.count)
    var unused = gradient
    _ = training.evaluate(parameters, gradient: &gradient)
    let largest = gradient.map(abs).max() ?? 0
    #expect(largest > 0)
    for index in parameters.indices {
      let (value, h) = (parameters[index], 1e-5)
      parameters[index] = value + h
      let above = training.evaluate(parameters, gradient: &unused).total(variant.weights)
      parameters[index] = value - h
      let below = training.evaluate(parameters, gradient: &unused).total(variant.weights)
      parameters[index] = value
      let difference = abs((above - below) / (2 * h) - gradient[index])
      #expect(difference < 1e-6 * largest, "parameter \(index): \(gradient[index])")
    }
  }

  @Test("single precision gives the same gradient, as far as it goes", arguments: variants)
  func singlePrecision(_ variant: Variant) throws {
    let problem = try Networks.spiking()
    var options = Self.options(variant)
    // Two panels of single precision, the second not full; more points than one chunk has.
    options.width = 19
    options.collocation = Collocation([Collocation.Part(from: 0, to: 8, count: 150)])
    let double = PerceptronTraining(problem, options, Self.data)
    options.precision = .single
    let single = PerceptronTraining(problem, options, Self.data)
    var (a, b) = (double.parameters, double.parameters)
    let losses = double.evaluate(double.parameters, gradient: &a)
    let rounded = single.evaluate(double.parameters, gradient: &b)
    #expect(abs(losses.total(variant.weights) / rounded.total(variant.weights) - 1) < 1e-4)
    let norm = { (x: [Double]) in x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    #expect(norm(zip(a, b).map { $0 - $1 }) < 1e-4 * norm(a))
  }

  @Test("slopes are the derivatives of states by time", arguments: variants)
  func slopes(_ variant: Variant) throws {
    let training = PerceptronTraining(try Networks.spiking(), Self.options(variant), Self.data)
    let h = 1e-5
    for t in [0.3, 2.0, 5.5, 7.9] {
      let rows = training.predict(at: [t - h, t, t + h])
      for state in 0..<2 {
        let difference = (rows.state(2, state) - rows.state(0, state)) / (2 * h)
        #expect(abs(rows.slope(1, state) - difference) < 1e-6 * max(1, abs(difference)))
      }
    }
  }

  @Test("an exact initial condition holds for any parameters")
  func exactInitialCondition() throws {
    var options = Self.options(Variant(initialCondition: .exact(time: 2)))
    options.outputs = [OutputScale(offset: 3, scale: 7), OutputScale(offset: -1, scale: 2)]
    let training = PerceptronTraining(try Networks.spiking(), options)
    let start = training.predict(at: [0])
    #expect(start.states == training.problem.initial)
  }

  private static func options(_ variant: Variant) -> PerceptronOptions {
    var options = PerceptronOptions()
    (options.layers, options.width, options.activation) = (3, 5, variant.activation)
    (options.cycles, options.fourier) = (variant.cycles, variant.fourier)
    (options.initialCondition, options.weights) = (variant.initialCondition, variant.weights)
    options.collocation = Collocation([Collocation.Part(from: 0, to: 8, count: 11)])
    options.outputs = [OutputScale(offset: -0.2, scale: 1.5), OutputScale(offset: 0.4, scale: 0.8)]
    options.residualScales = [1.3, 0.2]
    options.seed = 3
    options.precision = .double
    return options
  }

  /// With a value that is not known, and weights of rows and states.
  private static let data = PerceptronData(
    times: [0.5, 2, 3.25, 7], states: [-1, 0.5, 0.2, .nan, 1.5, 0.1, -0.7, 0.9], rowWeights: [1, 2, 0.5, 3],
    stateWeights: [1, 10])
}

/// Problems that networks are tried on.
enum Networks {
  /// FitzHugh and Nagumo's, with a step of the current and a switch on the state.
  static func spiking() throws -> Problem {
    try ModelDefinition.reading(
      ModelText.layer(
        equations: "dv/dt = v - v^3/3 - w + I + 0.2*(v > 0.1)\ndw/dt = (v + a - b*w)/tau",
        parameters: ["a": "0.7", "b": "0.8", "tau": "12.5"], initial: ["v": "-1", "w": "1"],
        inputs: ["I": "0.5*(t >= 2.1)"])
    ).problem(from: 0, to: 8)
  }

  static func decay(until end: Double = 2) throws -> Problem {
    try ModelDefinition.reading(ModelText.layer(equations: "dy/dt = -y", initial: ["y": "1"]))
      .problem(from: 0, to: end)
  }
}
