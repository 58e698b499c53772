import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// The classical fully connected network over the whole time.
enum MlpPlan {
  static func plan(
    _ frame: SolveFrame, _ problem: Problem, _ facts: TrajectoryFacts, _ arguments: Arguments,
    _ planning: inout Planning
  ) -> PinnPlan? {
    let task = arguments[PinnKeys.task] ?? .forward
    let preset = arguments[MlpKeys.preset]
    if let preset, (preset == .coursePure) != (task == .forward) {
      planning.fail(
        "the preset '\(preset.rawValue)' is for 'task: \(preset == .coursePure ? "forward" : "guided")'",
        at: arguments.location(of: MlpKeys.preset))
    }
    let data = task == .guided ? PinnKeys.data(arguments, facts, &planning) : nil
    guard task != .guided || data != nil else { return nil }
    let seed = arguments[PinnKeys.seed] ?? planning.seed
    // What the keys give over each recipe is checked once; the data are there later.
    _ = MlpKeys.options(arguments, PerceptronOptions(), span: frame.span, seed: seed, &planning)
    guard !planning.diagnostics.hasErrors else { return nil }
    let recipe = Recipe(
      arguments: arguments, planning: planning, span: frame.span, seed: seed, preset: preset,
      peak: facts.thresholds.first?.value)
    let budget = arguments[MlpKeys.budget]
    let samples = data.flatMap { planning.facts[$0.label]?.identity }
    // Every key is in the text of the options.
    let text = MlpKeys.all.compactMap { key in
      arguments.isMentioned(key) ? "\(key.name): \(arguments.place(of: key).text)" : nil
    }
    let parts = [
      Identity.Part("settings", text.joined(separator: "; ")), Identity.Part("seed", "\(seed)"),
      Identity.Part("samples", samples?.key ?? data?.label ?? "none"),
      Identity.Part(
        "parameters of the notebook",
        planning.parameters.parameters.map { "\($0.name) = \($0.value.text)" }.joined(separator: ", ")),
    ]
    return PinnPlan(
      frame: frame, problem: problem, facts: facts, task: task, trainer: .mlp, location: arguments.location,
      identity: Identity("pinn mlp \(task.rawValue)", frame.identityParts + parts)
    ) { plan, inputs in
      do throws(SampleFailure) {
        let known = try data.map { data throws(SampleFailure) in
          try SampleReading.samples(data.label, inputs, plan.facts)
        }
        return train(plan, recipe, known, budget: budget, recipe.planning.limits, inputs)
      } catch {
        return TrainedProduct(failures: [.error(error.message, at: data?.location ?? plan.location, hint: error.hint)])
      }
    }
  }

  /// The options, once the data are known.
  private struct Recipe: Sendable {
    let arguments: Arguments
    let planning: Planning
    let span: ClosedRange<Double>
    let seed: Int
    let preset: MlpKeys.Preset?
    /// Where spikes are drawn, as the course does.
    let peak: Double?

    func settings(_ problem: Problem, _ samples: Samples?) -> (PerceptronOptions, PerceptronData) {
      let rows = samples.map { samples in
        samples.times.indices.flatMap { row in samples.values.map { $0?[row] ?? .nan } }
      }
      var data = PerceptronData(times: samples?.times ?? [], states: rows ?? [])
      var base = PerceptronOptions()
      switch preset {
      case .coursePure: base = .coursePure(problem)
      case .courseGuided:
        data = .courseGuided(
          Trajectory(dimension: problem.dimension, times: data.times, states: data.states, starts: []), peak: peak)
        base = .courseGuided(problem, data)
      case .guided: base = .guided(problem, data)
      case nil: break
      }
      var planning = planning
      let options = MlpKeys.options(
        arguments, base, span: span, seed: seed, &planning)
      return (options, data)
    }
  }

  /// How many epochs lie between two checkpoints.
  private static let checkpointEvery = 200

  private static func train(
    _ plan: PinnPlan, _ recipe: Recipe, _ samples: Samples?, budget: Int?, _ limits: Limits, _ inputs: Inputs
  ) -> TrainedProduct {
    var (options, data) = recipe.settings(plan.problem, samples)
    let total = min(budget ?? .max, options.epochs)
    guard total <= limits[.epochs] else {
      let limit = Limits.Name.epochs
      return TrainedProduct(failures: [
        .error(
          "that is \(limit.text(Double(total))) epochs, and the limit is \(limit.text(Double(limits[.epochs])))",
          at: plan.location, hint: "give a 'budget', or \(limit.raising(to: Double(total)))")
      ])
    }
    // Enough rows for a figure of a short training.
    options.recordEvery = max(1, min(options.recordEvery, total / 50))
    var training =
      inputs.store.checkpoint(plan.identity).flatMap {
        PerceptronTraining(plan.problem, options, data, checkpoint: $0)
      } ?? PerceptronTraining(plan.problem, options, data)
    let isReused = training.outcome != nil || training.epoch >= total
    while training.outcome == nil, training.epoch < total {
      let next = min(total - training.epoch, checkpointEvery - training.epoch % checkpointEvery)
      training.run(
        TrainingBudget(epochs: next),
        progress: { epoch, losses in
          inputs.report(WorkStep(done: epoch, of: total, unit: .epoch, loss: losses.total(options.weights)))
        })
      // It goes on from here after a crash, to the same bits.
      inputs.store.keep(training.checkpoint, as: plan.identity)
    }
    let network = training.trained
    var solution = solution(plan, network)
    if case .notFinite? = training.outcome { solution.outcome = .diverged(at: plan.problem.start) }
    let result = plan.result(solution, network, fit: samples.map { SampleFit(network, plan, $0) })
    var product = TrainedProduct(
      result: result, description: description(result, training, samples, total), isReused: isReused)
    if case .notFinite(let epoch)? = training.outcome {
      product.failures.append(
        .error(
          "the loss is not a finite number in epoch \(epoch + 1)", at: plan.location,
          hint: "take a smaller 'rate', or 'clip' the gradient"))
    }
    return product
  }

