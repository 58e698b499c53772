/// Steps by Taylor series, with the events' margins as series of their own.
struct TaylorRun: Stepper {
  private let system: System
  private let series: SolutionSeries
  private let margins: SeriesProgram
  private let tolerance: Tolerance
  private let isAdaptive: Bool
  /// The margins that bend and have series.
  private let bent: [Int]
  private let scratch: Scratch
  private let turned: Scratch
  private var t = 0.0
  private var proposal: Double?
  /// The longest step from the present point whose end is known to solve the equations.
  private var verified = 0.0
  /// The longest step tried from there.
  private var longest = 0.0
  private var knowsMargins = false

  init(_ system: System) {
    self.system = system
    isAdaptive = system.tolerance != .unit
    tolerance = isAdaptive ? system.tolerance : .tightest
    let order = SolutionSeries.order(for: tolerance)
    series = SolutionSeries(system.problem, order: order)
    margins = SeriesProgram(
      system.problem.margins, parameters: system.problem.parameters, order: order, inputs: series.rows)
    let margins = margins
    bent = system.problem.bending.indices.filter { system.problem.bending[$0] && margins.isSmooth($0) }
    scratch = Scratch(system.dimension)
    turned = Scratch(order + 1)
  }

  mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
    self.t = t
    series.expand(t, y)
    system.count(evaluations: 1)
    verified = 0
    longest = 0
    proposal = nil
    knowsMargins = false
  }

  mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
    series.evaluate(h, result)
    if h <= verified { return true }
    // Too long already, which the error says; see errorNorm.
    if isAdaptive, h > ownSize() { return true }
    return verify(h, result)
  }

  /// The last term of the series against what is allowed: 1 in a step of the method's own size, above 1 in one that a bound on
  /// steps made longer.
  mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
    let own = ownSize()
    return BinaryLogarithm.power(Double(series.order) * (BinaryLogarithm.of(h) - BinaryLogarithm.of(own)))
  }

  mutating func proposedStep() -> Double? {
    let own = ownSize()
    return bent.reduce(own) { min($0, max(marginSize($1), own / Self.mostParts)) }
  }

  /// The step that the states' series hold for.
  private mutating func ownSize() -> Double {
    let h = proposal ?? series.stepSize(for: tolerance)
    proposal = h
    return h
  }

  /// In how many parts a margin may have that step taken: at a pole of its own the step would come to nothing.
  private static let mostParts = 64.0

  /// How far the series of a margin holds: one that bends may have a pole nearer by than the states, and peaks between their ends.
  private mutating func marginSize(_ index: Int) -> Double {
    expandMargins()
    let row = margins.results[index]
    // A condition may be no number for a while, as a root of what is negative: then there is nothing to see.
    guard (0...series.order).allSatisfy({ row[$0].isFinite }) else { return .infinity }
    return SolutionSeries.stepSize(row, order: series.order, accuracy: SolutionSeries.accuracy(of: tolerance))
  }

  /// Whether the polynomial's slope at the end of a step is about the right-hand side there.
  ///
  /// The last terms of a series tell nothing of it where they happen to be zero, as those of t^40 at t = 0. What is wrong
  /// this way is wrong by much; the bounds are far above rounding. A tiny part of a step is not looked at: where the equations
  /// have a corner inside the step, it is crossed by such a part.
  private mutating func verify(_ h: Double, _ state: UnsafePointer<Double>) -> Bool {
    longest = max(longest, h)
    guard h > 1e-6 * longest else { return true }
    let slopes = scratch.pointer
    system.evaluate(t + h, state, slopes)
    var largest = 0.0
    for index in 0..<series.dimension { largest = max(largest, abs(state[index])) }
    for index in 0..<series.dimension {
      let row = series.rows + index * series.stride
      let defect = h * abs(Polynomial.slope(row, series.order, at: h) - slopes[index])
      let size = max(abs(row[0]), abs(state[index]))
      let allowed = max(1e-10, 100 * tolerance.relative) * size + 1e-13 * largest + 100 * tolerance.absolute(of: index)
      // Rounding may be all there is of a slope, or of a state that begins at zero.
      guard defect > allowed else { continue }
      let sum = h * Polynomial.slopeReach(row, series.order, within: h)
      guard defect <= max(1e-6, 100 * tolerance.relative) * sum else { return false }
    }
    verified = h
    return true
  }

  mutating func accept() {}

  mutating func restart() {
    series.set(modes: system.modes)
    margins.set(modes: system.modes)
  }
}

extension TaylorRun {
  static var findsCrossings: Bool { true }

  mutating func crossing(of index: Int, within h: Double) -> Crossing { sign(of: index, within: h, isTurned: false) }

  mutating func release(of index: Int, within h: Double) -> Crossing { sign(of: index, within: h, isTurned: true) }

  private mutating func sign(of index: Int, within h: Double, isTurned: Bool) -> Crossing {
    guard margins.isSmooth(index) else { return .unknown }
    expandMargins()
    let row = margins.results[index]
    // A margin's series need not hold for as long as those of the states do: the sine of an angle that only grows.
    guard Polynomial.holds(row, series.order, within: h) else { return .unknown }
    let found: Double?
    if isTurned {
      for k in 0...series.order { turned.pointer[k] = -row[k] }
      found = PolynomialCrossing.first(turned.pointer, series.order, within: h)
    } else {
      found = PolynomialCrossing.first(row, series.order, within: h)
    }
    return found.map(Crossing.before) ?? .none
  }

  private mutating func expandMargins() {
    guard !knowsMargins else { return }
    knowsMargins = true
    margins.begin()
    for k in 1...series.order { margins.extend(to: k) }
  }
}
