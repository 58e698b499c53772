package import Dynamics

/// The training of a fully connected network on a problem, epoch by epoch.
///
/// The same problem, options and data give the same bits on every machine, for any number of workers, and whether or
/// not training was interrupted and continued from a checkpoint. Events of the problem are not handled: a network of
/// time is smooth.
package struct PerceptronTraining {
  package let problem: Problem
  package let options: PerceptronOptions
  package let data: PerceptronData
  package internal(set) var parameters: [Double]
  package internal(set) var epoch = 0
  package internal(set) var history = PerceptronHistory()
  /// Why it ended, once it did.
  package internal(set) var outcome: TrainingOutcome?
  var phase = 0
  /// Epochs done in the present phase.
  var phaseEpoch = 0
  var optimiser: Optimiser
  var best = Best()
  private let setting: LossSetting
  private let loss: any PerceptronLoss

  enum Optimiser: Equatable {
    case adam(Adam)
    case lbfgs(LBFGS)
    case none
  }

  /// The best look of early stopping.
  struct Best: Equatable {
    var value = Double.infinity
    var epoch = 0
    var parameters: [Double] = []
  }

  package init(_ problem: Problem, _ options: PerceptronOptions, _ data: PerceptronData = .none) {
    self.problem = problem
    self.options = options
    self.data = data
    setting = LossSetting(problem, options, data)
    loss = setting.loss(options.precision, workers: options.workers)
    var random = Random(seed: options.seed)
    parameters = setting.shape.glorot(&random)
    optimiser = .none
    optimiser = start(0)
    if options.epochs == 0 { outcome = .finished }
  }

  func start(_ phase: Int) -> Optimiser {
    guard phase < options.phases.count else { return .none }
    return switch options.phases[phase].optimiser {
    case .adam(let options): .adam(Adam(options, count: parameters.count))
    case .lbfgs(let options): .lbfgs(LBFGS(options))
    }
  }

  /// States and their derivatives by time.
  package func predict(at times: [Double]) -> Prediction { loss.predict(parameters, at: times) }

  /// The network as it is now, as figures and tables ask of it.
  package var trained: TrainedPerceptron {
    TrainedPerceptron(
      setting, options.precision, parameters, history: history.weighed(options.weights), iterations: epoch)
  }

  /// The root mean square of (dy/dt - f)/scale in the middle between collocation points: the number to trust.
  package var freshResidual: Double { loss.freshResidual(parameters) }

  /// The terms of the loss at the present parameters.
  package var losses: Losses {
    var gradient = Array(repeating: 0.0, count: parameters.count)
    return loss.evaluate(parameters, gradient: &gradient)
  }

  /// The terms at any parameters, and the gradient of their weighed sum.
  package func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Losses {
    loss.evaluate(parameters, gradient: &gradient)
  }

  /// Trains until all phases are done, `budget` is used up, or `isCancelled` says so.
  ///
  /// - Parameter progress: told after each epoch its number and the terms of the loss.
  @discardableResult
  package mutating func run(
    _ budget: TrainingBudget = TrainingBudget(), isCancelled: () -> Bool = { false },
    progress: (Int, Losses) -> Void = { _, _ in }
  ) -> TrainingOutcome {
    let begin = budget.clock?() ?? 0
    var done = 0
    while outcome == nil {
      if done >= budget.epochs { return .paused }
      if isCancelled() { return .cancelled }
      if let clock = budget.clock, clock() - begin >= budget.seconds { return .outOfTime }
      guard let losses = takeEpoch() else { continue }
      done += 1
      progress(epoch, losses)
    }
    return outcome ?? .finished
  }

  @discardableResult
  package mutating func run(epochs: Int) -> TrainingOutcome { run(TrainingBudget(epochs: epochs)) }

  /// One epoch, or the change to the next phase, which gives nothing.
  private mutating func takeEpoch() -> Losses? {
    if phase < options.phases.count, phaseEpoch >= options.phases[phase].epochs {
      endPhase(.finished)
      return nil
    }
    let step: (losses: Losses, rate: Double)?
    // The optimiser is taken out, so that its vectors are not copied.
    let current = optimiser
    optimiser = .none
    switch current {
    case .adam(var adam):
      step = takeStep(&adam)
      optimiser = .adam(adam)
    case .lbfgs(var lbfgs):
      step = takeStep(&lbfgs)
      optimiser = .lbfgs(lbfgs)
    case .none:
      outcome = .finished
      return nil
    }
    guard let step else {
      if outcome == nil {
        // L-BFGS found no better step: the next phase begins.
        if epoch > 0, history.rows.last?.epoch != epoch { record(losses, rate: 0) }
        endPhase(.stalled(epoch: epoch))
      }
      return nil
    }
    epoch += 1
    phaseEpoch += 1
    let total = step.losses.total(options.weights)
    let isLast = phaseEpoch == options.phases[phase].epochs
    if epoch == 1 || epoch.isMultiple(of: max(1, options.recordEvery)) || isLast {
      record(step.losses, rate: step.rate)
    }
    look(total)
    if outcome == nil, isLast { endPhase(.finished) }
    return step.losses
  }

  private mutating func record(_ losses: Losses, rate: Double) {
    history.rows.append(
      PerceptronHistory.Row(
        epoch: epoch, phase: phase, losses: losses, total: losses.total(options.weights), rate: rate))
  }

  private mutating func endPhase(_ reason: TrainingOutcome) {
    phase += 1
    phaseEpoch = 0
    optimiser = start(phase)
    if phase >= options.phases.count { outcome = reason }
  }

  private mutating func takeStep(_ adam: inout Adam) -> (Losses, Double)? {
    var gradient = Array(repeating: 0.0, count: parameters.count)
    let losses = loss.evaluate(parameters, gradient: &gradient)
    guard losses.total(options.weights).isFinite, gradient.allSatisfy(\.isFinite) else {
      outcome = .notFinite(epoch: epoch)
      return nil
    }
    return (losses, adam.step(&parameters, gradient: gradient, of: options.phases[phase].epochs))
  }

  private mutating func takeStep(_ lbfgs: inout LBFGS) -> (Losses, Double)? {
    var seen: [(total: Double, losses: Losses)] = []
    let (loss, weights) = (loss, options.weights)
    let progress = lbfgs.step(&parameters) { parameters, gradient in
      let losses = loss.evaluate(parameters, gradient: &gradient)
      let total = losses.total(weights)
      seen.append((total, losses))
      return total
    }
    switch progress {
    case .moved(let length):
      return seen.last { $0.total == lbfgs.loss }.map { ($0.losses, length) }
    case .stalled: break
    case .notFinite: outcome = .notFinite(epoch: epoch)
    }
    return nil
  }

  /// Early stopping's look, if it is time for one.
  private mutating func look(_ total: Double) {
    guard let stopping = options.earlyStopping, epoch.isMultiple(of: stopping.every) else { return }
    let value =
      switch stopping.watched {
      case .loss: total
      case .freshResidual: freshResidual
      }
    if value < best.value * (1 - stopping.gain) || best.parameters.isEmpty {
      best = Best(value: value, epoch: epoch, parameters: parameters)
    } else if epoch - best.epoch >= stopping.patience {
      parameters = best.parameters
      outcome = .stoppedEarly(best: best.epoch)
    }
  }
}
