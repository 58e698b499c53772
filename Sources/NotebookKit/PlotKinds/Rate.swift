import Dynamics
import Expressions
import Plotting

extension PlotKind {
  /// How often the neurons of a population fire, over time.
  static let rate = PlotKind(
    "rate",
    "the mean rate of a population's neurons over time, in bins (`bin`) or smoothed by a Gaussian bell (`kernel`)",
    ofSpikesOf: [.population], axes: ["t", "rate"], keys: ["bin", "kernel"]
  ) { figure, planning in
    figure.allowLogarithms(of: [], &planning)
    if figure.isGiven(PlotKeys.bin), figure.isGiven(PlotKeys.kernel) {
      planning.fail("give 'bin' or 'kernel', not both", at: figure.location(of: PlotKeys.kernel))
    }
  } draw: { figure, groups in
    let width = figure.bin ?? figure.usualBin
    let scale = figure.scale.perSecond
    var table = ShownTable(["population", "t", "rate"])
    let marks = groups.map { group -> any Mark in
      let rate =
        if let kernel = figure.kernel {
          PopulationRate(group.times, neurons: group.neurons.count, over: group.span, kernel: kernel)
        } else { PopulationRate(group.times, neurons: group.neurons.count, over: group.span, binsOf: width) }
      let values = rate.values.map { $0 * scale }
      let name = groups.count == 1 ? nil : group.name
      // A smooth rate has several samples a pixel where its bell is narrow: its peaks would do.
      let step = max(1, values.count / mostRows)
      for index in stride(from: 0, to: values.count, by: step) {
        table.add(group.name, rate.times[index], values[index])
      }
      return figure.kernel == nil
        ? Plotting.Steps(name, x: rate.times, y: values, style: group.style.solid)
        : Line(name, x: rate.times, y: values, style: group.style)
    }
    let title =
      figure.kernel.map { "smoothed by a Gaussian bell of standard deviation \(figure.text($0))" }
      ?? "in bins of \(figure.text(width))"
    return DrawnFigure(
      Figure(
        title: "Mean rate of the neurons over time", description: figure.alt,
        panels: [Panel(title, x: figure.time, y: figure.rateAxis(marks), marks: marks)],
        panelHeight: figure.height), table, figure.sentences(groups))
  }

  private static let mostRows = 1200
}
