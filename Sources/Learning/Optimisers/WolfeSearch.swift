/// A step along a descent direction after which the loss is clearly less and its slope clearly flatter: the strong
/// Wolfe conditions.
///
/// J. Nocedal, S. J. Wright, Numerical Optimization, 2006, algorithms 3.5 and 3.6, doi:10.1007/978-0-387-40065-5;
/// steps inside a bracket are cubic interpolations, kept from its ends.
struct WolfeSearch {
  /// Of the first decrease that the slope promises, how much has to come.
  static let decrease = 1e-4
  /// How much of the first slope may be left. 0.9 is the book's value for quasi-Newton methods.
  static let curvature = 0.9
  /// Evaluations, in all.
  static let most = 25

  struct Point {
    let step: Double
    let loss: Double
    let slope: Double
  }

  /// Gives the loss and its slope along the direction at a step.
  let evaluate: (Double) -> Point
  let start: Point
  private var evaluations = 0

  init(from start: Point, _ evaluate: @escaping (Double) -> Point) {
    self.start = start
    self.evaluate = evaluate
  }

  /// The accepted point: with strong Wolfe conditions, or at the end of the evaluations the best that decreased
  /// enough; nothing if none did.
  mutating func run(first: Double) -> Point? {
    var (before, step) = (start, first)
    while evaluations < Self.most {
      let point = look(step)
      guard point.loss.isFinite && point.slope.isFinite else {
        // Too far: back towards what is known.
        step = before.step + 0.1 * (step - before.step)
        continue
      }
      if !decreases(point) || (before.step > 0 && point.loss >= before.loss) { return zoom(before, point) }
      if isFlat(point) { return point }
      if point.slope >= 0 { return zoom(point, before) }
      step = min(Self.cubicMinimum(before, point) ?? .infinity, 10 * point.step)
      step = max(step, 2 * point.step)
      before = point
    }
    return before.step > 0 ? before : nil
  }

  private mutating func zoom(_ first: Point, _ second: Point) -> Point? {
    var (low, high) = (first, second)
    while evaluations < Self.most {
      let width = high.step - low.step
      guard abs(width) > 1e-12 * max(abs(high.step), abs(low.step)) else { break }
      var step = Self.cubicMinimum(low, high) ?? (low.step + high.step) / 2
      let (near, far) = (low.step + 0.1 * width, low.step + 0.9 * width)
      step = max(min(near, far), min(max(near, far), step))
      let point = look(step)
      guard point.loss.isFinite && point.slope.isFinite else {
        high = Point(step: step, loss: .infinity, slope: .nan)
        continue
      }
      if !decreases(point) || point.loss >= low.loss {
        high = point
      } else {
        if isFlat(point) { return point }
        if point.slope * width >= 0 { high = low }
        low = point
      }
    }
    return low.step > 0 ? low : nil
  }

  private mutating func look(_ step: Double) -> Point {
    evaluations += 1
    return evaluate(step)
  }

  private func decreases(_ point: Point) -> Bool {
    point.loss <= start.loss + Self.decrease * point.step * start.slope
  }

  private func isFlat(_ point: Point) -> Bool { abs(point.slope) <= -Self.curvature * start.slope }

  /// Where the cubic through two points with their slopes is least (formula 3.59).
  static func cubicMinimum(_ a: Point, _ b: Point) -> Double? {
    let d = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step)
    let square = d * d - a.slope * b.slope
    guard square >= 0 else { return nil }
    let root = (b.step < a.step ? -1 : 1) * square.squareRoot()
    let minimum = b.step - (b.step - a.step) * (b.slope + root - d) / (b.slope - a.slope + 2 * root)
    return minimum.isFinite ? minimum : nil
  }
}
