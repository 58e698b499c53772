import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

/// What a `plot` of a sweep asks for, with names checked.
struct SweepFigure: Sendable {
  let facts: SweepFacts
  /// What is on the horizontal axis, and what tells the curves apart: indices of axes.
  let x: Int
  let colour: Int?
  /// The axis whose points are averaged.
  let over: Int?
  /// The measures on the vertical axis: indices of columns.
  let y: [Int]
  /// Axes that are held at one value.
  private let held: [(axis: Int, value: SweepFacts.Point)]
  let ranges: [String: ClosedRange<Double>]
  let logarithmic: Set<String>
  let height: Double?
  let alt: String?
  private let titles: [String: String]
  /// For a heat map: the values that contour lines are drawn at.
  let contours: [Double]
  /// Whether the author chose what is measured.
  let hasChosenMeasure: Bool
  let model: ModelDefinition?
  /// How methods look on the page.
  private var looks = Looks()
  private let arguments: Arguments

  /// One curve: its name, and the rows of the sweep that it goes through.
  struct Curve {
    let name: String?
    let rows: [Int]
    let style: Style
    /// The order that its method claims, where curves are methods.
    var order: Int?
  }

  static func planned(
    _ references: [LabelReference], _ check: (SweepFigure, inout Planning) -> Void,
    _ draw: @escaping @Sendable (SweepFigure, SweepResult) -> DrawnFigure, _ arguments: Arguments,
    _ planning: inout Planning
  ) -> Planned? {
    guard references.count == 1, let facts = planning.facts[references[0].label]?.sweep else {
      if references.count > 1 { planning.fail("a figure shows one sweep", at: references[1].location) }
      return nil
    }
    guard let figure = SweepFigure(facts, planning.facts[references[0].label]?.model, arguments, &planning) else {
      return nil
    }
    check(figure, &planning)
    let label = references[0].label
    let columns = arguments[PlotKeys.columns] ?? 1
    let place = arguments.location(of: PlotKeys.kind)
    return Planned(showing: figure.methods) { inputs in
      guard let result = inputs.results[label] as? SweepResult else { return Product() }
      var figure = figure
      figure.looks = inputs.looks
      let drawn = draw(figure, result)
      var product = Product(nil, [drawn.output(columns: columns)])
      product.warnings = Unseen.warnings(drawn.figure, at: place, log: nil)
      return product
    }
  }

