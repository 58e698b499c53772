/// How far the states go on a cycle.
extension CycleContinuation {
  /// At how many places of an interval of the mesh the states are looked at.
  private static let places = 8

  func seen(_ place: Place) -> CyclePoint {
    let cycle = place.cycle
    let slopes = cycle.slopes(field)
    var (times, states): ([Double], [[Double]]) = ([], [])
    for index in 0..<cycle.count {
      let width = cycle.mesh[index + 1] - cycle.mesh[index]
      for part in 0..<Self.places {
        times.append(cycle.mesh[index] + width * Double(part) / Double(Self.places))
        states.append(cycle.state(at: times[times.count - 1], slopes))
      }
    }
    let extent = (0..<field.dimension).map { index -> ClosedRange<Double> in
      let values = states.map { $0[index] * field.scales[index] }
      return -Self.top(times, values.map { -$0 })...Self.top(times, values)
    }
    return CyclePoint(
      parameter: cycle.parameter * field.size, period: cycle.length, extent: extent, multipliers: place.multipliers)
  }

  /// The greatest value round an orbit, by the parabola through the greatest that was looked at and its neighbours.
  private static func top(_ times: [Double], _ values: [Double]) -> Double {
    let (count, highest) = (values.count, values.indices.max { values[$0] < values[$1] } ?? 0)
    let (before, after) = ((highest + count - 1) % count, (highest + 1) % count)
    // The orbit begins anew at 1.
    let left = times[highest] - times[before] + (before > highest ? 1 : 0)
    let right = times[after] - times[highest] + (after < highest ? 1 : 0)
    let (rise, fall) = ((values[highest] - values[before]) / left, (values[after] - values[highest]) / right)
    let bend = (fall - rise) / (left + right)
    guard bend < 0 else { return values[highest] }
    let slope = (rise * right + fall * left) / (left + right)
    return values[highest] - slope * slope / (4 * bend)
  }
}
