import Diagnostics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// The states of a network's neurons that were recorded.
  static let recording = PlotKind(
    "recording",
    "the recorded states of a network's neurons (`record`) over time: a panel for each state of each population",
    ofSpikesOf: [.population], axes: ["t"], keys: ["y"]
  ) { figure, planning in
    figure.allowLogarithms(of: [], &planning)
    figure.checkRecordings(&planning)
  } draw: { figure, groups in
    var table = ShownTable(["neuron", "t", "value"])
    var panels: [Panel] = []
    var sentences: [String] = []
    for group in groups {
      for state in figure.shownStates(of: group) {
        let traces = group.recorded.filter { $0.state == state.name }
        let shown = traces.prefix(mostLines)
        let marks = shown.enumerated().map { index, trace -> any Mark in
          let samples = trace.samples(during: figure.span)
          for (time, value) in zip(samples.x, samples.y).striding(mostRows) {
            table.add("\(group.name) \(trace.neuron) \(state.name)", time, value)
          }
          return Line("neuron \(trace.neuron)", x: samples.x, y: samples.y, style: .slot(index + 1))
        }
        let note = traces.count > shown.count ? ", \(shown.count) of \(traces.count) recorded neurons" : ""
        panels.append(
          Panel(
            group.name + note, x: figure.time, y: Axis(MathWriter().text(state.name), unit: state.unit?.symbol),
            marks: marks))
        sentences.append(
          "\(group.name): \(state.name) of \(shown.map { "neuron \($0.neuron)" }.joined(separator: ", ")).")
      }
    }
    return DrawnFigure(
      Figure(
        title: "Recorded states over time", description: figure.alt, panels: panels, sharing: [.x],
        panelHeight: figure.height), table, sentences)
  }

  /// As many as colours tell apart.
  private static let mostLines = 8
  private static let mostRows = 1200
}

extension SpikeFigure {
  fileprivate func checkRecordings(_ planning: inout Planning) {
    let names = recordings.flatMap { $0.states.map(\.name) }
    if recordings.isEmpty {
      planning.fail(
        "'\(labels[0])' recorded no states", at: location(of: PlotKeys.of),
        hint: "add 'record: {neurons: [0, 1]}' to a population of it")
    }
    for name in wished where !names.contains(name.text) && !recordings.isEmpty {
      planning.fail(
        "'\(name.text)' was not recorded", at: name.location,
        hint: Spelling.hint(name.text, among: names) ?? "recorded are \(Set(names).sorted().joined(separator: ", "))")
    }
  }

  fileprivate func shownStates(of group: SpikeGroup) -> [PopulationFacts.Recording.State] {
    let states = recordings.first { $0.population == group.population }?.states ?? []
    return wished.isEmpty ? states : states.filter { state in wished.contains { $0.text == state.name } }
  }
}

extension Sequence {
  /// At most so many of the elements, evenly spread.
  fileprivate func striding(_ most: Int) -> [Element] {
    let all = Array(self)
    let step = Swift.max(1, (all.count + most - 1) / most)
    return stride(from: 0, to: all.count, by: step).map { all[$0] }
  }
}
