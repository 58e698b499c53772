import Diagnostics
import Expressions
import Learning

/// The keys of `pinn` for the classical fully connected network.
enum MlpKeys {
  enum Preset: String, CaseIterable { case coursePure = "course-pure", courseGuided = "course-guided", guided }

  static let preset = Parameter(
    "preset", .choice(Preset.allCases.map { ($0.rawValue, $0) }),
    "a whole recipe, of which other keys change parts: `course-pure` and `course-guided` (what the course project trained), `guided` (the same with standardised states, random Fourier features and one cycle of the learning rate)"
  )
  static let layers = Parameter("layers", .integer(1...20), "hidden layers; 4 if not given")
  static let width = Parameter("width", .integer(1...1024), "neurons in each hidden layer; 32 if not given")
  static let activation = Parameter(
    "activation", .choice(Activation.allCases.map { ($0.rawValue, $0) }),
    "what a neuron makes of its sum; `tanh` if not given")
  static let fourier = Parameter(
    "fourier", .integer(1...512), "how many random Fourier features stand beside the time; none if not given")
  static let sigma = Parameter(
    "sigma", .positive, "the standard deviation of their frequencies, in cycles per half of the span; 20 if not given")
  static let start = Parameter(
    "initial-condition", .choice([("penalised", false), ("exact", true)]),
    "a term of the loss, or built into the network; `penalised` if not given")
  static let weights = Parameter(
    "weights",
    .items(
      "terms of the loss with a weight each",
      [
        .init("physics", .number, "the residual of the equations"), .init("initial", .number, "the initial values"),
        .init("data", .number, "the samples"),
      ]),
    "how the terms of the loss count: `{physics: 1, initial: 200, data: 50}`")
  static let epochs = Parameter(
    "epochs",
    .items(
      "optimisers with their epochs",
      [.init("adam", .number, "epochs of Adam"), .init("lbfgs", .number, "iterations of L-BFGS")]),
    "steps of each optimiser in turn: `{adam: 3000, lbfgs: 500}`")
  static let rate = Parameter("rate", .positive, "Adam's learning rate; 1e-3 if not given")
  static let schedule = Parameter(
    "schedule",
    .choice([
      ("constant", RateSchedule.constant), ("cosine", .cosine(to: 0.01)), ("one-cycle", .oneCycle),
      ("halving", .step(factor: 0.5, every: 1000)),
    ]),
    "how the learning rate changes: `constant`, `cosine` (to a hundredth), `one-cycle`, `halving` (every 1000 epochs)")
  static let clip = Parameter("clip", .positive, "the largest norm of a gradient; longer ones are shortened to it")
  static let points = Parameter("points", .integer(2...1_000_000), "collocation points; 1000 if not given")
  static let patience = Parameter(
    "patience", .integer(1...1_000_000),
    "ends the training when the loss has not fallen for so many epochs, and goes back to the best")
  static let budget = Parameter(
    "budget", .integer(1...10_000_000), "cuts the training after so many epochs, whatever the recipe says")

  static let all: [any AnyParameter] = [
    preset, layers, width, activation, fourier, sigma, start, weights, epochs, rate, schedule, clip, points, patience,
    budget,
  ]

  /// The options of a training, from the preset and the keys over it.
  static func options(
    _ arguments: Arguments, _ base: PerceptronOptions, span: ClosedRange<Double>, seed: Int,
    _ planning: inout Planning
  ) -> PerceptronOptions {
    var options = base
    if let value = arguments[layers] { options.layers = value }
    if let value = arguments[width] { options.width = value }
    if let value = arguments[activation] { options.activation = value }
    if let count = arguments[fourier] {
      options.fourier = RandomFourier(
        count: count, sigma: arguments[sigma] ?? 20, seed: UInt64(bitPattern: Int64(seed)))
    } else if arguments.isMentioned(sigma) {
      planning.fail("'sigma' belongs to 'fourier'", at: arguments.location(of: sigma), hint: "add 'fourier: 32'")
    }
    if let isExact = arguments[start] {
      options.initialCondition = isExact ? .exact(time: (span.upperBound - span.lowerBound) / 100) : .penalised
    }
    if let count = arguments[points] {
      options.collocation = Collocation([.init(from: span.lowerBound, to: span.upperBound, count: count)])
    }
    for (name, value) in numbers(arguments, weights, among: ["physics", "initial", "data"], &planning) {
      switch name {
      case "physics": options.weights.physics = value
      case "initial": options.weights.initial = value
      default: options.weights.data = value
      }
    }
    let counts = numbers(arguments, epochs, among: ["adam", "lbfgs"], &planning)
    if let item = arguments[epochs]?.first(where: { Double($0.value.text).map { $0 != $0.rounded() } ?? false }) {
      planning.fail("epochs are whole, and '\(item.value.text)' is not", at: item.value.location)
    }
    if arguments.isGiven(epochs), counts.allSatisfy({ $0.1 < 1 }) {
      planning.fail("a training has one epoch at least", at: arguments.location(of: epochs))
    }
    if !counts.isEmpty {
      options.phases = counts.map { name, count in
        PerceptronOptions.Phase(
          name == "adam" ? .adam(Adam.Options()) : .lbfgs(LBFGS.Options(memory: 50)), epochs: Int(count))
      }
    }
    for place in options.phases.indices {
      guard case .adam(var adam) = options.phases[place].optimiser else { continue }
      if let value = arguments[rate] { adam.rate = value }
      if let value = arguments[schedule] { adam.schedule = value }
      if let value = arguments[clip] { adam.clip = value }
      options.phases[place].optimiser = .adam(adam)
    }
    if let patience = arguments[patience] { options.earlyStopping = .init(patience: patience) }
    options.seed = UInt64(bitPattern: Int64(seed))
    return options
  }

  private static func numbers(
    _ arguments: Arguments, _ key: Parameter<[ModelLayer.Item]>, among names: [String], _ planning: inout Planning
  ) -> [(String, Double)] {
    (arguments[key] ?? []).compactMap { item in
      guard names.contains(item.name.text) else {
        planning.fail(
          "unknown name '\(item.name.text)' in '\(key.name)'", at: item.name.location,
          hint: Spelling.hint(item.name.text, among: names) ?? "it takes \(names.joined(separator: ", "))")
        return nil
      }
      guard let value = Double(item.value.text), value >= 0, value < 1e9 else {
        planning.fail("expected a number of at least 0, not '\(item.value.text)'", at: item.value.location)
        return nil
      }
      return (item.name.text, value)
    }
  }
}