  private init?(
    _ facts: SweepFacts, _ model: ModelDefinition?, _ arguments: Arguments, _ planning: inout Planning
  ) {
    let names = facts.axes.map(\.name)
    func axis(_ name: String, _ location: Location) -> Int? {
      if let index = names.firstIndex(of: name) { return index }
      planning.fail("the sweep does not vary '\(name)'", at: location, hint: Spelling.hint(name, among: names))
      return nil
    }
    var held: [(axis: Int, value: SweepFacts.Point)] = []
    for item in arguments[PlotKeys.chosen] ?? [] {
      guard let index = axis(item.name.text, item.name.location) else { return nil }
      // In the unit of the axis; a value that measures something else is none of its values.
      let number = Quantity(parsing: item.value.text)?.magnitude(in: facts.axes[index].unit)
      guard
        let value = facts.axes[index].values.first(where: { point in
          switch point {
          case .text(let text): text == item.value.text || text == Method.named(item.value.text)?.name
          case .number(let known): number.map { abs($0 - known) <= 1e-9 * abs(known) } ?? false
          }
        })
      else {
        planning.fail(
          "'\(item.name.text)' does not take the value '\(item.value.text)' in the sweep", at: item.value.location)
        return nil
      }
      held.append((index, value))
    }
    var averaged: [Int] = []
    if let name = arguments[PlotKeys.over] {
      guard let index = axis(name.text, name.location) else { return nil }
      averaged = facts.companions(of: index)
    }
    over = averaged.first
    let isHeld = { (index: Int) in averaged.contains(index) || held.contains { $0.axis == index } }
    if let name = arguments[PlotKeys.x] {
      guard let index = axis(name.text, name.location) else { return nil }
      x = index
    } else {
      let scales = facts.axes.indices.filter { !isHeld($0) && facts.axes[$0].values.contains { $0.number != nil } }
      x =
        names.firstIndex { $0 == "step" || $0 == "tolerance" }
        ?? scales.first { index in model?.inputs.contains { $0.name == names[index] } ?? false } ?? scales.last ?? 0
    }
    // What varies together with an axis that is chosen needs no place of its own.
    if averaged.contains(self.x) {
      planning.fail(
        "'\(names[self.x])' is averaged over, and stands across as well", at: arguments.location(of: PlotKeys.over),
        hint: "average over something else, such as 'seed'")
      return nil
    }
    let placed = ([self.x] + held.map(\.axis) + averaged).flatMap(facts.companions)
    let others = facts.axes.indices.filter { !placed.contains($0) && facts.axes[$0].values.count > 1 }
    if let name = arguments[PlotKeys.colour] {
      guard let index = axis(name, arguments.location(of: PlotKeys.colour)) else { return nil }
      colour = index
    } else {
      let isField = arguments[PlotKeys.kind]?.name == PlotKind.heatmap.name
      let numeric = isField ? others.first { facts.axes[$0].isNumeric } : nil
      colour = numeric ?? others.first { names[$0] == "method" } ?? others.first
    }
    let colour = colour
    // What has words is held rather than what has a scale.
    let coloured = colour.map(facts.companions) ?? []
    let surplus = others.filter { !coloured.contains($0) }
    if let index = surplus.first(where: { !facts.axes[$0].isNumeric }) ?? surplus.first {
      planning.fail(
        "the figure has no place for '\(names[index])'", at: arguments.location(of: PlotKeys.of),
        hint: "choose one value: 'where: {\(names[index]): ...}'")
      return nil
    }
    var y: [Int] = []
    for name in arguments[PlotKeys.y] ?? [] {
      guard let index = facts.columns.firstIndex(where: { $0.isNamed(name.text) }) else {
        planning.fail(
          "the sweep does not measure '\(name.text)'", at: name.location,
          hint: Spelling.hint(name.text, among: facts.columns.map(\.name)))
        return nil
      }
      y.append(index)
    }
    self.y = y.isEmpty ? Array(facts.columns.indices) : y
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[PlotKeys.range] ?? [] {
      let shown = facts.axes.map { ($0.name, $0.unit) } + facts.columns.map { ($0.name, $0.unit) }
      guard let known = shown.first(where: { $0.0 == name.text }) else {
        planning.fail(
          "the figure has no axis '\(name.text)'", at: name.location,
          hint: Spelling.hint(name.text, among: shown.map(\.0)))
        return nil
      }
      guard let range = list.range(of: name, in: known.1, &planning) else { return nil }
      ranges[name.text] = range
    }
    self.ranges = ranges
    self.facts = facts
    self.held = held
    self.model = model
    self.arguments = arguments
    contours = Self.contours(arguments, facts.columns[self.y[0]], &planning)
    hasChosenMeasure = !y.isEmpty
    // A measure may be called by its query, too: 'max(v)'.
    let shown = names + facts.columns.map(\.name)
    let measure = self.y[0]
    func canonical(_ name: Fragment) -> String {
      // Or by its place.
      if name.text == "y", !shown.contains("y") { return facts.columns[measure].name }
      return facts.columns.first { $0.isNamed(name.text) }?.name ?? name.text
    }
    let words = facts.axes.flatMap(\.values).compactMap { if case .text(let text) = $0 { text } else { nil } }
    let named = arguments[PlotKeys.labels] ?? []
    for (given, known) in [(arguments[PlotKeys.log] ?? [], shown), (named.map(\.name), shown + words)] {
      for name in given where !known.contains(canonical(name)) {
        planning.fail(
          "the figure shows no '\(name.text)'", at: name.location, hint: Spelling.help(name.text, among: known))
      }
    }
    logarithmic = Set((arguments[PlotKeys.log] ?? []).map(canonical))
    height = arguments[PlotKeys.height].map(Double.init)
    alt = arguments[Directive.alt]
    titles = Dictionary(named.map { (canonical($0.name), $0.text) }) { first, _ in first }
  }

  private static func contours(_ arguments: Arguments, _ column: SweepColumn, _ planning: inout Planning)
    -> [Double]
  {
    guard let list = arguments[PlotKeys.contours] else { return [] }
    if let given = list.unit, column.unit.map({ !$0.measuresSame(as: given) }) ?? true {
      planning.fail(
        "'\(column.name)' is not in \(given.text)", at: arguments.location(of: PlotKeys.contours),
        hint: column.unit.map { "it is in \($0.text)" } ?? "it has no unit")
    }
    return list.magnitudes(in: column.unit)
  }

