/// First-order steps with a size for each parameter, from running means of the gradient and its square.
///
/// D. P. Kingma, J. Ba, ICLR 2015, arXiv:1412.6980.
package struct Adam: Sendable, Equatable {
  package struct Options: Sendable, Equatable {
    package var rate: Double
    package var schedule: RateSchedule
    /// The largest Euclidean norm of a gradient; a longer one is shortened to it.
    package var clip: Double?
    package var meanDecay: Double
    package var squareDecay: Double
    package var floor: Double

    package init(
      rate: Double = 1e-3, schedule: RateSchedule = .constant, clip: Double? = nil, meanDecay: Double = 0.9,
      squareDecay: Double = 0.999, floor: Double = 1e-8
    ) {
      self.rate = rate
      self.schedule = schedule
      self.clip = clip
      self.meanDecay = meanDecay
      self.squareDecay = squareDecay
      self.floor = floor
    }
  }

  package let options: Options
  package internal(set) var means: [Double]
  package internal(set) var squares: [Double]
  package internal(set) var steps = 0
  /// The products of the decays so far.
  var meanPower = 1.0
  var squarePower = 1.0

  package init(_ options: Options, count: Int) {
    self.options = options
    means = Array(repeating: 0, count: count)
    squares = Array(repeating: 0, count: count)
  }

  /// Moves `parameters` one step.
  ///
  /// - Parameter epochs: of the whole phase, for the schedule.
  /// - Returns: the learning rate of the step.
  @discardableResult
  package mutating func step(_ parameters: inout [Double], gradient: [Double], of epochs: Int) -> Double {
    precondition(parameters.count == means.count && gradient.count == means.count)
    let rate = options.rate * options.schedule.factor(at: steps, of: epochs)
    var shortening = 1.0
    if let clip = options.clip {
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > clip { shortening = clip / norm }
    }
    steps += 1
    meanPower *= options.meanDecay
    squarePower *= options.squareDecay
    let size = rate / (1 - meanPower)
    let correction = 1 / (1 - squarePower)
    let (meanDecay, squareDecay, floor) = (options.meanDecay, options.squareDecay, options.floor)
    let count = means.count
    means.withUnsafeMutableBufferPointer { means in
      squares.withUnsafeMutableBufferPointer { squares in
        parameters.withUnsafeMutableBufferPointer { parameters in
          gradient.withUnsafeBufferPointer { gradient in
            for index in 0..<count {
              let slope = shortening * gradient[index]
              means[index] = meanDecay * means[index] + (1 - meanDecay) * slope
              squares[index] = squareDecay * squares[index] + (1 - squareDecay) * slope * slope
              parameters[index] -= size * means[index] / ((squares[index] * correction).squareRoot() + floor)
            }
          }
        }
      }
    }
    return rate
  }
}
