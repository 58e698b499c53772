import Dynamics
import Expressions
import Plotting

/// What the equations say of a plane of two states, behind the paths of solves: nullclines, directions, equilibria.
struct PhasePortrait {
  private let plane: PlaneField
  private let axes: (x: String, y: String)
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>
  private let mayJump: Bool
  /// Whose equations they are, where the figure shows several.
  private let owner: String?

  /// - Parameters:
  ///   - time: when inputs and whatever else depends on time are looked at.
  ///   - owner: whose equations they are, where that has to be said.
  init(
    _ model: ModelDefinition, _ axes: (x: String, y: String), at time: Double, x: ClosedRange<Double>,
    y: ClosedRange<Double>, of owner: String? = nil
  ) {
    self.owner = owner
    let search = model.equilibriumSearch(at: time, ranges: [axes.x: x, axes.y: y])
    let index = { name in model.stateNames.firstIndex(of: name) ?? 0 }
    let start = model.problem(from: time, to: time, locatesSurfaces: false).initial
    plane = PlaneField(search, x: index(axes.x), y: index(axes.y), start: start.map { $0.isFinite ? $0 : 0 })
    mayJump = model.mayJump || model.mayHavePoles
    self.axes = axes
    self.x = x
    self.y = y
  }

  /// Fine enough that a nullcline drawn 640 wide bends smoothly.
  private static let grid = (columns: 97, rows: 73)
  private static let arrows = (columns: 17, rows: 13)

  var nullclines: [any Mark] {
    let (columns, rows) = Self.grid
    let (across, up) = (Field.even(x, columns), Field.even(y, rows))
    var rates = plane.rates(x: across, y: up)
    if mayJump {
      rates.x = withoutJumps(rates.x, across, up) { plane.rates(x: [$0], y: [$1]).x[0] }
      rates.y = withoutJumps(rates.y, across, up) { plane.rates(x: [$0], y: [$1]).y[0] }
    }
    func nullcline(_ name: String, _ values: [Double], _ dash: Dash) -> Contours {
      Contours(
        "\(MathWriter().text(name))-nullcline" + (owner.map { " of \($0)" } ?? ""),
        of: Field(x: across, y: up, values: values), levels: [0],
        look: .style(Style(.muted, dash: dash)))
    }
    return [nullcline(axes.x, rates.x, .dashed), nullcline(axes.y, rates.y, .dashDot)]
  }

  /// The same with no values where the rate jumps from one sign to the other, as at a pole: it is zero nowhere there, and no nullcline.
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

  var field: any Mark {
    let (columns, rows) = Self.arrows
    // Off the frame, where an arrow would be cut.
    let (across, up) = (Self.centres(x, columns), Self.centres(y, rows))
    let rates = plane.rates(x: across, y: up)
    return Arrows(
      x: up.flatMap { _ in across }, y: up.flatMap { y in across.map { _ in y } }, u: rates.x, v: rates.y)
  }

  /// Filled where stable, hollow where not, each with its kind.
  var equilibria: [any Mark] {
    plane.equilibria(x: x, y: y).flatMap { equilibrium -> [any Mark] in
      let (x, y) = plane.place(of: equilibrium)
      let marker = equilibrium.isStable ? Marker.circle : .hollowCircle
      return [
        Dots(x: [x], y: [y], style: Style(.ink, marker: marker), radius: 4.5),
        Label(equilibrium.kind.rawValue, x: x, y: y, side: .above),
      ]
    }
  }

  private static func centres(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    let width = (range.upperBound - range.lowerBound) / Double(count)
    return (0..<count).map { range.lowerBound + (Double($0) + 0.5) * width }
  }
}
