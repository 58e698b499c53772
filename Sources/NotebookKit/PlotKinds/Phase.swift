import Diagnostics
import Dynamics
import Plotting

extension PlotKind {
  /// One state against another.
  static let phase = PlotKind(
    "phase",
    "one state against another: the path of the state through its plane, with nullclines, directions and equilibria",
    of: [.trajectory, .model], keys: [PlotKeys.at.name, PlotKeys.aspect.name],
    marks: [.start, .nullclines, .field, .equilibria, .spikes, .events]
  ) { request, planning in
    if request.y.count != 1 {
      planning.fail("a phase plane has one state on each axis", at: request.location, hint: "write 'x: v' and 'y: w'")
    }
    guard !request.series.contains(where: \.isSolved), let (x, y) = axes(request) else { return }
    for name in [x, y] where request.ranges[name] == nil {
      planning.fail(
        "a phase plane without a solve needs a range for '\(name)'", at: request.location,
        hint: "write 'range: {\(x): -80 to 40, \(y): -50 to 150}'")
    }
  } draw: { request, inputs in
    guard let (x, y) = axes(request) else { return Figure(title: "", panels: []) }
    let styles = request.styles(inputs)
    let curves = request.series.enumerated().compactMap { index, series -> Path? in
      inputs.trajectory(series.label).map {
        Path(
          curve: Curve($0, x, y, during: request.ranges["t"]), name: request.legend(index), style: styles[index],
          isFirst: index == 0)
      }
    }
    let marks =
      portrait(request, (x, y), curves.map(\.curve)) + curves.flatMap { $0.marks(request.marks) }
      + request.series.indices.flatMap { events(request, $0, (x, y), inputs, styles[$0]) }
      + DrawnSamples(request, inputs).dots(of: y, against: x, styles)
    return Figure(
      title: "\(y) against \(x)", description: request.alt,
      panels: [request.plane(x, y, marks)], panelHeight: request.planeHeight)
  }

  private static func axes(_ request: PlotRequest) -> (x: String, y: String)? {
    let names = request.series.first?.facts.componentNames ?? []
    guard let x = request.x ?? names.first, let y = request.y.first ?? names.first(where: { $0 != x }) else {
      return nil
    }
    return (x, y)
  }

  /// Where on its path the events of a result come, several told apart by their markers.
  private static func events(
    _ request: PlotRequest, _ index: Int, _ axes: (x: String, y: String), _ inputs: Inputs, _ style: Style
  ) -> [Dots] {
    guard let result = inputs.trajectory(request.series[index].label) else { return [] }
    let marked = request.marked(result)
    return marked.enumerated().map { place, item in
      let (event, times) = item
      func values(_ name: String) -> [Double] { times.map { (try? result.value(name, at: $0)) ?? .nan } }
      let shape = Marker.allCases[place % Marker.allCases.count]
      let name = request.legend(index).map { "\($0), \(event)" } ?? event
      return Dots(
        marked.count == 1 ? nil : name, x: values(axes.x), y: values(axes.y),
        style: marked.count == 1 ? style : style.marked(shape))
    }
  }

  /// What the equations of the first result say of the plane, where the figure shows it.
  private static func portrait(_ request: PlotRequest, _ axes: (x: String, y: String), _ curves: [Curve]) -> [any Mark]
  {
    let wanted = request.marks.intersection([.nullclines, .field, .equilibria])
    guard !wanted.isEmpty, let model = request.series.first?.model,
      let x = request.ranges[axes.x] ?? span(curves.flatMap(\.x)),
      let y = request.ranges[axes.y] ?? span(curves.flatMap(\.y))
    else { return [] }
    // Of several models only one can be told of: it is named.
    let isOneModel = request.series.allSatisfy { $0.model.map { $0.identityParts == model.identityParts } ?? true }
    let portrait = PhasePortrait(
      model, axes, at: request.time, x: x, y: y, of: isOneModel ? nil : request.legend(0))
    var marks: [any Mark] = []
    if wanted.contains(.field) { marks.append(portrait.field) }
    if wanted.contains(.nullclines) { marks += portrait.nullclines }
    if wanted.contains(.equilibria) { marks += portrait.equilibria }
    return marks
  }

  /// What the values cover, with a little room.
  private static func span(_ values: [Double]) -> ClosedRange<Double>? {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    // What stays as it is has its surroundings, as the axis shows them.
    let room = low < high ? 0.05 * (high - low) : max(0.5, 0.1 * abs(low))
    return low - room...high + room
  }
}

/// The path of one result, with its jumps and its start.
private struct Path {
  let curve: Curve
  let name: String?
  let style: Style
  let isFirst: Bool

  func marks(_ wanted: Set<PlotRequest.Mark>) -> [any Mark] {
    var marks: [any Mark] = []
    if !curve.from.x.isEmpty { marks.append(Jumps(from: curve.from, to: curve.to, style: style)) }
    marks.append(Line(name, x: curve.x, y: curve.y, style: style))
    marks.append(Heads(x: curve.x, y: curve.y, style: style))
    if wanted.contains(.start), let x = curve.x.first, let y = curve.y.first {
      marks.append(Dots(x: [x], y: [y], style: style))
    }
    return marks
  }
}
