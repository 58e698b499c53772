package import Dynamics

/// The size of each state: the range of its data; for a hidden one, the range it has in the model.
package struct StateScales {
  let values: [Double]

  package init(_ problem: Problem, _ data: Observations) {
    var shorter = problem
    shorter.end = data.times.last ?? problem.end
    let measured = data.states.indices.map { data.range($0) }.filter { $0 > 0 }
    let first = problem.initial.indices.map { state in
      data.place(of: state).map { data.range($0) } ?? max(abs(problem.initial[state]), measured.min() ?? 1)
    }
    let tolerance = Self.tolerance(1e-5, first)
    let trajectory = Method.named("dormand-prince")?.solve(shorter, Settings(.adaptive(tolerance))).trajectory
    values = (0..<problem.dimension).map { state -> Double in
      let finite = (trajectory?.component(state) ?? []).filter { $0.isFinite }
      let range = (finite.max() ?? 0) - (finite.min() ?? 0)
      if let place = data.place(of: state), data.range(place) > 0 { return data.range(place) }
      return range > 0 && range < 1e8 ? range : max(1, abs(problem.initial[state]))
    }
  }

  /// A relative tolerance, and for each state below 1 an absolute one of as many digits of its size.
  package func tolerance(_ relative: Double) -> Tolerance { Self.tolerance(relative, values) }

  private static func tolerance(_ relative: Double, _ sizes: [Double]) -> Tolerance {
    Tolerance(relative: relative, absolute: sizes.map { $0 > 0 ? relative * min(1, $0) : relative })
  }
}
