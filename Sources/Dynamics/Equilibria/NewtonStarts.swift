/// States from which Newton's method has a good chance to find every equilibrium.
extension EquilibriumSearch {
  /// One state takes even values over its range, the others are at rest for it.
  package func starts(along index: Int, over range: ClosedRange<Double>, from start: [Double], count: Int = 33)
    -> [[Double]]
  {
    let held = HeldStates(self, held: [index])
    return (0..<count).map { position in
      var state = start
      let share = Double(position) / Double(count - 1)
      state[index] = range.lowerBound * (1 - share) + range.upperBound * share
      return held.settled(state) ?? state
    }
  }

  /// States all over a box. Where others are at rest, a state may lie in a set that Newton's method never leaves, such as
  /// an axis on which a species stays extinct; these lie in none.
  ///
  /// They are the multiples of 1/g, 1/g², ..., 1/gⁿ less their whole parts, with gⁿ⁺¹ = g + 1: a sequence that fills the
  /// box evenly (M. Roberts 2018, extremelearning.com.au/unreasonable-effectiveness-of-quasirandom-sequences). A state
  /// without a range is most often within its size of `start`, and now and then many times further off.
  package func starts(within ranges: [ClosedRange<Double>?], around start: [Double], count: Int = 96) -> [[Double]] {
    let n = ranges.count
    var g = 1.5
    for _ in 0..<60 { g = Elementary.power(1 + g, 1 / Double(n + 1)) }
    return (1...count).map { place in
      var power = 1.0
      return (0..<n).map { index in
        power /= g
        let share = (0.5 + Double(place) * power).truncatingRemainder(dividingBy: 1)
        if let range = ranges[index] { return range.lowerBound * (1 - share) + range.upperBound * share }
        let offset = 2 * share - 1
        return start[index] + scales[index] * offset / (1 - offset * offset)
      }
    }
  }

  /// The same search with each state measured by what it covers in these states.
  package func scaled(by states: [[Double]]) -> EquilibriumSearch {
    EquilibriumSearch(field, scales: zip(scales, spans(of: states)).map { $1 > 1e-9 * $0 ? $1 : $0 })
  }

  /// The same where these states cover more than the present sizes.
  func widened(to states: [[Double]]) -> EquilibriumSearch {
    EquilibriumSearch(field, scales: zip(scales, spans(of: states)).map { max($0, $1) })
  }

  private func spans(of states: [[Double]]) -> [Double] {
    scales.indices.map { index in
      let values = states.map { $0[index] }.filter(\.isFinite)
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
  }
}
