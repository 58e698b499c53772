package import Dynamics

/// Networks guided by samples: one for each segment of data between resets and input steps, trained on the samples and on the
/// equations.
///
/// Each is a physics-informed random-projection network whose neurons stand where the data have their bends. A reset lies between
/// two samples: where the network, carried on from the first, meets the event's condition, or else at the second.
package struct SegmentSolution: Sendable {
  package let problem: Problem
  package let options: SegmentOptions
  package let segments: [TrainedSegment]
  /// Resets as events, and the networks on a grid.
  package let solution: Solution

  /// - Parameters:
  ///   - problem: with conditions on states evaluated where they stand, not located.
  ///   - samples: at least two, ascending in time. Resets are found from all of them, also where only some are trained on.
  package init(training problem: Problem, on samples: Samples, _ options: SegmentOptions = SegmentOptions()) {
    self.problem = problem
    self.options = options
    var segments: [TrainedSegment] = []
    var diverged: Double?
    let jumping = Set(problem.events.flatMap(\.targets)).sorted()
    let starts = samples.pieceStarts(jumping: jumping)
    let ranges = samples.ranges
    let field = FieldBlock(problem)
    let modes = Machine(problem.modes.values, parameters: problem.parameters)
    var resets: [Double] = []
    for (index, first) in starts.enumerated() where diverged == nil {
      let last = index + 1 < starts.count ? starts[index + 1] : samples.count
      let begin = samples.times[first]
      let end = samples.times[last - 1]
      let stops = problem.stops.filter { $0 > begin && $0 < end }
      let edges = [begin] + stops + [end]
      for (from, to) in zip(edges, edges.dropFirst()) where diverged == nil {
        let isLast = to == end
        let places = (first..<last).filter {
          samples.times[$0] >= from && (isLast || samples.times[$0] <= to) && options.trains(on: $0)
        }
        guard
          let segment = Self.segment(
            problem, samples.at(places), from: from, to: to, ranges, options, field, modes)
        else {
          diverged = from
          break
        }
        segments.append(segment)
      }
      guard diverged == nil, index + 1 < starts.count, let segment = segments.last else { continue }
      // The last sample comes before the reset, whatever the network makes of it.
      let crossing = Self.crossing(segment, problem, until: samples.times[last])
      let reset = max(crossing ?? samples.times[last], segment.span.upperBound.nextUp)
      segments[segments.count - 1].span = segment.span.lowerBound...reset
      resets.append(reset)
    }
    // Each begins where the one before it ends.
    for index in segments.indices.dropFirst() {
      segments[index].span = segments[index - 1].span.upperBound...segments[index].span.upperBound
    }
    self.segments = segments
    solution = Self.solution(problem, segments, resets, diverged)
  }

  private static func segment(
    _ problem: Problem, _ samples: Samples, from: Double, to: Double, _ scales: [Double],
    _ options: SegmentOptions, _ field: FieldBlock, _ modes: Machine
  ) -> TrainedSegment? {
    let length = to > from ? to - from : 1e-6 * (problem.end - problem.start)
    let places = samples.times.map { ($0 - from) / length }
    let columns = samples.values.enumerated().compactMap { state, column in column.map { $0.map { $0 / scales[state] } }
    }
    let path = ArcLength(places.isEmpty ? [0, 1] : places, places.isEmpty ? [] : columns)
    var layer = SegmentLayer(neurons: options.neurons, steepness: options.steepness, along: path)
    let count = options.pointsPerNeuron * options.neurons
    let points = (0..<count).map { min(1, max(0, path.place((Double($0) + 0.5) / Double(count)))) }
    let sampleWeight = (1 / Double(max(1, places.count))).squareRoot()
    let physicsWeight = (options.physicsWeight / Double(count)).squareRoot() / length
    layer.combine(
      places.map { (place: $0, weight: sampleWeight, isSlope: false) }
        + points.map { (place: $0, weight: physicsWeight, isSlope: true) }, cut: 1e-10)
    // The modes that hold in the segment: it is cut where they change.
    let held = heldModes(problem, modes, at: (from + to) / 2)
    field.set(modes: held)
    var training = SegmentTraining(
      layer, samples, points, from: from, length: length, scales: scales, physicsWeight: options.physicsWeight,
      start: problem.initial, field: field)
    guard training.run(steps: options.steps) else { return nil }
    return TrainedSegment(
      origin: from, length: length, span: from...to, layer: layer, scales: scales, weights: training.weights,
      modes: held,
      points: points, losses: training.losses)
  }

  /// Modes of time; a mode may depend on one before it.
  private static func heldModes(_ problem: Problem, _ machine: Machine, at t: Double) -> [Double] {
    for _ in 0...problem.modes.kinds.count {
      for (index, value) in machine.results(t, problem.initial).enumerated() where problem.modes.kinds[index] == .time {
        machine.set(mode: index, to: value)
      }
    }
    return machine.results(t, problem.initial)
  }

  /// Where an event that jumps first meets its condition on a network carried on beyond its last sample.
  private static func crossing(_ segment: TrainedSegment, _ problem: Problem, until end: Double) -> Double? {
    let margins = Machine(problem.margins, parameters: problem.parameters)
    margins.set(modes: segment.modes)
    func holds(_ t: Double) -> Bool {
      let values = margins.results(t, segment.states(t))
      return problem.events.indices.contains {
        !problem.events[$0].targets.isEmpty && problem.events[$0].holds(margin: values[$0])
      }
    }
    var (before, after) = (segment.span.upperBound, end)
    let looks = 64
    guard
      let first = (1...looks).map({ before + (end - before) * Double($0) / Double(looks) }).first(where: holds)
    else { return nil }
    (before, after) = (first - (end - before) / Double(looks), first)
    for _ in 0..<40 {
      let middle = (before + after) / 2
      if holds(middle) { after = middle } else { before = middle }
    }
    return after
  }

  private static func solution(
    _ problem: Problem, _ segments: [TrainedSegment], _ resets: [Double], _ diverged: Double?
  ) -> Solution {
    var times: [Double] = []
    var states: [Double] = []
    for segment in segments {
      let inside = segment.points.map { segment.origin + segment.length * $0 }.filter {
        $0 > segment.span.lowerBound && $0 < segment.span.upperBound
      }
      for t in [segment.span.lowerBound] + inside + [segment.span.upperBound] {
        // Where pieces meet smoothly one row is enough.
        if let last = times.last, last == t, !resets.contains(t) { continue }
        times.append(t)
        states += segment.states(t)
      }
    }
    var cost = Cost()
    cost.steps = segments.count
    var eventTimes = Array(repeating: [Double](), count: problem.events.count)
    // Which of several events it was the samples do not tell; the first that jumps stands for it.
    if let event = problem.events.firstIndex(where: { !$0.targets.isEmpty }) { eventTimes[event] = resets }
    return Solution(
      trajectory: Trajectory(dimension: problem.dimension, times: times, states: states, starts: []),
      eventTimes: eventTimes, outcome: diverged.map { .diverged(at: $0) } ?? .finished, cost: cost)
  }
}

