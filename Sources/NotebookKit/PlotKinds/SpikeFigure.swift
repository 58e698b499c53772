import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

/// What a `plot` of spikes asks for, with names checked and times in the model's unit.
struct SpikeFigure: Sendable {
  let labels: [String]
  /// Of the solves, or of the populations of a network.
  let names: [String]
  /// Nothing for populations.
  let series: [Looks.Series]
  /// Nothing for solves.
  let populations: [SpikeRecord.Population]?
  let recordings: [PopulationFacts.Recording]
  /// The states that are to be shown; all where none is named.
  let wished: [Fragment]
  /// What is looked at: the author's range of t, else everything.
  let span: ClosedRange<Double>
  let scale: TimeScale
  let ranges: [String: ClosedRange<Double>]
  let log: [Fragment]
  let bin: Double?
  let kernel: Double?
  let height: Double?
  let alt: String?
  private let arguments: Arguments

  static func planned(
    _ references: [LabelReference], _ kind: PlotKind, _ check: (SpikeFigure, inout Planning) -> Void,
    _ draw: @escaping @Sendable (SpikeFigure, [SpikeGroup]) -> DrawnFigure, _ arguments: Arguments,
    _ planning: inout Planning
  ) -> Planned? {
    guard let figure = SpikeFigure(references, kind, arguments, &planning) else { return nil }
    check(figure, &planning)
    let columns = arguments[PlotKeys.columns] ?? 1
    return Planned(showing: figure.methods) { inputs in
      guard let groups = figure.groups(inputs) else { return Product() }
      return Product(nil, [draw(figure, groups).output(columns: columns)])
    }
  }

  private init?(
    _ references: [LabelReference], _ kind: PlotKind, _ arguments: Arguments, _ planning: inout Planning
  ) {
    guard let subject = Subject(references, arguments, &planning) else { return nil }
    labels = references.map(\.label)
    names = subject.names
    series = subject.series
    populations = subject.populations
    recordings = subject.recordings
    wished = arguments[PlotKeys.y] ?? []
    scale = TimeScale(subject.timeUnit)
    self.arguments = arguments
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[PlotKeys.range] ?? [] {
      guard kind.ownAxes.contains(name.text) else {
        planning.fail(
          "'\(kind.name)' has no axis '\(name.text)'", at: name.location,
          hint: Spelling.hint(name.text, among: kind.ownAxes)
            ?? "its axes are \(kind.ownAxes.joined(separator: ", "))")
        return nil
      }
      guard let range = list.range(of: name, in: scale.unit(of: name.text), &planning) else { return nil }
      ranges[name.text] = range
    }
    self.ranges = ranges
    let (whole, wish) = (subject.span, ranges["t"] ?? subject.span)
    guard wish.sharesMoreThanAnEnd(with: whole) else {
      planning.fail(
        "there is nothing at these times", at: arguments.location(of: PlotKeys.range),
        hint: "the results go from \(Digits.compact(whole.lowerBound, 6)) to \(Digits.compact(whole.upperBound, 6))")
      return nil
    }
    span = wish.clamped(to: whole)
    log = arguments[PlotKeys.log] ?? []
    bin = Self.width(PlotKeys.bin, span, scale, arguments, &planning)
    kernel = Self.width(PlotKeys.kernel, span, scale, arguments, &planning)
    height = arguments[PlotKeys.height].map(Double.init)
    alt = arguments[Directive.alt]
  }

  /// More bins than a figure can show, or a reader count.
  private static let mostBins = 100_000.0

  private static func width(
    _ key: Parameter<Quantity>, _ span: ClosedRange<Double>, _ scale: TimeScale, _ arguments: Arguments,
    _ planning: inout Planning
  ) -> Double? {
    guard let quantity = arguments[key] else { return nil }
    if quantity.unit != nil, scale.unit == nil {
      planning.fail("the model gives time no unit", at: arguments.location(of: key), hint: "write the number alone")
    }
    let width = quantity.magnitude(in: scale.unit) ?? quantity.value
    let duration = span.upperBound - span.lowerBound
    if duration / width > mostBins {
      planning.fail(
        "'\(key.name)' is too short: more than \(Int(mostBins)) would fit into the span",
        at: arguments.location(of: key),
        hint: "\(Digits.compact(NiceNumber.below(duration / 100), 3)) would fit 100 times or more")
    }
    return max(width, duration / mostBins)
  }

  /// Where to point to for what is wrong with a key.
  func location(of key: any AnyParameter) -> Location { arguments.place(of: key) }
  func isGiven(_ key: any AnyParameter) -> Bool { arguments.isMentioned(key) }

  /// Says so where an axis is wished logarithmic that is not.
  func allowLogarithms(of allowed: [String], _ planning: inout Planning) {
    for name in log where !allowed.contains(name.text) {
      planning.fail(
        "'\(name.text)' cannot be logarithmic here", at: name.location,
        hint: allowed.isEmpty ? nil : "only \(allowed.joined(separator: " and ")) can")
    }
  }

