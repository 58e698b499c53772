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

  private static let arrows = (columns: 17, rows: 13)

  var nullclines: [any Mark] {
    func name(_ state: String) -> String {
      "\(MathWriter().text(state))-nullcline" + (owner.map { " of \($0)" } ?? "")
    }
    return Nullclines(plane, x: x, y: y).marks((name(axes.x), name(axes.y)), mayJump: mayJump)
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
    plane.equilibria(x: x, y: y).isolated.flatMap { equilibrium -> [any Mark] in
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
