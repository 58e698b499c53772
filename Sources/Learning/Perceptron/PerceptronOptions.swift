package import Dynamics

/// A fully connected network from time to states, and how it is trained.
package struct PerceptronOptions: Sendable, Equatable {
  package enum Precision: Sendable { case single, double }

  /// Hidden layers, and neurons in each.
  package var layers = 4
  package var width = 32
  package var activation = Activation.tanh
  /// Sines and cosines beside time, see ``TimeFeatures``.
  package var cycles: [Double] = []
  package var fourier: RandomFourier?
  package var initialCondition = InitialCondition.penalised
  /// Of each state. Without: the mean and standard deviation of its data; without data the initial value, and its size
  /// or 1.
  package var outputs: [OutputScale]?
  /// Of each state, what its residual is divided by; without, the scale of its output in each unit of time.
  package var residualScales: [Double]?
  /// Without: 1000 points over the whole span.
  package var collocation: Collocation?
  package var weights = LossWeights()
  package var phases: [Phase] = [Phase(.adam(Adam.Options()), epochs: 1000)]
  /// A row of the history after every so many epochs.
  package var recordEvery = 10
  package var earlyStopping: EarlyStopping?
  package var seed: UInt64 = 0
  package var precision = Precision.single
  /// Threads; they do not change the result.
  package var workers = 1

  package init() {}

  /// One optimiser and its epochs: steps of Adam, iterations of L-BFGS.
  package struct Phase: Sendable, Equatable {
    package enum Optimiser: Sendable, Equatable {
      case adam(Adam.Options)
      case lbfgs(LBFGS.Options)
    }

    package var optimiser: Optimiser
    package var epochs: Int

    package init(_ optimiser: Optimiser, epochs: Int) {
      self.optimiser = optimiser
      self.epochs = epochs
    }
  }

  /// Ends training when what is watched has not become clearly less for a while, and goes back to the best parameters.
  package struct EarlyStopping: Sendable, Equatable {
    package enum Watched: Sendable, Equatable {
      case loss
      /// The residual on points that training does not look at.
      case freshResidual
    }

    package var watched: Watched
    /// How many epochs lie between two looks.
    package var every: Int
    /// How many epochs may pass since the best look.
    package var patience: Int
    /// What part of the best value has to go for a better one.
    package var gain: Double

    package init(_ watched: Watched = .loss, every: Int = 10, patience: Int, gain: Double = 1e-3) {
      precondition(every > 0 && patience > 0)
      self.watched = watched
      self.every = every
      self.patience = patience
      self.gain = gain
    }
  }

  package var epochs: Int { phases.reduce(0) { $0 + $1.epochs } }

  func features(of problem: Problem) -> TimeFeatures {
    TimeFeatures(from: problem.start, to: problem.end, cycles: cycles, fourier: fourier)
  }

  /// The layers of the network for a problem; its `parameterCount` is what a page calls the size.
  package func shape(of problem: Problem) -> PerceptronShape {
    let inputs = 1 + 2 * (cycles.count + (fourier?.count ?? 0))
    return PerceptronShape(inputs: inputs, layers: layers, width: width, outputs: problem.dimension)
  }

  package func collocation(of problem: Problem) -> Collocation {
    collocation ?? Collocation([Collocation.Part(from: problem.start, to: problem.end, count: 1000)])
  }

  package func outputs(of problem: Problem, _ data: PerceptronData) -> [OutputScale] {
    if let outputs {
      precondition(outputs.count == problem.dimension)
      return outputs
    }
    return problem.initial.enumerated().map { state, initial in
      let values = data.values(of: state, dimension: problem.dimension)
      return values.contains { !$0.isNaN }
        ? .standardising(values) : OutputScale(offset: initial, scale: max(1, abs(initial)))
    }
  }
}
