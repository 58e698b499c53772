/// How large the estimated error of one step may be: for each state its absolute tolerance, in the unit of the state, plus
/// the relative tolerance times the size of the state.
package struct Tolerance: Sendable, Equatable {
  package var relative: Double
  /// One for each state, or one for all.
  package var absolute: [Double]

  package init(relative: Double, absolute: [Double]) {
    self.relative = relative
    self.absolute = absolute
  }

  /// The same number relative and absolute: digits for states above 1, and a bound for states below.
  package init(_ tolerance: Double) { self.init(relative: tolerance, absolute: [tolerance]) }

  /// For errors that are so many times as large.
  package func scaled(by factor: Double) -> Tolerance {
    Tolerance(relative: factor * relative, absolute: absolute.map { factor * $0 })
  }

  package func absolute(of state: Int) -> Double {
    absolute.count == 1 ? absolute[0] : absolute[state]
  }

  /// Errors as they are, in the units of the states.
  static let unit = Tolerance(relative: 0, absolute: [1])
}

/// The sizes that an adaptive step may have, in the model's time unit.
package struct StepBounds: Sendable, Equatable {
  /// The first step; without one it is estimated from the slopes at the start.
  package var first: Double?
  /// A step that would have to be smaller ends the solve. 0 lets steps shrink to the spacing of time.
  package var smallest: Double
  package var largest: Double

  package init(first: Double? = nil, smallest: Double = 0, largest: Double = .infinity) {
    self.first = first
    self.smallest = smallest
    self.largest = largest
  }
}
