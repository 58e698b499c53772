import Diagnostics
import Plotting

extension PlotKind {
  /// The states that a solve passes through at an event, as of the surface that its condition describes (H. Poincaré, Les méthodes
  /// nouvelles de la mécanique céleste, vol. 3, 1899, chapter 27).
  static let section = PlotKind(
    "section",
    "one state against another each time an event comes: a Poincaré section, or a stroboscopic map where the event keeps time",
    keys: [PlotKeys.event.name, PlotKeys.aspect.name]
  ) { request, planning in
    let known = request.series.map(\.facts.events)
    let common = known[0].filter { name in known.allSatisfy { $0.contains(name) } }
    if let event = request.event {
      if !common.contains(event.text) {
        planning.fail(
          "there is no event '\(event.text)' in all that is shown", at: event.location,
          hint: Spelling.help(event.text, among: common))
      }
    } else if common.count != 1 {
      planning.fail(
        common.isEmpty ? "a section wants a model with an event" : "a section wants to be told which event",
        at: request.location,
        hint: common.isEmpty
          ? "under 'events': 'section: {when: v >= 0}', which changes nothing"
          : "'event' is one of \(common.joined(separator: ", "))")
    }
    if axes(request) == nil {
      planning.fail(
        "a section has one state on each axis", at: request.location, hint: "write 'x: v' and 'y: w'")
    }
  } draw: { request, inputs in
    guard let (x, y) = axes(request) else { return Figure(title: "", panels: []) }
    let (names, styles) = (request.series.map(\.facts.events), request.styles(inputs))
    let event = request.event?.text ?? names[0].first { name in names.allSatisfy { $0.contains(name) } } ?? ""
    let clouds = request.series.enumerated().compactMap { index, series -> Dots? in
      guard let result = inputs.trajectory(series.label), let across = result.index(of: x), let up = result.index(of: y)
      else { return nil }
      let span = request.ranges["t"]
      let states = result.states(at: result.eventTimes(event).filter { span?.contains($0) ?? true })
      let rows = stride(from: 0, to: states.count, by: max(1, result.facts.components.count))
      return Dots(
        request.legend(index), x: rows.map { states[$0 + across] }, y: rows.map { states[$0 + up] },
        style: styles[index], radius: 2.5, isListed: true)
    }
    return Figure(
      title: "\(y) against \(x) at each \(event)", description: request.alt,
      panels: [request.plane(x, y, clouds)], panelHeight: request.planeHeight)
  }

  private static func axes(_ request: PlotRequest) -> (x: String, y: String)? {
    let names = request.series.first?.facts.componentNames ?? []
    guard let x = request.x ?? names.first, x != "t",
      let y = request.y.first(where: { $0 != x }) ?? names.first(where: { $0 != x })
    else { return nil }
    return (x, y)
  }
}
