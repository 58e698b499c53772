import Dynamics
import Expressions

/// One state of a result as a curve: its rows, and its dense output between them.
struct StateCurve {
  private let result: any TrajectoryResult
  private let index: Int
  let times: [Double]
  let values: [Double]

  init(_ result: any TrajectoryResult, _ component: String) throws(QueryFailure) {
    guard let index = result.index(of: component) else { throw QueryFailure("there is no '\(component)'") }
    self.result = result
    self.index = index
    times = result.solution.trajectory.times
    values = result.solution.trajectory.component(index)
    guard !times.isEmpty else { throw QueryFailure("the solve has no values") }
  }

  /// The mean over time; see ``CurveMean``.
  func mean() throws(QueryFailure) -> Double {
    let mean = CurveMean(times: times, values: values, mayJump: result is ObservedResult, dense)
    guard let value = mean.value else { throw QueryFailure("a mean wants a span") }
    return value
  }

  /// The integral over time, of all that the solve has of it.
  func integral() throws(QueryFailure) -> Double {
    guard let first = times.first, let last = times.last else { throw QueryFailure("the solve has no values") }
    return try mean() * (last - first)
  }

  private static let fewSteps = 2000

  /// What a value of this size may wander by through errors of the solve alone; 0 where no tolerance is known.
  func uncertainty(_ size: Double) -> Double {
    guard let solve = result.solved, let tolerance = solve.settings.tolerance, index < solve.problem.dimension else {
      return 0
    }
    return 10 * (tolerance.relative * size + tolerance.absolute(of: index))
  }

  /// The greatest value and its time, the least one for a negative sign.
  ///
  /// Next to each place that is no lower than its neighbours the dense output is searched, as long as it may lead higher than
  /// what was found elsewhere: of two tops between large steps the higher may have the lower rows.
  func extreme(sign: Double) throws(QueryFailure) -> (time: Double, value: Double) {
    let heights = values.map { $0.isFinite ? sign * $0 : -.infinity }
    guard let best = heights.indices.max(by: { heights[$0] < heights[$1] }), heights[best].isFinite else {
      throw QueryFailure("the solve has no values")
    }
    var found = (time: times[best], height: heights[best])
    let all = tops(heights, sign, highestOnly: true)
    var tops = all
    for top in tops where top.height > found.height { found = (top.time, top.height) }
    // A curve is flat at its top, so that its height is known long before its place.
    for _ in 0..<Self.rounds {
      tops.removeAll { $0.time != found.time && $0.reach <= found.height + 16 * found.height.ulp }
      approach(&tops, sign)
      for top in tops where top.height > found.height { found = (top.time, top.height) }
    }
    return (first(like: found, among: all, heights, sign) ?? found.time, sign * found.height)
  }

  /// Comes closer to each of the tops.
  func approach(_ tops: inout [Top], _ sign: Double) {
    let closer = tops.flatMap { inside($0.time - $0.before, $0.time + $0.after, parts: 8) }
    let around = dense(closer).map { sign * $0 }
    for index in tops.indices {
      let places = 7 * index..<7 * (index + 1)
      tops[index].approach(Array(closer[places]), Array(around[places]))
    }
  }

  /// The time of the first of several tops that are as high but for rounding: an oscillation has one in each period.
  private func first(
    like found: (time: Double, height: Double), among tops: [Top], _ heights: [Double], _ sign: Double
  ) -> Double? {
    let range = found.height - (heights.filter(\.isFinite).min() ?? found.height)
    let level = found.height - max(Self.rounding * range, 4 * found.height.ulp, uncertainty(abs(found.height)))
    let earlier = tops.filter { $0.time + $0.after < found.time && $0.reach >= level }
    for var top in earlier.prefix(Self.rivals) {
      for _ in 0..<Self.rounds where top.reach >= level {
        let closer = inside(top.time - top.before, top.time + top.after, parts: 8)
        top.approach(closer, dense(closer).map { sign * $0 })
      }
      if top.height >= level { return top.time }
    }
    return nil
  }

  /// What two tops may differ by and be as high, against the range of the curve, and how many are compared.
  private static let (rounding, rivals) = (1e-10, 50)

  /// The rows, and places in these steps between them; see ``CurveGrid``.
  private func closely(_ steps: [Int]) -> CurveGrid {
    CurveGrid(times, values, steps: steps, parts: Self.parts, mayWind: mayWind, dense)
  }

  /// Whether the curve may turn often within a step: what is computed beside the states may, and a long power series.
  private var mayWind: Bool {
    guard let solve = result.solved else { return result is ObservedResult }
    return index >= solve.problem.dimension || solve.method.solver.isSeries
  }

  func values(at times: [Double]) -> [Double] { dense(times) }

