internal import Dynamics

/// A fully connected network after its training, or in the midst of it.
package struct TrainedPerceptron: TrainedNetwork {
  package let collocationResiduals: [NetworkResidual]
  package let freshResiduals: [NetworkResidual]
  /// After every few epochs; the parts are weighed.
  package let history: TrainingHistory
  package let iterations: Int
  package let parameters: [Double]
  private let setting: LossSetting
  private let precision: PerceptronOptions.Precision

  init(
    _ setting: LossSetting, _ precision: PerceptronOptions.Precision, _ parameters: [Double], history: TrainingHistory,
    iterations: Int
  ) {
    self.setting = setting
    self.precision = precision
    self.parameters = parameters
    self.history = history
    self.iterations = iterations
    let loss = setting.loss(precision, workers: 1)
    collocationResiduals = Self.residuals(setting, loss.predict(parameters, at: setting.collocationTimes))
    freshResiduals = Self.residuals(setting, loss.predict(parameters, at: setting.freshTimes))
  }

  package func states(at times: [Double]) -> [Double] {
    let prediction = setting.loss(precision, workers: 1).predict(parameters, at: times)
    var states = prediction.states
    for (row, t) in times.enumerated() where !(t >= setting.problem.start && t <= setting.problem.end) {
      for state in 0..<setting.dimension { states[row * setting.dimension + state] = .nan }
    }
    return states
  }

  /// One: the whole time.
  package var pieces: [ClosedRange<Double>] { [setting.problem.start...setting.problem.end] }
  package var trainedWeights: Int { parameters.count }
  package var fixedWeights: Int { 0 }

  private static func residuals(_ setting: LossSetting, _ prediction: Prediction) -> [NetworkResidual] {
    let field = CollocationField(setting.problem)
    let lanes = CollocationField.lanes
    var residuals: [NetworkResidual] = []
    for first in stride(from: 0, to: prediction.times.count, by: lanes) {
      let rows = first..<min(first + lanes, prediction.times.count)
      let times = Array(prediction.times[rows])
      for state in 0..<setting.dimension {
        for row in rows { field.states[state * lanes + row - first] = prediction.state(row, state) }
      }
      field.run(times: times, modes: setting.problem.modes(at: times))
      for row in rows {
        let values = (0..<setting.dimension).map { prediction.slope(row, $0) - field.slope($0)[row - first] }
        residuals.append(NetworkResidual(time: prediction.times[row], values: values))
      }
    }
    return residuals
  }
}
