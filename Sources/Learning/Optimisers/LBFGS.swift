/// Quasi-Newton steps from the last few steps and changes of the gradient, with a strong Wolfe line search.
///
/// J. Nocedal, S. J. Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5, doi:10.1007/978-0-387-40065-5.
package struct LBFGS: Sendable, Equatable {
  package struct Options: Sendable, Equatable {
    /// How many steps are remembered.
    package var memory: Int

    package init(memory: Int = 20) { self.memory = memory }
  }

  /// How a step ended.
  package enum Progress: Sendable, Equatable {
    /// The loss is less, after a step of this length along the direction.
    case moved(Double)
    /// The gradient is zero, or no step makes the loss less as far as its precision tells.
    case stalled
    /// The loss or its gradient is not a number where the step began.
    case notFinite
  }

  struct Pair: Sendable, Equatable {
    let step: [Double]
    let change: [Double]
    let product: Double
  }

  package let options: Options
  var pairs: [Pair] = []
  /// The loss and gradient at the present parameters, once they are known.
  package internal(set) var loss: Double?
  var gradient: [Double] = []

  package init(_ options: Options) { self.options = options }

  /// Moves `parameters` one step.
  ///
  /// - Parameter evaluate: gives the loss at parameters, and stores its gradient.
  package mutating func step(
    _ parameters: inout [Double], _ evaluate: ([Double], inout [Double]) -> Double
  ) -> Progress {
    let count = parameters.count
    if loss == nil {
      gradient = Array(repeating: 0, count: count)
      loss = evaluate(parameters, &gradient)
    }
    guard let present = loss, present.isFinite, gradient.allSatisfy(\.isFinite) else { return .notFinite }
    while true {
      let direction = self.direction()
      let slope = Self.dot(direction, gradient)
      let reach = Self.dot(gradient, gradient).squareRoot()
      guard reach > 0 else { return .stalled }
      if slope < 0, let found = search(parameters, direction, slope, reach, present, evaluate) {
        let (point, place, newGradient) = found
        remember(
          Self.combine(place, -1, parameters), Self.combine(newGradient, -1, gradient))
        (parameters, gradient, loss) = (place, newGradient, point.loss)
        return .moved(point.step)
      }
      // What was remembered misleads: once more along the gradient itself.
      guard !pairs.isEmpty else { return .stalled }
      pairs = []
    }
  }

  private func search(
    _ parameters: [Double], _ direction: [Double], _ slope: Double, _ reach: Double, _ present: Double,
    _ evaluate: ([Double], inout [Double]) -> Double
  ) -> (WolfeSearch.Point, [Double], [Double])? {
    withoutActuallyEscaping(evaluate) { evaluate in
      var seen: [(step: Double, place: [Double], gradient: [Double])] = []
      var search = WolfeSearch(from: WolfeSearch.Point(step: 0, loss: present, slope: slope)) { step in
        let place = Self.combine(parameters, step, direction)
        var gradient = Array(repeating: 0.0, count: place.count)
        let loss = evaluate(place, &gradient)
        // The accepted point is the last one, or the best before it.
        seen.append((step, place, gradient))
        return WolfeSearch.Point(step: step, loss: loss, slope: Self.dot(gradient, direction))
      }
      // Without a memory the length of the gradient says nothing about the size of a step: it begins small.
      let first = pairs.isEmpty ? min(1, 1 / reach) : 1
      guard let point = search.run(first: first), point.loss < present,
        let found = seen.last(where: { $0.step == point.step })
      else { return nil }
      return (point, found.place, found.gradient)
    }
  }

  /// The descent direction -Hg by two loops over the memory.
  private func direction() -> [Double] {
    var direction = gradient.map { -$0 }
    var factors: [Double] = []
    for pair in pairs.reversed() {
      let factor = Self.dot(pair.step, direction) / pair.product
      factors.append(factor)
      Self.add(-factor, pair.change, to: &direction)
    }
    if let last = pairs.last {
      let scale = last.product / Self.dot(last.change, last.change)
      for index in direction.indices { direction[index] *= scale }
    }
    for (pair, factor) in zip(pairs, factors.reversed()) {
      let other = Self.dot(pair.change, direction) / pair.product
      Self.add(factor - other, pair.step, to: &direction)
    }
    return direction
  }

  private mutating func remember(_ step: [Double], _ change: [Double]) {
    let product = Self.dot(step, change)
    // A pair without curvature would make the matrix indefinite.
    guard product > 1e-10 * Self.dot(change, change).squareRoot() * Self.dot(step, step).squareRoot() else { return }
    pairs.append(Pair(step: step, change: change, product: product))
    if pairs.count > options.memory { pairs.removeFirst() }
  }

  /// Eight sums side by side in a fixed order.
  static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sums = SIMD8<Double>.zero
    var rest = 0.0
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        let whole = a.count / 8 * 8
        for index in stride(from: 0, to: whole, by: 8) {
          for lane in 0..<8 { sums[lane] += a[index + lane] * b[index + lane] }
        }
        for index in whole..<a.count { rest += a[index] * b[index] }
      }
    }
    var sum = rest
    for lane in 0..<8 { sum += sums[lane] }
    return sum
  }

  private static func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += factor * vector[index] }
  }

  private static func combine(_ a: [Double], _ factor: Double, _ b: [Double]) -> [Double] {
    var sum = a
    add(factor, b, to: &sum)
    return sum
  }
}
