import Dynamics
import Expressions
import Plotting

/// Where the rate of a state is zero in a plane.
///
/// A population that is not there does not grow: its rate is zero all along the line x = 0, and the rest of its nullcline crosses
/// that line. Such a line is drawn by itself, and curves are those of the rate without it: a grid sees no crossing.
struct Nullclines {
  private let plane: PlaneField
  private let across: [Double]
  private let up: [Double]

  /// Fine enough that a nullcline drawn 640 wide bends smoothly.
  private static let grid = (columns: 97, rows: 73)

  init(_ plane: PlaneField, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.plane = plane
    (across, up) = (Field.even(x, Self.grid.columns), Field.even(y, Self.grid.rows))
  }

  /// The nullclines of the states on both axes.
  ///
  /// - Parameter mayJump: whether a change of sign may be a jump, as at a pole, which is no nullcline.
  func marks(_ names: (x: String, y: String), mayJump: Bool) -> [any Mark] {
    // Beside an axis, and not on it: there may be nothing to see there.
    let (near, above) = (Self.besideZero(across), Self.besideZero(up))
    var rates = plane.rates(x: near, y: above)
    if mayJump {
      rates.x = withoutJumps(rates.x, near, above) { plane.rates(x: [$0], y: [$1]).x[0] }
      rates.y = withoutJumps(rates.y, near, above) { plane.rates(x: [$0], y: [$1]).y[0] }
    }
    return marks(names.x, rates.x, .dashed, near, above) { $0.x }
      + marks(names.y, rates.y, .dashDot, near, above) { $0.y }
  }

  private typealias Rates = (x: [Double], y: [Double])

  /// One nullcline.
  ///
  /// - Parameters:
  ///   - values: the rate at `near` and `above`, the grid beside the axes.
  ///   - own: which of two rates it is.
  private func marks(
    _ name: String, _ values: [Double], _ dash: Dash, _ near: [Double], _ above: [Double], _ own: (Rates) -> [Double]
  ) -> [any Mark] {
    let style = Style(.muted, dash: dash)
    let largest = values.map(abs).filter(\.isFinite).max() ?? 0
    func isZero(_ found: [Double]) -> Bool {
      let known = found.filter(\.isFinite)
      return known.count > 1 && known.allSatisfy { abs($0) <= 1e-13 * largest }
    }
    var (values, lines) = (values, [any Mark]())
    if contains(across), isZero(own(plane.rates(x: [0], y: up))) {
      lines.append(Line(x: [0, 0], y: [up[0], up[up.count - 1]], style: style))
      let power = Self.power(beside: across) { own(plane.rates(x: [$0], y: up)) }
      for place in values.indices { for _ in 0..<power { values[place] /= near[place % near.count] } }
    }
    if contains(up), isZero(own(plane.rates(x: across, y: [0]))) {
      lines.append(Line(x: [across[0], across[across.count - 1]], y: [0, 0], style: style))
      let power = Self.power(beside: up) { own(plane.rates(x: across, y: [$0])) }
      for place in values.indices { for _ in 0..<power { values[place] /= above[place / near.count] } }
    }
    return [Contours(name, of: Field(x: across, y: up, values: values), levels: [0], look: .style(style))] + lines
  }

  /// The power with which a rate rises from zero beside an axis: one, or two as for what needs a partner.
  private static func power(beside axis: [Double], _ rates: (Double) -> [Double]) -> Int {
    let near = 1e-4 * (axis[axis.count - 1] - axis[0]) * (axis[0] < 0 && axis[axis.count - 1] <= 0 ? -1 : 1)
    let ratios = zip(rates(near), rates(2 * near)).map { abs($1 / $0) }.filter { $0.isFinite && $0 > 0 }.sorted()
    guard !ratios.isEmpty else { return 1 }
    return max(1, min(4, Int(Elementary.logarithm(ratios[ratios.count / 2]) / Elementary.logarithm(2) + 0.5)))
  }

  private func contains(_ axis: [Double]) -> Bool { axis[0] <= 0 && axis[axis.count - 1] >= 0 }

  private static func besideZero(_ axis: [Double]) -> [Double] {
    let near = 1e-6 * (axis[axis.count - 1] - axis[0])
    return axis.map { abs($0) < near ? (axis[0] < -near ? -near : near) : $0 }
  }

  /// The same with no values where the rate jumps from one sign to the other, as at a pole: it is zero nowhere there.
  private func withoutJumps(
    _ values: [Double], _ across: [Double], _ up: [Double], _ rate: (Double, Double) -> Double
  ) -> [Double] {
    var kept = values
    func look(_ a: Int, _ b: Int, _ from: (Double, Double), _ to: (Double, Double)) {
      guard values[a] * values[b] < 0 else { return }
      var (low, high, atLow, atHigh) = (0.0, 1.0, values[a], values[b])
      for _ in 0..<20 {
        let middle = (low + high) / 2
        let found = rate(from.0 + middle * (to.0 - from.0), from.1 + middle * (to.1 - from.1))
        if found * atLow > 0 { (low, atLow) = (middle, found) } else { (high, atHigh) = (middle, found) }
      }
      if abs(atHigh - atLow) > 0.01 * abs(values[b] - values[a]) {
        kept[abs(values[a]) > abs(values[b]) ? a : b] = .nan
      }
    }
    for row in up.indices {
      for column in across.indices {
        let (place, here) = (row * across.count + column, (across[column], up[row]))
        if column + 1 < across.count { look(place, place + 1, here, (across[column + 1], up[row])) }
        if row + 1 < up.count { look(place, place + across.count, here, (across[column], up[row + 1])) }
      }
    }
    return kept
  }
}
