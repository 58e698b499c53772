internal import Dynamics

/// All that the loss of a network depends on, besides its parameters.
struct LossSetting: Sendable {
  let problem: Problem
  let shape: PerceptronShape
  let activation: Activation
  let features: TimeFeatures
  let output: StateOutput
  let lossWeights: LossWeights
  /// What residuals are divided by, of each state.
  let residualScales: [Double]
  let collocationTimes: [Double]
  let freshTimes: [Double]
  let data: PerceptronData

  var dimension: Int { problem.dimension }

  init(_ problem: Problem, _ options: PerceptronOptions, _ data: PerceptronData) {
    precondition(data.times.isEmpty || data.states.count == data.times.count * problem.dimension)
    self.problem = problem
    self.data = data
    features = options.features(of: problem)
    shape = options.shape(of: problem)
    activation = options.activation
    let outputs = options.outputs(of: problem, data)
    output = StateOutput(outputs, options.initialCondition, from: problem.start, at: problem.initial)
    lossWeights = options.weights
    residualScales = options.residualScales ?? outputs.map(\.scale)
    precondition(residualScales.count == problem.dimension)
    collocationTimes = options.collocation(of: problem).times
    freshTimes = options.collocation(of: problem).freshTimes
  }

  func chunk<Real>(_ times: [Double], of total: Int, _ purpose: Chunk<Real>.Purpose) -> Chunk<Real> {
    Chunk(ChunkPoints(times, output, of: total), purpose, features)
  }

  func collocationChunks<Real>(_ times: [Double]) -> [Chunk<Real>] {
    Chunk<Real>.ranges(times.count, of: Chunk<Real>.mostPoints).map { range in
      let part = Array(times[range])
      return chunk(part, of: times.count, .collocation(modes: problem.modes(at: part)))
    }
  }

  /// All that training looks at: collocation points, then the initial state and data.
  func chunks<Real>() -> [Chunk<Real>] {
    let physics: [Chunk<Real>] = lossWeights.physics == 0 ? [] : collocationChunks(collocationTimes)
    var (times, rows) = ([Double](), [[(state: Int, value: Double, factor: Double, isInitial: Bool)]]())
    if case .penalised = output.initial, lossWeights.initial != 0 {
      times.append(problem.start)
      rows.append(
        (0..<dimension).map { state in
          let scale = output.scales[state]
          return (state, problem.initial[state], 1 / (scale * scale * Double(dimension)), true)
        })
    }
    let numbers = Double(data.times.count * dimension)
    for (row, time) in data.times.enumerated() where lossWeights.data != 0 {
      times.append(time)
      rows.append(
        (0..<dimension).compactMap { state in
          let (value, scale) = (data.states[row * dimension + state], output.scales[state])
          return value.isNaN ? nil : (state, value, data.weight(row, state) / (scale * scale * numbers), false)
        })
    }
    let values = Chunk<Real>.ranges(times.count, of: Chunk<Real>.mostRows).map { range in
      let targets = range.flatMap { index in
        rows[index].map { item in
          ValueTarget(
            row: index - range.lowerBound, state: item.state, value: item.value, factor: item.factor,
            isInitial: item.isInitial)
        }
      }
      return chunk(Array(times[range]), of: times.count, .values(targets)) as Chunk<Real>
    }
    return physics + values
  }

  func loss(_ precision: PerceptronOptions.Precision, workers: Int) -> any PerceptronLoss {
    switch precision {
    case .single: ChunkedLoss<Float>(self, workers: workers)
    case .double: ChunkedLoss<Double>(self, workers: workers)
    }
  }
}
