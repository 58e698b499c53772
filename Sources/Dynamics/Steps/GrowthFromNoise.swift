/// Whether a state grew from below its absolute tolerance by itself: an infection that nearly died out and came back.
///
/// Below the absolute tolerance steps are held to no digit of a state. That does no harm where it stays small, or where something else
/// drives it up again; but what grows in proportion to itself grows with the error that it had there. Whether that was large a second
/// solve tells, which holds to the digits of such states: steps may have been short for other reasons.
package struct GrowthFromNoise {
  package struct Place: Sendable {
    package let state: Int
    package let time: Double
    /// All that were small together.
    let small: Set<Int>
  }

  /// Where a state begins to grow; the first time of each.
  package let places: [Place]
  package let tolerance: Tolerance
  private let dimension: Int

  /// How much larger than its tolerance it becomes, at least.
  private static let growth = 2.0

  /// Nothing where no state did, or where steps are fixed: these have no tolerance.
  package init?(_ method: Method, _ problem: Problem, _ settings: Settings, _ solution: Solution) {
    guard case .adaptive(let tolerance, _) = settings.control else { return nil }
    self.tolerance = tolerance
    dimension = problem.dimension
    let trajectory = solution.trajectory
    let field = Machine(problem.field, parameters: problem.parameters)
    places = (0..<trajectory.dimension).compactMap { state in
      Self.growths(of: state, above: tolerance.absolute(of: state), trajectory).lazy.compactMap { row in
        let small = Self.small(state, row, trajectory, tolerance, field)
        return small.isEmpty ? nil : Place(state: state, time: trajectory.times[row], small: small)
      }.first
    }
    if places.isEmpty || !differs(method, problem, settings, trajectory) { return nil }
  }

  /// All states that were small where one began to grow.
  package var small: [Int] { places.reduce(into: Set<Int>()) { $0.formUnion($1.small) }.sorted() }

  /// The tolerance that holds to the digits of the small states.
  package var keepingDigits: Tolerance { tolerance.keepingDigits(of: Set(small), dimension) }

  /// Whether a solve that holds to the digits of the small states is another one.
  private func differs(_ method: Method, _ problem: Problem, _ settings: Settings, _ rows: Trajectory) -> Bool {
    guard let kept = KeptDigits(method, problem, settings, rows, kept: Set(small)) else { return false }
    return !kept.isFinished || kept.differs(in: Array(0..<dimension), allowed: tolerance)
  }

  /// The rows at which a state leaves what is below the bound, to grow far above it.
  private static func growths(of state: Int, above bound: Double, _ rows: Trajectory) -> [Int] {
    var found: [Int] = []
    var (isSmall, leaving) = (false, Int?.none)
    for row in 0..<rows.count {
      let value = abs(rows.value(row, state))
      // Set by a jump.
      if row > 0, rows.times[row] == rows.times[row - 1], rows.value(row, state) != rows.value(row - 1, state) {
        (isSmall, leaving) = (false, nil)
      }
      if value < bound {
        (isSmall, leaving) = (true, nil)
      } else {
        if isSmall { leaving = row }
        isSmall = false
        if let start = leaving, value > growth * bound {
          found.append(start)
          leaving = nil
        }
      }
    }
    return found
  }

  /// A state with the others that were below their tolerances and that nothing drives out of there in the step that ends at `row`;
  /// none where something drives the state.
  private static func small(
    _ state: Int, _ row: Int, _ rows: Trajectory, _ tolerance: Tolerance, _ field: Machine
  ) -> Set<Int> {
    guard row > 0 else { return [] }
    let step = rows.times[row] - rows.times[row - 1]
    if let start = rows.start(ruling: row - 1) { field.set(modes: start.modes) }
    var small = Set((0..<rows.dimension).filter { abs(rows.value(row - 1, $0)) < tolerance.absolute(of: $0) })
    let looks = [
      (rows.times[row - 1], row - 1), ((rows.times[row - 1] + rows.times[row]) / 2, row - 1), (rows.times[row], row),
    ]
    // What is driven is not small by itself, and may drive others.
    while small.contains(state) {
      let driven = small.filter { other in
        looks.contains { time, row in
          var values = rows.state(row)
          for index in small { values[index] = 0 }
          let rate = field.results(time, values)[other]
          return !(abs(rate) * step <= 1e-6 * tolerance.absolute(of: other))
        }
      }
      if driven.isEmpty { return small }
      small.subtract(driven)
    }
    return []
  }
}
