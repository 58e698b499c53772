package import Dynamics

extension WindowSolution: TrainedNetwork {
  /// The window that a time belongs to; after a jump the one that begins there. Nothing outside of what was reached.
  package func window(at t: Double) -> Int? {
    guard let first = windows.first, let last = windows.last, t >= first.start, t <= last.end else { return nil }
    var low = 0
    var high = windows.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if windows[middle].start <= t { low = middle } else { high = middle }
    }
    return low
  }

  /// The networks' states at the times given, one after the other; not a number for times that were not reached.
  package func states(at times: [Double]) -> [Double] { values(at: times) { $0.states($1, basis) } }

  /// The networks' slopes dy/dt at the times given.
  package func slopes(at times: [Double]) -> [Double] { values(at: times) { $0.slopes($1, basis) } }

  private func values(at times: [Double], _ value: (TrainedWindow, Double) -> [Double]) -> [Double] {
    times.flatMap { t in
      // The state after the last event stands in no window.
      if let last = windows.last, t == last.end { return solution.trajectory.state(solution.trajectory.count - 1) }
      return window(at: t).map { value(windows[$0], t) } ?? Array(repeating: .nan, count: problem.dimension)
    }
  }

  /// The residual at the collocation points of every window, as far as the window is used.
  package var collocationResiduals: [NetworkResidual] { residuals(at: basis.quadrature.points) }

  /// The residual on the points that windows were judged by.
  package var freshResiduals: [NetworkResidual] {
    residuals(at: WindowTraining.freshPoints(basis.quadrature.points.count))
  }

  private func residuals(at points: [Double]) -> [NetworkResidual] {
    let field = Machine(problem.field, parameters: problem.parameters)
    return windows.flatMap { window in
      field.set(modes: window.modes)
      return points.filter { $0 * window.length <= window.reach }.map { point in
        let t = window.start + point * window.length
        let rates = field.results(t, window.states(t, basis))
        return NetworkResidual(time: t, values: zip(window.slopes(t, basis), rates).map { $0 - $1 })
      }
    }
  }

  /// The mean square of the residual, in scales per window, before each Gauss-Newton step of the windows that were accepted.
  package var history: TrainingHistory {
    var history = TrainingHistory(components: ["physics"])
    for norm in windows.flatMap(\.history) { history.append(step: Double(history.steps.count + 1), [norm * norm]) }
    return history
  }

  package var pieces: [ClosedRange<Double>] { windows.map { $0.start...max($0.start, $0.end) } }

  /// The hidden layer and its combinations, which all windows share.
  package var fixedWeights: Int { 2 * basis.neurons + basis.combinations.count }

  /// The states on a grid in every window, and on both sides of every jump: rows for figures and files.
  package func trajectory(perWindow count: Int) -> Trajectory {
    var times: [Double] = []
    var states: [Double] = []
    for (index, window) in windows.enumerated() {
      // The last point of a window that goes on smoothly is the first of the next.
      let isFollowed = index + 1 < windows.count
      let end = window.states(window.end, basis)
      let isSmooth = isFollowed && windows[index + 1].initial == end
      for point in 0..<count {
        let t = window.start + window.reach * Double(point) / Double(count)
        times.append(t)
        states += window.states(t, basis)
      }
      if !isSmooth {
        times.append(isFollowed ? windows[index + 1].start : window.end)
        states += end
      }
    }
    // A jump at the very end.
    let last = solution.trajectory.state(solution.trajectory.count - 1)
    if let time = times.last, last != Array(states.suffix(problem.dimension)) {
      times.append(time)
      states += last
    }
    return Trajectory(dimension: problem.dimension, times: times, states: states, starts: [])
  }
}

extension TrainedWindow {
  /// The network's states at time t.
  package func states(_ t: Double, _ basis: Basis) -> [Double] {
    let sums = combine(basis.values(at: (t - start) / length).values)
    return initial.indices.map { initial[$0] + scales[$0] * sums[$0] }
  }

  /// The network's slopes dy/dt at time t.
  package func slopes(_ t: Double, _ basis: Basis) -> [Double] {
    let sums = combine(basis.values(at: (t - start) / length).slopes)
    return initial.indices.map { scales[$0] / length * sums[$0] }
  }

  private func combine(_ features: [Double]) -> [Double] {
    let r = features.count
    return initial.indices.map { i in (0..<r).reduce(0) { $0 + weights[i * r + $1] * features[$1] } }
  }
}

extension Basis {
  /// The combinations at s, and their slopes.
  package func values(at s: Double) -> (values: [Double], slopes: [Double]) {
    var slopes = Array(repeating: 0.0, count: count)
    let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      slopes.withUnsafeMutableBufferPointer { slopes in
        if let base = buffer.baseAddress, let second = slopes.baseAddress { evaluate(s, base, second) }
      }
      filled = count
    }
    return (values, slopes)
  }
}
