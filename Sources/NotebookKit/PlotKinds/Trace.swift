import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// States over time.
  static let trace = PlotKind(
    "trace", "states over time; several states stand in panels below one another",
    marks: [.onset, .threshold, .spikes, .events]
  ) { request, planning in
    if let x = request.x, x != "t" {
      planning.fail(
        "a trace has time on its horizontal axis, not '\(x)'", at: request.location,
        hint: "for one state against another write 'kind: phase'")
    }
  } draw: { request, inputs in
    traces(request, inputs)
  }

  /// The figure itself, also for those who show a run without a `plot` block.
  static func traces(_ request: PlotRequest, _ inputs: Inputs) -> Figure {
    let panels = request.y.map { name in
      Panel(x: request.axis("t"), y: request.axis(name), marks: marks(name, request, inputs))
    }
    let errors =
      request.against == nil ? [] : request.y.map { ErrorPanel($0, isLogarithmic: false).panel(request, inputs) }
    return Figure(
      title: "\(request.y.joined(separator: ", ")) over time", description: request.alt, panels: panels + errors,
      sharing: [.x],
      panelHeight: request.height)
  }

  /// The samples of a state as dots, those of each group by themselves.
  private static func dots(
    _ label: String, _ data: DataResult, _ name: String, _ request: PlotRequest, _ looks: Looks
  ) -> [Dots] {
    let groups = data.facts.groups.compactMap { group in data.group(group).map { ("\(label) \(group)", $0) } }
    let shown = data.facts.by == nil ? [(label, data)] : groups
    let slots = looks.slots(of: request.series.map(\.look), and: shown.count).suffix(shown.count)
    return zip(shown, slots).compactMap { series, slot in dots(series.0, series.1, name, request, .slot(slot)) }
  }

  /// In the units of the axes, as far as these show them; what a logarithmic axis has no place for is counted in the name.
  private static func dots(
    _ title: String, _ data: DataResult, _ name: String, _ request: PlotRequest, _ style: Style
  ) -> Dots? {
    guard let key = data.facts.key, let times = data.numbers[key.name], let values = data.numbers[name],
      let column = data.facts.columns.first(where: { $0.name == name })
    else { return nil }
    func converted(_ value: Double, _ unit: Unit?, as axis: String) -> Double {
      Quantity(value, unit: unit).magnitude(in: request.series.first?.facts.unit(of: axis)) ?? value
    }
    func isInside(_ value: Double, _ axis: String) -> Bool { request.ranges[axis]?.contains(value) ?? true }
    func isDrawable(_ value: Double, _ axis: String) -> Bool { value > 0 || !request.logarithmic.contains(axis) }
    let given = zip(times, values).map { (converted($0, key.unit, as: "t"), converted($1, column.unit, as: name)) }
      .filter { !$0.1.isNaN && isInside($0.0, "t") && isInside($0.1, name) }
    let points = given.filter { isDrawable($0.0, "t") && isDrawable($0.1, name) }
    let hidden = given.count - points.count
    return Dots(
      hidden == 0 ? title : "\(title) (and \(hidden) not positive)", x: points.map(\.0), y: points.map(\.1),
      style: style,
      radius: 2)
  }

  private static func marks(_ name: String, _ request: PlotRequest, _ inputs: Inputs) -> [any Mark] {
    var marks: [any Mark] = []
    if let facts = request.series.first?.facts {
      if request.marks.contains(.onset) {
        let onsets = facts.onsets.filter { request.ranges["t"]?.contains($0) ?? true }
        for time in onsets.prefix(20) {
          marks.append(Rule(x: time, onsets.count == 1 && name == request.y.first ? "input changes" : nil))
        }
      }
      if request.marks.contains(.threshold) {
        for threshold in facts.thresholds where threshold.component == name {
          let unit = request.unit(of: name).map { " " + $0 } ?? ""
          marks.append(Rule(y: threshold.value, "\(threshold.event) at \(Digits.shown(threshold.value))\(unit)"))
        }
      }
    }
    if let label = request.data?.label, let data = inputs.data(label) {
      marks += dots(label, data, name, request, inputs.looks)
    }
    let styles = request.styles(inputs)
    for (index, series) in request.series.enumerated() {
      guard let result = inputs.trajectory(series.label) else { continue }
      let curve = Curve(result, nil, name, during: request.ranges["t"])
      let style = styles[index]
      if !curve.from.x.isEmpty {
        marks.append(Jumps(from: curve.from, to: curve.to, style: style))
      }
      marks.append(Line(request.legend(index), x: curve.x, y: curve.y, style: style))
      let marked = result.facts.events.filter {
        request.marks.contains(.events) || request.marks.contains(.spikes) && $0 == "spike"
      }
      for event in marked {
        let times = result.eventTimes(event).filter { request.ranges["t"]?.contains($0) ?? true }
        let level = result.facts.thresholds.first { $0.component == name && $0.event == event }?.value
        let heights = times.map { time in level ?? (try? result.value(name, at: time)) ?? .nan }
        marks.append(Dots(x: times, y: heights, style: style))
      }
    }
    return marks
  }
}
