/// How the size of the next step follows from the error of the last.
///
/// With the error ε of a step in units of the tolerance, and ε₀ that of the step before,
///
///     h ← h · min(greatest, max(least, safety · ε^(β·3/4 − 1/k) · ε₀^β)).
///
/// The estimate is O(h^k). β = 0 is the elementary controller; a small β > 0 (proportional-integral) keeps the steps of
/// explicit methods smooth where stability limits them. K. Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533,
/// doi:10.1145/210232.210242; E. Hairer and G. Wanner, Solving Ordinary Differential Equations II (1996), IV.2,
/// doi:10.1007/978-3-642-05221-7.
package struct StepControl: Sendable, Equatable {
  /// The power of h that the error estimate goes with.
  package var power: Int
  /// The order of the method that goes on.
  package var order: Int
  /// β.
  package var memory: Double
  package var safety: Double
  package var least: Double
  package var greatest: Double
  /// Whether the step may grow at once after one that had to be repeated.
  package var growsAfterRejection: Bool

  package init(
    power: Int, order: Int, memory: Double, safety: Double = 0.9, least: Double = 0.2, greatest: Double = 5,
    growsAfterRejection: Bool = false
  ) {
    self.power = power
    self.order = order
    self.memory = memory
    self.safety = safety
    self.least = least
    self.greatest = greatest
    self.growsAfterRejection = growsAfterRejection
  }

  package static func elementary(power: Int, order: Int) -> StepControl {
    StepControl(power: power, order: order, memory: 0)
  }

  package static func proportionalIntegral(power: Int, order: Int) -> StepControl {
    StepControl(power: power, order: order, memory: 0.2 / Double(power))
  }

  /// A step cannot be told to be better than rounding.
  private static let leastError = 10 * Double.ulpOfOne

  /// The least relative tolerance that steps can be held to; a smaller one is held to rounding like this.
  package var leastTolerance: Double {
    power == order ? Self.leastError : Elementary.power(Self.leastError, Double(order) / Double(power))
  }

  /// What the errors of steps are held to, so that the error at the end goes with the tolerance.
  ///
  /// An estimate O(h^k) held to ε makes steps h ~ ε^(1/k), and an error at the end O(h^p) = ε^(p/k). Where k is p, as in all
  /// pairs that go on with the better result, that is ε itself; where k is p + 1, steps are held to ε^(k/p) instead. So does
  /// RADAU5: E. Hairer and G. Wanner, IV.8. An absolute tolerance has no size that could be raised to a power: one that was
  /// given by itself stays, one that is the relative tolerance in the unit of the state goes with it.
  package func calibrated(_ tolerance: Tolerance) -> Tolerance {
    guard power != order, tolerance.relative > 0 else { return tolerance }
    let relative = max(Elementary.power(tolerance.relative, Double(power) / Double(order)), Self.leastError)
    return Tolerance(
      relative: relative, absolute: tolerance.absolute.map { $0 == tolerance.relative ? relative : $0 })
  }
}

/// The step control of one solve: what it remembers of the steps before.
package struct StepController {
  private let control: StepControl
  private let exponent: Double
  /// The size of the next step; nothing at the start of a smooth piece.
  package private(set) var next: Double?
  /// ln ε₀: with logarithms, both powers together cost one exponential.
  private var lastLogarithm = Self.leastLogarithm
  private var wasRejected = false

  /// Smaller errors than this are luck: what follows them is not to be learned from.
  private static let leastLogarithm = Elementary.logarithm(1e-4)

  /// - Parameter first: the size of the first step, if it is given.
  package init(_ control: StepControl, first: Double? = nil) {
    self.control = control
    exponent = 1 / Double(control.power) - 0.75 * control.memory
    next = first
  }

  /// Chooses the next step after a good one.
  package mutating func accept(_ h: Double, norm: Double) {
    // Where there is no error at all, the logarithm is -∞ and the factor the greatest.
    let logarithm = Elementary.logarithm(norm)
    var factor = control.safety * Elementary.exponential(control.memory * lastLogarithm - exponent * logarithm)
    lastLogarithm = max(logarithm, Self.leastLogarithm)
    factor = min(control.greatest, max(control.least, factor))
    if wasRejected, !control.growsAfterRejection { factor = min(factor, 1) }
    wasRejected = false
    next = h * factor
  }

  /// The size with which to try a step again whose error was too large. It is smaller, however little the error was so.
  package mutating func reject(_ h: Double, norm: Double) -> Double {
    wasRejected = true
    guard norm.isFinite else { return h * control.least }
    let factor = control.safety / Elementary.power(norm, 1 / Double(control.power))
    return h * min(0.999, max(control.least, factor))
  }

  /// Forgets all: the state jumped, or the equations changed.
  package mutating func restart() {
    next = nil
    lastLogarithm = Self.leastLogarithm
    wasRejected = false
  }
}
