import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// Equilibria and their stability against a parameter.
  static let bifurcation = PlotKind(
    "bifurcation",
    "equilibria and their stability against a parameter or an input: folds, branch points and Hopf points, where firing sets in, and the cycles that are born at Hopf points",
    of: [.model, .trajectory], against: .parameter, keys: [PlotKeys.at.name], marks: [.firing, .cycles]
  ) { request, planning in
    guard let x = request.x else {
      return planning.fail(
        "a bifurcation diagram needs the parameter on its horizontal axis", at: request.location, hint: "write 'x: I'")
    }
    if request.series.first?.facts.componentNames.contains(x) ?? false {
      planning.fail("'\(x)' is a state, not a parameter or input", at: request.location)
    }
    if request.y.count != 1 {
      planning.fail(
        "a bifurcation diagram has one state", at: request.location,
        hint: "write 'y: \(request.series.first?.model?.stateNames.first ?? "v")'")
    }
    for name in [x] + request.y.prefix(1) where request.ranges[name] == nil {
      planning.fail(
        "a bifurcation diagram needs a range for '\(name)'", at: request.location,
        hint: request.series.first?.model.map { model in
          let all = [x, request.y.first ?? model.stateNames[0]]
          return
            "write 'range: {\(all.map { "\($0): \(model.usualRange(of: $0))" }.joined(separator: ", "))}', or where it is of interest"
        })
    }
    let states = request.series.first?.model?.stateNames ?? []
    for name in request.ranges.keys.sorted() where name != x && !states.contains(name) {
      planning.fail(
        "the figure has no axis '\(name)'", at: request.location,
        hint: "'range' takes '\(x)', and states: what lies outside of them is not shown")
    }
    request.series.first?.model?.warnOfMoving(at: request.time, "drawn", request.location, &planning)
    if request.marks.contains(.firing), request.series.first?.facts.events.isEmpty ?? true {
      planning.fail("the model has no event that could count as firing", at: request.location)
    }
    if request.marks.contains(.cycles) { request.series.first?.model?.refuseJumps(request.location, &planning) }
  } draw: { request, _ in
    guard let x = request.x, let y = request.y.first, let across = request.ranges[x], let up = request.ranges[y],
      let model = request.series.first?.model,
      let diagram = BifurcationDiagram(
        model, x, over: across, y, within: up, others: request.ranges, at: request.time)
    else { return Figure(title: "", panels: []) }
    var marks = diagram.marks
    var notes = diagram.isEmpty ? ["no equilibrium that is isolated was found"] : []
    if request.marks.contains(.cycles), let state = model.stateNames.firstIndex(of: y) {
      let cycles = CycleMarks(diagram.cycles(), state: state, of: x)
      // Under the points of the equilibria, and after them in the legend.
      marks.insert(contentsOf: cycles.marks, at: marks.prefix { $0 is Line }.count)
      notes += cycles.notes
    }
    if request.marks.contains(.firing), let onset = diagram.firingOnset {
      // It is known to a thousandth of the axis.
      let decimals = -Elementary.decimalLogarithm((across.upperBound - across.lowerBound) / 1000)
      let text = NumberFormat(.fixed, max(0, Int(decimals.rounded()))).text(onset)
      marks.append(Rule(x: onset, "fires from \(text)"))
    }
    let note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    return Figure(
      title: "Equilibria of \(y) against \(x)", description: request.alt,
      panels: [Panel(note, x: request.axis(x), y: request.axis(y), marks: marks)], panelHeight: request.height ?? 320)
  }
}

extension ModelDefinition {
  /// Says that equations which move with the time have no equilibria.
  func warnOfMoving(at time: Double, _ shown: String, _ place: Location, _ planning: inout Planning) {
    guard movesWithTime else { return }
    planning.warn(
      "the equations move with the time, and have no equilibria: those \(shown) are of the moment t = \(Digits.shortest(time))",
      at: place, hint: "'at' says for which moment")
  }
}

extension ModelDefinition {
  /// Cycles are followed through smooth equations alone.
  func refuseJumps(_ place: Location, _ planning: inout Planning) {
    guard let event = events.first(where: { !$0.assignments.isEmpty || !$0.held.isEmpty }) else { return }
    planning.fail(
      "cycles are followed through equations without jumps, and '\(event.name)' sets states", at: place,
      hint: "'kind: orbit' draws the cycles that attract, with jumps as well")
  }
}
