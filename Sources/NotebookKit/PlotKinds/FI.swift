import Expressions
import Markup
import Plotting

extension PlotKind {
  /// How firing depends on what drives it.
  static let fI = PlotKind(
    "f-I",
    "what a sweep measured, the firing rate if there is one, against an input or a parameter, with the rheobase: the least value with any spike; with `over` means in bands of the deviations",
    keys: ["over"]
  ) { figure, planning in
    let axis = figure.facts.axes[figure.x]
    guard figure.facts.drives.contains(figure.x) else {
      let drive = figure.facts.drives.first.map { figure.facts.axes[$0].name }
      return planning.fail(
        "an f-I curve has an input or a parameter on its horizontal axis, not '\(axis.name)'",
        at: figure.location(of: figure.facts.drives.isEmpty ? PlotKeys.kind : PlotKeys.of),
        hint: drive.map { "write 'x: \($0)'" } ?? "the sweep varies none: 'kind: curves' shows any sweep")
    }
    if figure.model?.stateNames.contains(axis.name) ?? false {
      planning.fail(
        "an f-I curve has an input or a parameter on its horizontal axis, and '\(axis.name)' is an initial value",
        at: figure.location(of: PlotKeys.kind), hint: "'kind: curves' shows any sweep")
    }
    if let column = figure.frequencies.first, figure.facts.columns[column].isWord {
      planning.fail("an outcome is a word, and has no place on an axis", at: figure.location(of: PlotKeys.y))
    }
  } ofSweep: { figure, result in
    let curves = figure.curves.map { curve in
      (curve, curve.rows.sorted { figure.horizontal($0) < figure.horizontal($1) })
    }
    let unit = figure.facts.axes[figure.x].unit.map { " " + $0.symbol } ?? ""
    let onsets = curves.map { try? result.rheobase($0.1) }
    var sentences: [String] = []
    for ((curve, _), onset) in zip(curves, onsets) where result.facts.spikeColumn != nil {
      let of = curve.name.map { " of \($0)" } ?? ""
      sentences.append(
        onset.map { "The rheobase\(of) is at most \(Digits.shown($0, 5))\(unit)." }
          ?? "The sweep does not show the rheobase\(of).")
    }
    let panels = figure.frequencies.enumerated().map { index, column in
      // Curves that begin at one value share a line.
      var marks: [any Mark] = Set(onsets.compactMap { $0 }).sorted().map { onset in
        let owners = zip(curves, onsets).filter { $0.1 == onset }.map(\.0.0)
        let isShared = owners.count > 1 || curves.count == 1
        let value = "\(Digits.shown(onset, 5))\(unit)"
        return Rule(x: onset, isShared ? "rheobase \(value)" : value, style: isShared ? .muted : owners[0].style)
      }
      for (curve, rows) in curves { marks += figure.marks(of: curve, rows, column, result, mostMarkers: mostMarkers) }
      return Panel(
        index == 0 ? figure.bandNote : nil, x: figure.axis(x: .linear), y: figure.axis(y: column, .linear), marks: marks
      )
    }
    let titles = figure.frequencies.map { figure.facts.columns[$0].title }
    return DrawnFigure(
      Figure(
        title: "\(titles.joined(separator: ", ")) against \(figure.facts.axes[figure.x].name)",
        description: figure.alt, panels: panels, sharing: [.x], panelHeight: figure.height), nil,
      sentences + figure.bandSentences)
  }

  /// More markers run into one another.
  private static let mostMarkers = 60
}

extension SweepFigure {
  /// What the author chose, else the rate, else the count, else the first measure.
  fileprivate var frequencies: [Int] {
    if hasChosenMeasure { return y }
    let found = ["rate", "count"].compactMap { name in facts.columns.firstIndex { $0.name == name } }
    return [found.first ?? facts.columns.firstIndex { !$0.isWord } ?? 0]
  }
}