extension SegmentSolution: TrainedNetwork {
  package func segment(at t: Double) -> TrainedSegment? {
    guard let first = segments.first, let last = segments.last, t >= first.span.lowerBound, t <= last.span.upperBound
    else { return nil }
    return segments.last { $0.span.lowerBound <= t }
  }

  package func states(at times: [Double]) -> [Double] {
    times.flatMap { t in segment(at: t)?.states(t) ?? Array(repeating: .nan, count: problem.dimension) }
  }

  package var collocationResiduals: [NetworkResidual] { residuals { $0.points } }

  /// Between the collocation points.
  package var freshResiduals: [NetworkResidual] {
    residuals { segment in zip(segment.points, segment.points.dropFirst()).map { ($0 + $1) / 2 } }
  }

  private func residuals(_ points: (TrainedSegment) -> [Double]) -> [NetworkResidual] {
    let field = Machine(problem.field, parameters: problem.parameters)
    return segments.flatMap { segment in
      field.set(modes: segment.modes)
      return points(segment).map { point in
        let t = segment.origin + point * segment.length
        let rates = field.results(t, segment.states(t))
        return NetworkResidual(time: t, values: zip(segment.slopes(t), rates).map { $0 - $1 })
      }
    }
  }

  package var history: TrainingHistory {
    var history = TrainingHistory(components: ["physics", "data"])
    for parts in segments.flatMap(\.losses) { history.append(step: Double(history.steps.count + 1), parts) }
    return history
  }

  package var pieces: [ClosedRange<Double>] { segments.map(\.span) }
  package var trainedWeights: Int { segments.reduce(0) { $0 + $1.weights.count } }
  package var fixedWeights: Int { segments.reduce(0) { $0 + 2 * $1.layer.neurons + $1.layer.combinations.count } }
  package var iterations: Int { segments.reduce(0) { $0 + $1.losses.count - 1 } }
}
