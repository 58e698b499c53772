import Dynamics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// Which rhythms there are in a population's rate.
  static let spectrum = PlotKind(
    "spectrum",
    "the power spectral density of a population's mean rate, by Welch's method: overlapping pieces with a Hann window",
    ofSpikesOf: [.population], axes: ["t", "frequency", "power"], keys: ["bin"]
  ) { figure, planning in
    figure.allowLogarithms(of: ["frequency", "power"], &planning)
    let bin = figure.bin ?? figure.spectralBin
    let bins = (figure.span.upperBound - figure.span.lowerBound) / bin
    guard bins * SpikeCounts.leastShare <= 1 else {
      return planning.fail(
        "a spectrum takes a million bins at most, and the time shown has \(Digits.compact(bins, 2)) of \(figure.text(bin))",
        at: figure.location(of: figure.isGiven(PlotKeys.bin) ? PlotKeys.bin : PlotKeys.of),
        hint: "choose longer ones with 'bin', or a part of the time with 'range: {t: ...}'")
    }
    let count = Int(bins)
    if count < 32 {
      planning.fail(
        "a spectrum wants 32 bins at least, and the time shown has \(count) of \(figure.text(bin))",
        at: figure.location(of: figure.isGiven(PlotKeys.bin) ? PlotKeys.bin : PlotKeys.of),
        hint: "choose shorter ones: 'bin: \(figure.text(NiceNumber.below(bin * Double(max(1, count)) / 200)))'")
    }
  } draw: { figure, groups in
    let bin = figure.bin ?? figure.spectralBin
    var table = ShownTable(["population", "frequency", "power"])
    var sentences = figure.sentences(groups)
    var pieces = ""
    let marks = groups.compactMap { group -> (any Mark)? in
      let record = SpikeRecord(
        populations: [], span: group.span, times: group.times, neurons: group.owners.map { Int32($0) })
      guard let spectrum = record.spectrum(of: group.neurons, binsOf: bin, scale: figure.scale.perSecond) else {
        return nil
      }
      for (frequency, density) in zip(spectrum.frequencies, spectrum.densities) {
        table.add(group.name, frequency, density)
      }
      let length = Double(spectrum.length) * bin
      pieces = "\(spectrum.pieces) half-overlapping pieces of \(figure.text(length)), bins of \(figure.text(bin))"
      if let peak = spectrum.peak, spectrum.densities.contains(where: { $0 > 0 }) {
        let unit = figure.scale.rate.map { " " + $0.symbol } ?? ""
        sentences.append(
          "\(group.name) has its highest peak at \(NumberFormat(.general, 3).text(peak))\(unit), in steps of \(Digits.shown(spectrum.frequencies[0], 3))\(unit)."
        )
      }
      return Line(
        groups.count == 1 ? nil : group.name, x: spectrum.frequencies, y: spectrum.densities, style: group.style)
    }
    let unit = figure.scale.rate?.symbol
    let panel = Panel(
      pieces.isEmpty ? nil : pieces,
      x: Axis("frequency", unit: unit, scale: figure.kind(of: "frequency"), range: figure.ranges["frequency"]),
      y: Axis(
        "power of the rate", unit: unit.map { "\($0)²/\($0)" }, scale: figure.kind(of: "power"),
        range: figure.ranges["power"] ?? figure.powers(marks)), marks: marks)
    return DrawnFigure(
      Figure(
        title: "Power spectrum of the mean rate", description: figure.alt, panels: [panel],
        panelHeight: figure.height), table, sentences)
  }
}

extension SpikeFigure {
  /// From zero, unless the axis is logarithmic.
  fileprivate func powers(_ marks: [any Mark]) -> ClosedRange<Double>? {
    let highest = marks.map(\.extent.y.upper).filter(\.isFinite).max() ?? 0
    return kind(of: "power") == .logarithmic || highest <= 0 ? nil : 0...1.06 * highest
  }

  /// 2 ms, which shows rhythms up to 250 Hz; where time has no unit, a 500th of the span.
  fileprivate var spectralBin: Double {
    scale.rate == nil ? (span.upperBound - span.lowerBound) / 500 : scale.milliseconds(2)
  }
}