  /// The times at which the curve rises through a level, to rounding.
  ///
  /// - Parameter sign: -1 for those at which it falls.
  func rises(through level: Double, sign: Double = 1) -> [Double] {
    func isBelow(_ value: Double) -> Bool { sign * value < sign * level }
    // In a step of some roundings there is nothing to see.
    let steps = times.indices.dropLast().filter { width(of: $0) > 64 * times[$0].ulp }
    let grid = closely(steps.count <= Self.fewSteps ? Array(steps) : [])
    let (places, values) = (grid.places, grid.values)
    var gaps: [(low: Double, high: Double)] = []
    for (index, next) in zip(places.indices, places.indices.dropFirst())
    where isBelow(values[index]) && !isBelow(values[next]) && !values[next].isNaN {
      gaps.append((places[index], places[next]))
    }
    for _ in 0..<Self.bisections {
      let middles = gaps.map { $0.low + ($0.high - $0.low) / 2 }
      for (gap, value) in dense(middles).enumerated() {
        if isBelow(value) { gaps[gap].low = middles[gap] } else { gaps[gap].high = middles[gap] }
      }
    }
    return gaps.map(\.high)
  }

  private static let bisections = 52

  /// The places between steps, and at parts of them, that are no lower than their neighbours.
  ///
  /// - Parameter highestOnly: whether places near which no curve comes as high as elsewhere may be left out.
  func tops(_ heights: [Double], _ sign: Double, highestOnly: Bool = false) -> [Top] {
    let grid = closely(steps(toSearch: heights, highestOnly: highestOnly))
    let (places, values) = (grid.places, grid.values)
    let levels = values.map { $0.isFinite ? sign * $0 : -.infinity }
    return places.indices.compactMap { index in
      // No curve joins the two sides of a jump.
      func width(_ left: Int) -> Double {
        left >= 0 && left + 1 < places.count ? places[left + 1] - places[left] : 0
      }
      let (before, after) = (width(index - 1), width(index))
      guard levels[index].isFinite, before > 0 || after > 0, before == 0 || levels[index] >= levels[index - 1],
        after == 0 || levels[index] >= levels[index + 1]
      else { return nil }
      var lowest = levels[index]
      for other in index - 2...index + 2 where levels.indices.contains(other) && levels[other].isFinite {
        lowest = min(lowest, levels[other])
      }
      return Top(
        time: places[index], height: levels[index], before: before, after: after,
        reach: levels[index] + (levels[index] - lowest))
    }
  }

  /// A place where the curve may have a top near by.
  struct Top {
    var time: Double
    var height: Double
    /// How far away the places beside it are.
    var before: Double
    var after: Double
    /// A height that the curve does not come to near by. Of a parabola the top is higher than the highest of three even places by a
    /// quarter at most of what the lowest of them is lower.
    var reach: Double

    /// Takes the highest of places inside both distances, in eight parts.
    mutating func approach(_ places: [Double], _ heights: [Double]) {
      let (low, high) = (time - before, time + after)
      for (place, level) in zip(places, heights) where level > height { (time, height) = (place, level) }
      let part = (high - low) / 8
      (before, after) = (min(part, time - low), min(part, high - time))
      let near = zip(places, heights).filter { abs($0.0 - time) <= 1.5 * part && $0.1.isFinite }
      reach = height + (height - (near.map(\.1).min() ?? height))
    }
  }

  /// How long the step behind a row is; 0 where there is none, as in a jump.
  private func width(of row: Int) -> Double {
    row >= 0 && row + 1 < times.count ? times[row + 1] - times[row] : 0
  }

  /// The rows at which the steps begin that are looked into: all where they are few, and may be large; else those that have an
  /// end no lower than its neighbours.
  private func steps(toSearch heights: [Double], highestOnly: Bool) -> [Int] {
    let steps = heights.indices.dropLast().filter { width(of: $0) > 0 }
    if steps.count <= Self.fewSteps { return steps }
    func isPeak(_ row: Int) -> Bool {
      let before = row == 0 || heights[row] >= heights[row - 1]
      return before && (row + 1 == heights.count || heights[row] >= heights[row + 1])
    }
    let chosen = steps.filter { isPeak($0) || isPeak($0 + 1) }
    return highestOnly ? chosen.filter(isSteep(chosen)) : chosen
  }

  /// Whether a step leads anywhere: at rest every row is a peak but for its rounding, and only the first such steps are kept.
  private func isSteep(_ steps: [Int]) -> (Int) -> Bool {
    func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 16 * max(abs(a), abs(b)).ulp }
    let level = steps.filter { isSame(values[$0], values[$0 + 1]) }
    guard level.count > Self.fewSteps else { return { _ in true } }
    // At no round part, where what swings in step with the rows would be the same again.
    let inside = dense(level.map { times[$0] + 0.3819660112501051 * width(of: $0) })
    let flat = Set(zip(level, inside).filter { isSame(values[$0], $1) }.map(\.0).dropFirst(Self.rivals))
    return { !flat.contains($0) }
  }

  /// Parts of a step at which a top is looked for first.
  private static let parts = 4
  private static let rounds = 12

  private func inside(_ start: Double, _ end: Double, parts: Int) -> [Double] {
    (1..<parts).map { start + (end - start) * Double($0) / Double(parts) }
  }

  private func dense(_ times: [Double]) -> [Double] {
    let width = result.facts.components.count
    let states = result.states(at: times)
    return times.indices.map { states[$0 * width + index] }
  }
}
