import Learning
import Plotting

extension PlotKind {
  /// How the loss of a network fell.
  static let loss = PlotKind(
    "loss", "the parts of a network's loss after each step of its training, on a logarithmic axis, and their shares",
    ownAxes: ["step", "loss"]
  ) { request, planning in
    request.refuseSolves("a loss", &planning)
  } draw: { request, inputs in
    let histories = request.series.enumerated().compactMap { index, series -> (Int, TrainingHistory)? in
      (inputs.results[series.label] as? PinnResult).map { (index, $0.network.history) }
    }
    var lines: [any Mark] = []
    var shares: [any Mark] = []
    for (index, history) in histories {
      let totals = history.totals
      let hasParts = history.components.count > 1
      let prefix = histories.count > 1 ? request.series[index].name + ", " : ""
      func line(_ name: String, _ values: [Double], _ slot: Int) -> Line {
        Line(histories.count > 1 || hasParts ? prefix + name : nil, x: history.steps, y: values, style: .slot(slot))
      }
      let first = histories.prefix { $0.0 != index }.reduce(1) { $0 + $1.1.components.count }
      for (part, name) in history.components.enumerated() {
        lines.append(line(name, history.values[part], first + part))
        guard hasParts else { continue }
        let share = zip(history.values[part], totals).map { $1 > 0 ? 100 * $0 / $1 : .nan }
        shares.append(line(name, share, first + part))
      }
    }
    let step = Axis("step of the training", range: request.ranges["step"])
    var panels = [Panel(x: step, y: Axis("loss", scale: .logarithmic, range: request.ranges["loss"]), marks: lines)]
    if !shares.isEmpty { panels.append(Panel(x: step, y: Axis("share", unit: "%", range: 0...100), marks: shares)) }
    return Figure(
      title: "Loss during the training", description: request.alt, panels: panels, sharing: [.x],
      panelHeight: request.height)
  }
}