  /// Where to point to for what is wrong with a key.
  func location(of key: any AnyParameter) -> Location { arguments.place(of: key) }

  /// The rows of the sweep at the values that are held.
  var rows: [Int] {
    (0..<facts.count).filter { row in
      let point = facts.point(row)
      return held.allSatisfy { point[$0.axis] == $0.value }
    }
  }

  /// The curves of the figure; each goes along the horizontal axis.
  var curves: [Curve] {
    let rows = rows
    guard let colour else { return [Curve(name: nil, rows: rows, style: .slot(1))] }
    let together = facts.companions(of: colour)
    let values = facts.axes[colour].values
    let styles = methods.isEmpty ? values.indices.map { .slot($0 + 1) } : looks.styles(of: methods)
    return values.enumerated().compactMap { index, value in
      let chosen = rows.filter { facts.position($0, on: colour) == index }
      guard !chosen.isEmpty else { return nil }
      let method = if case .text(let text) = value { Method.named(text) } else { nil as Method? }
      let names = together.map { name(facts.axes[$0].values[index], facts.axes[$0]) }
      return Curve(
        name: names.joined(separator: ", "), rows: chosen, style: styles[index], order: method?.order)
    }
  }

  /// What the curves are of, where they differ by their method.
  private var methods: [Looks.Series] {
    let methods = (colour.map { facts.axes[$0].values } ?? []).map { value in
      if case .text(let text) = value { Method.named(text) } else { nil as Method? }
    }
    return methods.contains { $0 == nil } ? [] : methods.compactMap { $0.map { Looks.Series(method: $0.title) } }
  }

  private func name(_ value: SweepFacts.Point, _ axis: SweepFacts.Axis) -> String {
    switch value {
    case .text(let text): titles[text] ?? Method.named(text)?.title ?? text
    case .number:
      "\(facts.text(axis)) = \(Digits.typeset(axis.text(value)))\(axis.unit.map { " " + $0.symbol } ?? "")"
    }
  }

  func horizontal(_ row: Int) -> Double { facts.point(row)[x].number ?? .nan }

  func axis(x scale: Scale.Kind) -> Axis { axis(of: x, scale) }

  func axis(of index: Int, _ scale: Scale.Kind) -> Axis {
    let axis = facts.axes[index]
    return Axis(
      titles[axis.name] ?? (axis.name == "step" ? "h" : facts.text(axis)), unit: axis.unit?.symbol,
      scale: logarithmic.contains(axis.name) ? .logarithmic : scale, range: ranges[axis.name])
  }

  func axis(y column: Int, _ scale: Scale.Kind) -> Axis {
    let column = facts.columns[column]
    return Axis(
      titles[column.name] ?? column.fullTitle, unit: column.unit?.symbol,
      scale: logarithmic.contains(column.name) ? .logarithmic : scale,
      range: ranges[column.name], format: column.isCount ? .whole : .automatic)
  }
}

extension SweepFigure {
  /// What a figure of errors shows: what is asked for; of all that the sweep measures, the first error.
  var errors: [Int] {
    if hasChosenMeasure { return y }
    return [y.first { facts.columns[$0].measure?.subject.compares == true } ?? y[0]]
  }

  /// Whether a sweep is over steps or tolerances, as figures of errors against them want it; a message where it is not.
  func isOverSteps(_ kind: String, _ planning: inout Planning) -> Bool {
    let names = facts.axes.map(\.name)
    guard !names.contains("step"), !names.contains("tolerance"), facts.columns.contains(where: { $0.measure != nil })
    else { return true }
    planning.fail(
      "'\(kind)' shows errors against a step or a tolerance, and the sweep varies \(names.map { "'\($0)'" }.joined(separator: ", "))",
      at: location(of: PlotKeys.kind), hint: "'kind: curves' shows any measure against what varies")
    return false
  }

  /// Says so where what is shown is no error.
  func refuseOtherMeasures(_ kind: String, _ columns: [Int], _ planning: inout Planning) {
    for column in columns.map({ facts.columns[$0] }) where column.measure?.subject.compares == false {
      planning.fail(
        "'\(kind)' shows errors, and '\(column.name)' is none", at: location(of: PlotKeys.kind),
        hint: "measure 'rmse' or 'max-error' in the sweep, 'against: exact' or another solve; 'y' chooses among several"
      )
    }
  }
}