  /// The network on an even grid, with events where their conditions become true: a smooth network has no resets.
  private static func solution(_ plan: PinnPlan, _ network: TrainedPerceptron) -> Solution {
    let problem = plan.problem
    let count = 4000
    let times = (0...count).map { problem.start + (problem.end - problem.start) * Double($0) / Double(count) }
    let states = network.states(at: times)
    let n = problem.dimension
    let margins = Machine(problem.margins, parameters: problem.parameters)
    var events = Array(repeating: [Double](), count: problem.events.count)
    var before: [Double] = []
    for (row, t) in times.enumerated() {
      let now = margins.results(t, Array(states[row * n..<row * n + n]))
      for event in events.indices where row > 0 && before[event] < 0 && now[event] >= 0 {
        let part = before[event] / (before[event] - now[event])
        events[event].append(times[row - 1] + part * (t - times[row - 1]))
      }
      before = now
    }
    var cost = Cost()
    cost.steps = network.iterations
    return Solution(
      trajectory: Trajectory(dimension: n, times: times, states: states, starts: []), eventTimes: events,
      outcome: .finished, cost: cost)
  }

  private static func description(
    _ result: PinnResult, _ training: PerceptronTraining, _ samples: Samples?, _ total: Int
  ) -> NetworkDescription {
    let options = training.options
    let shape = options.shape(of: training.problem)
    var description = NetworkDescription(
      title:
        "fully connected, \(options.layers) × \(options.width) \(options.activation.rawValue) · \(training.epoch) epochs"
    )
    var input = "the time, from −1 to 1"
    if !options.cycles.isEmpty { input += ", and sines and cosines of \(options.cycles.count) frequencies" }
    if let fourier = options.fourier { input += ", and \(fourier.count) random Fourier features" }
    let isExact = options.initialCondition != .penalised
    description.architecture = [
      ("input", input),
      (
        "hidden layers",
        "\(options.layers) of \(options.width) \(options.activation.rawValue) neurons, all weights trained"
      ),
      (
        "output layer",
        "\(result.facts.components.count) states in units of their own\(isExact ? "; the initial value is built in" : "")"
      ), ("weights", "\(shape.parameterCount) trained, from seed \(options.seed)"),
    ]
    let weights = options.weights
    var terms = ["\(Digits.shown(weights.physics)) × physics"]
    if !isExact { terms.append("\(Digits.shown(weights.initial)) × initial value") }
    if samples != nil { terms.append("\(Digits.shown(weights.data)) × data") }
    let phases = options.phases.map { phase in
      if case .adam(let adam) = phase.optimiser {
        "Adam at \(Digits.shown(adam.rate)), \(phase.epochs) epochs"
      } else {
        "L-BFGS, \(phase.epochs) iterations"
      }
    }
    description.training = [
      (
        "trained on",
        "the equations at \(options.collocation(of: training.problem).times.count) collocation points\(samples.map { ", \($0.count) samples" } ?? ""), no events: a network of time is smooth"
      ), ("loss", terms.joined(separator: " + ")),
      (
        "optimiser",
        phases.joined(separator: ", then ") + (total < options.epochs ? "; cut after \(total)" : "")
      ), ("ended", ending(training, total)),
    ]
    let losses = training.losses
    description.trust = [
      (
        "terms of the loss at the end",
        (["physics \(Digits.shown(losses.physics))", "initial \(Digits.shown(losses.initial))"]
          + (samples == nil ? [] : ["data \(Digits.shown(losses.data))"])).joined(separator: ", ")
      ), ("residual on fresh points", "root mean square \(Digits.shown(training.freshResidual)) in scales"),
    ]
    if let samples, let fit = result.fit {
      for (state, component) in result.facts.components.enumerated() where samples.values[state] != nil {
        let unit = component.unit.map { " " + $0.symbol } ?? ""
        description.trust.append(
          (
            "fit of \(component.name)",
            "RMSE \(Digits.shown((fit.trained[state] ?? nil) ?? .nan))\(unit) on the samples"
          ))
      }
    }
    return description
  }

  private static func ending(_ training: PerceptronTraining, _ total: Int) -> String {
    switch training.outcome {
    case .stoppedEarly(let best)?: "stopped early, back at epoch \(best)"
    case .stalled(let epoch)?: "no better step after epoch \(epoch)"
    case .notFinite(let epoch)?: "the loss is not finite in epoch \(epoch + 1)"
    case .finished?: "after all its epochs"
    default: training.epoch >= total ? "at its budget" : "before its end"
    }
  }
}

extension SampleFit {
  /// Of a network that was trained on all samples.
  init(_ network: TrainedPerceptron, _ plan: PinnPlan, _ samples: Samples) {
    let states = network.states(at: samples.times)
    let n = plan.problem.dimension
    let trained = samples.values.enumerated().map { state, column -> Double? in
      guard let column else { return nil }
      let sum = column.indices.reduce(0.0) {
        $0 + (states[$1 * n + state] - column[$1]) * (states[$1 * n + state] - column[$1])
      }
      return (sum / Double(max(1, column.count))).squareRoot()
    }
    self.init(trained: trained, heldOut: trained.map { _ in nil })
  }
}
