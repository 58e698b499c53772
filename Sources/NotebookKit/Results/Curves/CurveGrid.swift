/// Places on a curve that are close enough to see its course: the rows of a solve, parts of the steps between them, and where the
/// curve is not nearly straight from one place to the next, places between these.
///
/// The dense output of a step has a bend or two. What is computed beside the states, `sin(theta)` over a step in which theta turns ten
/// times, and the series of a Taylor step may have many.
struct CurveGrid {
  private(set) var places: [Double] = []
  private(set) var values: [Double] = []

  /// Over the whole span at least so many, and beyond the first ones no more than so many.
  private static let (least, most) = (1000, 200_000)
  /// How far from a straight line a curve may be, against its range, and where between two places it is looked at.
  private static let (bend, looks) = (0.01, [0.3819660112501051, 0.7236067977499790])

  /// - Parameters:
  ///   - steps: the rows at which the steps begin that are looked into.
  ///   - parts: of each of them at least.
  ///   - mayWind: whether the curve may turn often within a step.
  ///   - dense: the values at other times.
  init(
    _ times: [Double], _ rows: [Double], steps: [Int], parts: Int, mayWind: Bool, _ dense: ([Double]) -> [Double]
  ) {
    let count = mayWind ? max(parts, Self.least / max(1, steps.count)) : parts
    let places = steps.flatMap { row in
      (1..<count).map { times[row] + (times[row + 1] - times[row]) * Double($0) / Double(count) }
    }
    let inner = dense(places)
    var insides = steps.indices.map { place -> [(time: Double, value: Double)] in
      let own = place * (count - 1)..<(place + 1) * (count - 1)
      return Array(zip(places[own], inner[own]))
    }
    if mayWind { Self.refine(&insides, times, rows, steps, Self.range(rows + inner), dense) }
    var next = 0
    for row in times.indices {
      self.places.append(times[row])
      values.append(rows[row])
      guard next < steps.count, steps[next] == row else { continue }
      self.places += insides[next].map(\.time)
      values += insides[next].map(\.value)
      next += 1
    }
  }

  private static func range(_ values: [Double]) -> Double {
    let finite = values.filter(\.isFinite)
    return (finite.max() ?? 0) - (finite.min() ?? 0)
  }

  /// Adds places between those that a straight line does not join.
  private static func refine(
    _ insides: inout [[(time: Double, value: Double)]], _ times: [Double], _ rows: [Double], _ steps: [Int],
    _ range: Double, _ dense: ([Double]) -> [Double]
  ) {
    guard range > 0 else { return }
    typealias Gap = (owner: Int, low: (time: Double, value: Double), high: (time: Double, value: Double))
    var open = steps.indices.flatMap { owner -> [Gap] in
      let row = steps[owner]
      let all = [(time: times[row], value: rows[row])] + insides[owner] + [(time: times[row + 1], value: rows[row + 1])]
      return zip(all, all.dropFirst()).map { (owner, $0, $1) }
    }
    var left = most
    var hasGrown = Set<Int>()
    while !open.isEmpty, left > 0 {
      let places = open.flatMap { gap in looks.map { gap.low.time + (gap.high.time - gap.low.time) * $0 } }
      let found = dense(places)
      left -= places.count
      var next: [Gap] = []
      for (place, gap) in open.enumerated() {
        let isStraight = looks.indices.allSatisfy { look in
          let line = gap.low.value + (gap.high.value - gap.low.value) * looks[look]
          return !(abs(found[2 * place + look] - line) > bend * range)
        }
        if isStraight || gap.high.time - gap.low.time < 64 * gap.low.time.ulp { continue }
        let points = looks.indices.map { (time: places[2 * place + $0], value: found[2 * place + $0]) }
        insides[gap.owner] += points
        hasGrown.insert(gap.owner)
        let all = [gap.low] + points + [gap.high]
        next += zip(all, all.dropFirst()).map { (gap.owner, $0, $1) }
      }
      open = next
    }
    for owner in hasGrown { insides[owner].sort { $0.time < $1.time } }
  }
}
