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

  private static func marks(_ name: String, _ request: PlotRequest, _ inputs: Inputs) -> [any Mark] {
    var marks: [any Mark] = []
    if let facts = request.series.first?.facts {
      if request.marks.contains(.onset) {
        let onsets = Set(request.series.flatMap(\.facts.onsets)).sorted().filter {
          request.ranges["t"]?.contains($0) ?? true
        }
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
    let styles = request.styles(inputs)
    let samples = DrawnSamples(request, inputs)
    marks += samples.dots(of: name, styles)
    for (index, series) in request.series.enumerated() {
      guard let result = inputs.trajectory(series.label) else { continue }
      let curve = Curve(
        result, nil, name, during: request.ranges["t"], isLogarithmic: request.logarithmic.contains("t"))
      let style = styles[index]
      if !curve.from.x.isEmpty {
        marks.append(Jumps(from: curve.from, to: curve.to, style: style))
      }
      // Beside samples a lone curve has a name, too.
      let title = !samples.isEmpty ? series.name : request.legend(index)
      marks.append(Line(title, x: curve.x, y: curve.y, style: style))
      let marked = request.marked(result)
      let isFirst = name == request.y.first
      for (place, (event, times)) in marked.enumerated() {
        let level = result.facts.thresholds.first { $0.component == name && $0.event == event }?.value
        let heights = times.map { time in level ?? (try? result.value(name, at: time)) ?? .nan }
        // Several are told apart by their markers.
        let isOne = marked.count == 1
        let shape = Marker.allCases[place % Marker.allCases.count]
        marks.append(
          Dots(
            isOne || !isFirst ? nil : request.legend(index).map { "\($0), \(event)" } ?? event, x: times, y: heights,
            style: isOne ? style : style.marked(shape)))
      }
    }
    return marks
  }
}
