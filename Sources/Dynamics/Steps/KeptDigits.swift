/// A second solve of a problem, which holds to the digits of states that the first had below their absolute tolerances: it tells
/// whether these were wrong, or held by steps that something else kept short.
package struct KeptDigits {
  package let tolerance: Tolerance
  private let first: Trajectory
  private let before: Sampler
  /// Nothing where the solve with digits came to no end.
  private let after: Sampler?
  private let problem: Problem

  /// At how many times the solves are compared, and by how much more than a tolerance they differ.
  private static let (looks, excess) = (400, 100.0)

  /// - Parameters:
  ///   - kept: whose digits are held; all of them where nothing is given.
  ///   - effort: how many times the steps of the first solve this one may take.
  package init?(
    _ method: Method, _ problem: Problem, _ settings: Settings, _ first: Trajectory, kept: Set<Int>,
    effort: Int? = nil
  ) {
    guard case .adaptive(let tolerance, let bounds) = settings.control else { return nil }
    self.tolerance = tolerance.keepingDigits(of: kept, problem.dimension)
    var tighter = settings
    tighter.control = .adaptive(self.tolerance, bounds)
    if let effort { tighter.limits.steps = min(tighter.limits.steps, effort * (first.count + 1000)) }
    let other = method.solve(problem, tighter)
    self.first = first
    self.problem = problem
    before = Sampler(method, problem, settings, first)
    after = other.outcome.isFinished ? Sampler(method, problem, tighter, other.trajectory) : nil
  }

  /// Whether it came to the end of the problem.
  package var isFinished: Bool { after != nil }

  /// The states of the times with their digits; not numbers where the solve came to no end.
  package func states(at times: [Double]) -> [Double] {
    after?.states(at: times) ?? Array(repeating: .nan, count: times.count * problem.dimension)
  }

  /// Whether one of the states is another by more than the tolerance allows.
  ///
  /// - Parameter allowed: that of the first solve, or a tighter one for states that were never held.
  func differs(in states: [Int], allowed: Tolerance) -> Bool {
    let times = (0...Self.looks).map {
      problem.start + (problem.end - problem.start) * Double($0) / Double(Self.looks)
    }
    let (here, there) = (before.states(at: times), self.states(at: times))
    let n = problem.dimension
    return states.contains { state in
      let pairs = stride(from: state, to: min(here.count, there.count), by: n).map { (here[$0], there[$0]) }
      let size = pairs.reduce(0) { max($0, abs($1.0), abs($1.1)) }
      let bound = Self.excess * (allowed.relative * size + allowed.absolute(of: state))
      return pairs.contains { abs($0.0 - $0.1) > bound }
    }
  }
}

extension Tolerance {
  /// For errors that count relative to some states alone.
  func keepingDigits(of kept: Set<Int>, _ dimension: Int) -> Tolerance {
    Tolerance(
      relative: relative, absolute: (0..<dimension).map { kept.contains($0) ? Self.least : absolute(of: $0) })
  }

  /// The absolute tolerance of a state that keeps its digits, however small it becomes.
  package static let least = 1e-300
}