  func kind(of axis: String) -> Scale.Kind { log.contains { $0.text == axis } ? .logarithmic : .linear }

  /// A length of time with its unit.
  func text(_ time: Double) -> String { Digits.shown(time, 3) + (scale.unit.map { " " + $0.symbol } ?? "") }
}

extension SpikeFigure {
  /// What is shown, once it is there.
  func groups(_ inputs: Inputs) -> [SpikeGroup]? {
    guard let populations else {
      let styles = inputs.looks.styles(of: series)
      return labels.enumerated().compactMap { index, label in
        inputs.trajectory(label).map { result in
          let times = result.eventTimes("spike")
          var group = SpikeGroup(
            names[index], neurons: index..<index + 1, over: span, times: times,
            owners: Array(repeating: index, count: times.count), style: styles[index])
          group.slot = inputs.looks.slot(of: series[index]) ?? 1
          return group
        }
      }
    }
    guard let result = inputs.results[labels[0]] as? any PopulationResult else { return nil }
    return populations.enumerated().map { index, population in
      let spikes = result.record.spikes(of: population.neurons)
      var group = SpikeGroup(
        names[index], neurons: population.neurons, over: span, times: spikes.times,
        owners: spikes.neurons.map { Int($0) }, style: .slot(index + 1))
      group.population = population.name
      group.recorded = (result as? NetworkResult)?.recorded(index) ?? []
      return group
    }
  }

  /// Each method once: rows and panels have names of their own, and may look alike.
  private var methods: [Looks.Series] {
    series.reduce(into: []) { methods, series in
      let method = Looks.Series(method: series.method)
      if !methods.contains(method) { methods.append(method) }
    }
  }

  /// `excitatory: neurons 1 to 800, 5021 spikes, 6.3 Hz on average.`
  func sentences(_ groups: [SpikeGroup]) -> [String] {
    groups.map { group in
      let rate = Digits.shown(group.meanRate * scale.perSecond, 3) + (scale.rate.map { " " + $0.symbol } ?? "")
      let count = "\(group.times.count) spike\(group.times.count == 1 ? "" : "s")"
      guard populations != nil else { return "\(group.name): \(count), a rate of \(rate)." }
      let numbers = "neurons \(group.neurons.lowerBound + 1) to \(group.neurons.upperBound)"
      return "\(group.name): \(numbers), \(count), \(rate) on average."
    }
  }
}

/// What the labels of a figure of spikes stand for: solves, or one network.
private struct Subject {
  let names: [String]
  let series: [Looks.Series]
  let populations: [SpikeRecord.Population]?
  let recordings: [PopulationFacts.Recording]
  let span: ClosedRange<Double>
  let timeUnit: Unit?

  init?(_ references: [LabelReference], _ arguments: Arguments, _ planning: inout Planning) {
    let given = arguments[PlotKeys.labels] ?? []
    if let reference = references.first(where: { planning.labels[$0.label] == .population }) {
      if let other = references.first(where: { $0 != reference }) {
        planning.fail("a figure shows one population by itself", at: other.location)
        return nil
      }
      guard let facts = planning.facts[reference.label]?.population else { return nil }
      let own = facts.populations.map(\.name)
      let titles = SeriesNames(given, own, &planning)
      names = own.map { titles.given[$0] ?? $0 }
      series = []
      populations = facts.populations
      recordings = facts.recordings
      span = facts.span
      timeUnit = facts.timeUnit
      return
    }
    let facts = references.compactMap { planning.facts[$0.label]?.trajectory }
    guard facts.count == references.count, let first = facts.first else { return nil }
    for (reference, facts) in zip(references, facts) where !facts.events.contains("spike") {
      planning.fail(
        "the model of '\(reference.label)' has no event named 'spike'", at: reference.location,
        hint: "name the event that counts as a spike so")
    }
    if let odd = zip(references, facts).first(where: { $0.1.timeUnit != first.timeUnit }) {
      planning.fail("'\(odd.0.label)' has another unit of time", at: odd.0.location)
    }
    let titles = SeriesNames(given, references.map(\.label), &planning)
    names = references.enumerated().map { titles.name($1.label, facts, $0) }
    series = zip(references, facts).map { Looks.Series(label: $0.label, method: $1.title) }
    populations = nil
    recordings = []
    span = facts.dropFirst().reduce(first.start...max(first.start, first.end)) { span, facts in
      min(span.lowerBound, facts.start)...max(span.upperBound, facts.end)
    }
    timeUnit = first.timeUnit
  }
}

extension TimeScale {
  /// The unit of an axis of a figure of spikes.
  func unit(of axis: String) -> Unit? {
    switch axis {
    case "t", "interval", "next": unit
    case "rate", "frequency": rate
    default: nil
    }
  }
}
