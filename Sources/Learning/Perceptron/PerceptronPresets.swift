package import Dynamics

/// The settings of the course project. What its report does not state is ours, and said to be.
extension PerceptronOptions {
  /// Physics and the initial condition alone, 83,586 parameters, 12,000 epochs: it never spikes.
  ///
  /// Stated: 6 × 128 tanh, sines and cosines, Adam in two phases. Ours: 1 and 2 cycles over the span (which give the
  /// stated number of parameters), 1000 even points, the weight 100 of the initial condition, states in hundreds of
  /// their units, the gradient's norm at most 1, and learning rates 1e-3 for 6000 epochs, then 1e-4.
  package static func coursePure(_ problem: Problem) -> PerceptronOptions {
    var options = PerceptronOptions()
    options.layers = 6
    options.width = 128
    options.cycles = [1, 2]
    options.outputs = problem.initial.map { OutputScale(offset: $0, scale: 100) }
    options.weights = LossWeights(physics: 1, initial: 100, data: 0)
    options.phases = [
      Phase(.adam(Adam.Options(rate: 1e-3, clip: 1)), epochs: 6000),
      Phase(.adam(Adam.Options(rate: 1e-4, clip: 1)), epochs: 6000),
    ]
    options.recordEvery = 100
    return options
  }

  /// Guided by a trajectory, 50,050 parameters, 8000 epochs of Adam and 2000 iterations of L-BFGS.
  ///
  /// Stated: 4 × 128 tanh; the first state in its own unit, the other standardised; 2000 collocation points, 500 of
  /// them in 90 ... 150 ms; the weights 1, 200 and 50. Ours: even points, learning rate 4e-3 falling to a hundredth of
  /// it along a cosine, and a memory of 50 steps. Of the rates 1, 2, 3 and 4e-3 it is the one that ends nearest to the data:
  /// 0.99, 0.53, 0.44 and 0.26 mV; the course's report says 0.507.
  ///
  /// - Parameter data: see ``PerceptronData/courseGuided(_:)``.
  package static func courseGuided(_ problem: Problem, _ data: PerceptronData) -> PerceptronOptions {
    var options = PerceptronOptions()
    options.layers = 4
    options.width = 128
    options.outputs = (0..<problem.dimension).map { state in
      state == 0 ? .plain : .standardising(data.values(of: state, dimension: problem.dimension))
    }
    var parts = [Collocation.Part(from: problem.start, to: problem.end, count: 1500)]
    let (from, to) = (max(90, problem.start), min(150, problem.end))
    if from < to { parts.append(Collocation.Part(from: from, to: to, count: 500)) }
    options.collocation = Collocation(parts)
    options.weights = LossWeights(physics: 1, initial: 200, data: 50)
    options.phases = [
      Phase(.adam(Adam.Options(rate: 4e-3, schedule: .cosine(to: 0.01))), epochs: 8000),
      Phase(.lbfgs(LBFGS.Options(memory: 50)), epochs: 2000),
    ]
    options.recordEvery = 100
    return options
  }

  /// The guided course network made better, all of it ours: every state standardised, 32 random Fourier features, and 1500
  /// epochs of Adam in one cycle of the learning rate.
  ///
  /// - Parameter data: samples that all weigh the same.
  package static func guided(_ problem: Problem, _ data: PerceptronData) -> PerceptronOptions {
    var options = courseGuided(problem, data)
    options.outputs = nil
    options.fourier = RandomFourier(count: 32, sigma: 20, seed: 1)
    options.phases = [Phase(.adam(Adam.Options(rate: 4e-3, schedule: .oneCycle)), epochs: 1500)]
    return options
  }
}

extension PerceptronData {
  /// Samples with the weights of the guided course network: more near the current step and on spikes.
  ///
  /// The numbers are ours: rows count 5 in 90 ... 150 ms and 51 where the first state is in the upper 4 tenths of its
  /// range; the second state counts 100. Of two rows at one time, before and after a jump, the later is kept.
  ///
  /// - Parameter peak: what the first state is drawn at in the sample before it falls by half its range, as the course does.
  package static func courseGuided(_ trajectory: Trajectory, peak: Double? = nil) -> PerceptronData {
    let dimension = trajectory.dimension
    let rows = (0..<trajectory.count).filter {
      $0 + 1 == trajectory.count || trajectory.times[$0] < trajectory.times[$0 + 1]
    }
    var first = rows.map { trajectory.value($0, 0) }
    let (low, high) = (first.min() ?? 0, first.max() ?? 0)
    if let peak {
      for row in first.indices.dropFirst() where first[row - 1] - first[row] > (high - low) / 2 {
        first[row - 1] = peak
      }
    }
    let times = rows.map { trajectory.times[$0] }
    let states = zip(rows, first).flatMap { [$1] + trajectory.state($0).dropFirst() }
    let weights = zip(times, first).map { time, value -> Double in
      if value > low + 0.6 * (high - low) { return 51 }
      return time >= 90 && time <= 150 ? 5 : 1
    }
    return PerceptronData(
      times: times, states: states, rowWeights: weights, stateWeights: (0..<dimension).map { $0 == 1 ? 100 : 1 })
  }
}
