import Dynamics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// Which neuron fired when.
  static let raster = PlotKind(
    "raster",
    "the spikes of solves, a row each, or of a population's neurons, with the mean rate in bins below; of very many spikes those of a stated part of the neurons are drawn",
    ofSpikesOf: [.trajectory, .population], axes: ["t", "neuron", "rate"], keys: ["bin"]
  ) { figure, planning in
    figure.allowLogarithms(of: [], &planning)
    guard figure.populations == nil else { return }
    if figure.isGiven(PlotKeys.bin) {
      planning.fail("bins are for the rate of a population", at: figure.location(of: PlotKeys.bin))
    }
    for name in ["neuron", "rate"] where figure.ranges[name] != nil {
      planning.fail("solves have no axis '\(name)'", at: figure.location(of: PlotKeys.range))
    }
  } draw: { figure, groups in
    figure.populations == nil ? solves(figure, groups) : population(figure, groups)
  }

  private static func solves(_ figure: SpikeFigure, _ groups: [SpikeGroup]) -> DrawnFigure {
    let drawn = DrawnSpikes(groups, over: figure.span)
    let last = groups.count - 1
    // Names stand beside their rows where they leave room for these.
    let isNamed = groups.allSatisfy { Lettering.width($0.name, size: Lettering.largestSize) <= 150 }
    let ticks = groups.enumerated().map { Tick(Double(last - $0), isNamed ? $1.name : "\($0 + 1)") }
    // Rows have their names or numbers, so a colour can say which method they are of.
    let marks = groups.enumerated().map { index, group -> any Mark in
      Plotting.Raster(
        isNamed ? nil : "\(index + 1): \(group.name)", x: drawn.times[index],
        rows: drawn.times[index].map { _ in last - index }, style: .slot(group.slot))
    }
    let panel = Panel(
      x: figure.time, y: Axis("", range: -0.5...Double(last) + 0.5, ticks: ticks),
      height: figure.height ?? max(60, min(34 * Double(groups.count), 400)), marks: marks)
    var table = ShownTable(["result", "t"])
    for (group, times) in zip(groups, drawn.times) { for time in times { table.add(group.name, time) } }
    return DrawnFigure(
      Figure(title: "Spikes over time", description: figure.alt, panels: [panel]), table, figure.sentences(groups))
  }

  private static func population(_ figure: SpikeFigure, _ groups: [SpikeGroup]) -> DrawnFigure {
    let all = groups.reduce(0) { $0 + $1.neurons.count }
    let neurons = figure.ranges["neuron"] ?? 0.5...Double(max(1, all)) + 0.5
    let drawn = DrawnSpikes(groups, over: figure.span, neurons: neurons)
    let isAlone = groups.count == 1
    let spikes = groups.enumerated().map { index, group -> any Mark in
      Plotting.Raster(
        isAlone ? nil : group.name, x: drawn.times[index], rows: drawn.owners[index].map { $0 + 1 }, style: group.style)
    }
    let width = figure.bin ?? figure.usualBin
    let rates = groups.map { group -> any Mark in
      let rate = PopulationRate(group.times, neurons: group.neurons.count, over: group.span, binsOf: width)
      let values = rate.values.map { $0 * figure.scale.perSecond }
      return isAlone
        ? Bars(edges: rate.times, heights: values, style: group.style)
        : Plotting.Steps(x: rate.times, y: values, style: group.style.solid)
    }
    let panels = [
      Panel(
        drawn.note, x: figure.time, y: Axis("neuron", range: neurons), height: figure.height ?? 260, marks: spikes),
      Panel(
        "mean of the neurons in bins of \(figure.text(width))", x: figure.time,
        y: figure.rateAxis(rates), height: 90, marks: rates),
    ]
    var table = ShownTable(["neuron", "t"])
    for (owners, times) in zip(drawn.owners, drawn.times) {
      for (owner, time) in zip(owners, times) { table.add(nil, Double(owner + 1), time) }
    }
    return DrawnFigure(
      Figure(title: "Spikes over time", description: figure.alt, panels: panels, sharing: [.x]), table,
      figure.sentences(groups) + [drawn.note.map { "Of the spikes those of \($0)." }].compactMap { $0 })
  }
}

extension SpikeFigure {
  var time: Axis { Axis("t", unit: scale.unit?.symbol, range: span) }

  /// About 200 bins in the span, of a round length.
  var usualBin: Double { max(NiceNumber.below((span.upperBound - span.lowerBound) / 200), .leastNormalMagnitude) }

  /// From zero, which is what rates are compared with.
  func rateAxis(_ marks: [any Mark]) -> Axis {
    let highest = marks.map(\.extent.y.upper).filter(\.isFinite).max() ?? 0
    return Axis("rate", unit: scale.rate?.symbol, range: ranges["rate"] ?? 0...(highest > 0 ? 1.08 * highest : 1))
  }
}
