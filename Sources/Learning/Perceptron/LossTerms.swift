internal import Dynamics

/// The terms of the loss of a chunk of points, and their derivatives by the numbers that the network gave.
final class LossTerms {
  /// What the network gave: the number of state i and row r stands at `i * rows + r`; tangents lie below the values.
  let numbers: UnsafeMutablePointer<Double>
  /// The derivatives of the weighed loss by them.
  let pulls: UnsafeMutablePointer<Double>
  /// The derivatives of the weighed loss by residuals: state i of point l stands at `i * lanes + l`.
  private let residuals: UnsafeMutablePointer<Double>
  private let memory: [Scratch]

  private let setting: LossSetting
  private let dimension: Int
  private let field: CollocationField

  /// - Parameter rows: the most that a chunk has.
  init(_ setting: LossSetting, rows: Int) {
    self.setting = setting
    dimension = setting.dimension
    field = CollocationField(setting.problem)
    memory = [Scratch(dimension * rows), Scratch(dimension * rows), Scratch(dimension * CollocationField.lanes)]
    numbers = memory[0].pointer
    pulls = memory[1].pointer
    residuals = memory[2].pointer
  }

  /// The part of collocation points in the physics term; keeps the derivatives by each residual.
  func findResiduals(_ points: ChunkPoints, _ modes: [Double]) -> Double {
    let (lanes, count) = (CollocationField.lanes, points.count)
    let rate = setting.features.rate
    for state in 0..<dimension {
      let (base, scale) = (setting.output.bases[state], setting.output.scales[state])
      let (values, to) = (numbers + 2 * count * state, field.states + state * lanes)
      for row in 0..<count { to[row] = base + scale * points.gains[row] * values[row] }
    }
    field.run(times: points.times, modes: modes)
    let share = 1 / Double(points.total * dimension)
    var sum = 0.0
    for state in 0..<dimension {
      let (inverse, right) = (1 / setting.residualScales[state], field.slope(state))
      let (values, scale) = (numbers + 2 * count * state, setting.output.scales[state])
      let factor = 2 * setting.lossWeights.physics * share * inverse
      for row in 0..<count {
        let slope = scale * (points.gains[row] * rate * values[count + row] + points.gainSlopes[row] * values[row])
        let residual = inverse * (slope - right[row])
        sum += residual * residual
        residuals[state * lanes + row] = factor * residual
      }
    }
    return sum * share
  }

  /// From derivatives by residuals to derivatives by values and their tangents.
  func pullResiduals(_ points: ChunkPoints) {
    let (lanes, count, rate) = (CollocationField.lanes, points.count, setting.features.rate)
    for state in 0..<dimension {
      let (scale, pull, own) = (setting.output.scales[state], pulls + 2 * count * state, residuals + lanes * state)
      for row in 0..<count {
        pull[row] = scale * points.gainSlopes[row] * own[row]
        pull[count + row] = scale * points.gains[row] * rate * own[row]
      }
      for other in 0..<dimension {
        let (given, derivative) = (residuals + lanes * other, field.derivative(other, by: state))
        for row in 0..<count { pull[row] -= scale * points.gains[row] * given[row] * derivative[row] }
      }
    }
  }

  /// The losses of values, and their derivatives by what the network gave.
  func pullValues(_ points: ChunkPoints, _ targets: [ValueTarget]) -> Losses {
    let count = points.count
    for index in 0..<dimension * count { pulls[index] = 0 }
    var losses = Losses()
    for target in targets {
      let (index, scale) = (target.state * count + target.row, setting.output.scales[target.state])
      let gain = points.gains[target.row]
      let difference = setting.output.bases[target.state] + scale * gain * numbers[index] - target.value
      let loss = target.factor * difference * difference
      if target.isInitial { losses.initial += loss } else { losses.data += loss }
      let weight = target.isInitial ? setting.lossWeights.initial : setting.lossWeights.data
      pulls[index] = 2 * weight * target.factor * difference * scale * gain
    }
    return losses
  }

  /// Appends the states and slopes of points that went through with tangents, row by row.
  func append(_ points: ChunkPoints, _ states: inout [Double], _ slopes: inout [Double]) {
    let (count, rate) = (points.count, setting.features.rate)
    for row in 0..<count {
      let (gain, gainSlope) = (points.gains[row], points.gainSlopes[row])
      for state in 0..<dimension {
        let (values, scale) = (numbers + 2 * count * state, setting.output.scales[state])
        states.append(setting.output.bases[state] + scale * gain * values[row])
        slopes.append(scale * (gain * rate * values[count + row] + gainSlope * values[row]))
      }
    }
  }
}
