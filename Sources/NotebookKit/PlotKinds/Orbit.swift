import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

extension PlotKind {
  /// What a model settles to, against a parameter: cycles, their doubling, chaos.
  static let orbit = PlotKind(
    "orbit",
    "what a solve settles to, against a parameter or an input: the maxima and minima of states, or their values at an `event`; each value is a solve of its own from where the solve begins, or with `follow` from where the value before it ended",
    against: .parameter, keys: OrbitChoice.keys, marks: [.equilibria]
  ) { request, planning in
    guard let series = request.series.first, let model = series.model, request.series.count == 1 else {
      return planning.fail("an orbit diagram shows one solve", at: request.location)
    }
    guard let x = request.x else {
      return planning.fail(
        "an orbit diagram needs the parameter on its horizontal axis", at: request.location,
        hint: "write 'x: \(model.parameterNames.first ?? "I")'")
    }
    if series.facts.componentNames.contains(x) {
      planning.fail("'\(x)' is a state, not a parameter or input", at: request.location)
    } else if request.ranges[x] == nil {
      planning.fail(
        "an orbit diagram needs a range for '\(x)'", at: request.location,
        hint: "write 'range: {\(x): \(model.usualRange(of: x))}', or where it is of interest")
    } else if OrbitDiagram.family(
      model, x, series.facts.start...series.facts.end, locatesSurfaces: series.facts.locatesEvents) == nil
    {
      planning.fail(
        "times of events or inputs move with '\(x)', which an orbit diagram holds", at: request.location,
        hint: "a 'sweep' of '\(x)' may measure 'max' and 'min' in place of it")
    }
    if request.marks.contains(.equilibria) {
      model.warnOfMoving(at: request.time, "drawn", request.location, &planning)
    }
    if request.orbit.follows, let stop = model.events.first(where: \.isTerminal) {
      planning.fail(
        "'follow' goes on from where a solve ends, and '\(stop.name)' ends it", at: request.location,
        hint: "leave 'follow' out, or 'stop' in a model like it: 'events: {\(stop.name): none}'")
    }
    let after = request.orbit.after ?? series.facts.start
    if after >= series.facts.end {
      planning.fail(
        "there is nothing after \(Digits.shortest(after)): the solve ends at \(Digits.shortest(series.facts.end))",
        at: request.location)
    }
    if let event = request.event, !series.facts.events.contains(event.text) {
      planning.fail(
        "there is no event '\(event.text)' in '\(series.label)'", at: event.location,
        hint: Spelling.help(event.text, among: series.facts.events))
    }
  } draw: { request, inputs in
    guard let series = request.series.first, let x = request.x, let across = request.ranges[x],
      let solve = inputs.trajectory(series.label) as? SolveResult
    else { return Figure(title: "", panels: []) }
    let (start, end) = (series.facts.start, series.facts.end)
    let last = Double(request.orbit.values - 1)
    let values = (0..<request.orbit.values).map { place in
      across.lowerBound + (across.upperBound - across.lowerBound) * (Double(place) / last)
    }
    guard
      let diagram = OrbitDiagram(
        solve, x, at: values, of: request.y, after: request.orbit.after ?? start + (end - start) / 2,
        event: request.event?.text, follows: request.orbit.follows, workers: inputs.workers, report: inputs.report)
    else { return Figure(title: "", panels: []) }
    let panels = request.y.enumerated().map { index, name in
      let dots = diagram.dots(of: index, at: request.event?.text)
      var axis = request.axis(name)
      var marks: [any Mark] = []
      if request.marks.contains(.equilibria), let model = series.model {
        let extent = Bounds(dots.flatMap(\.y))
        let up =
          request.ranges[name] ?? (extent.isEmpty ? 0...1 : (extent.lower...extent.upper).widened(by: Bounds.usualRoom))
        axis.range = up
        marks =
          BifurcationDiagram(model, x, over: across, name, within: up, others: request.ranges, at: request.time)?
          .marks ?? []
      }
      return Panel(index == 0 ? diagram.note : nil, x: request.axis(x), y: axis, marks: marks + dots)
    }
    return Figure(
      title: "What \(request.y.joined(separator: " and ")) settles to against \(x)", description: request.alt,
      panels: panels, sharing: [.x], panelHeight: request.height ?? 320)
  }
}

extension OrbitDiagram {
  /// The dots of one state: maxima, minima, and where it does not turn; or all of each direction.
  fileprivate func dots(of state: Int, at event: String?) -> [Dots] {
    func dots(_ name: String, _ slot: Int, in pass: Pass, radius: Double = 1.5, _ part: (Orbit.State) -> [Double])
      -> Dots?
    {
      var (x, y): ([Double], [Double]) = ([], [])
      for (value, orbit) in zip(pass.values, pass.orbits) where orbit.isFinished {
        let found = part(orbit.states[state])
        x += found.map { _ in value }
        y += found
      }
      return x.isEmpty ? nil : Dots(name, x: x, y: y, style: .slot(slot), radius: radius, isListed: true)
    }
    // Where both directions agree, the smaller dots stand in the larger ones.
    guard passes.count == 1 else {
      return passes.enumerated().compactMap { number, pass in
        dots(pass.name ?? "", 1 + number, in: pass, radius: number == 0 ? 4.5 : 2, \.all)
      }
    }
    return [
      dots("maxima", 1, in: passes[0], \.maxima), dots("minima", 2, in: passes[0], \.minima),
      dots(event.map { "at each \($0)" } ?? "at rest", event == nil ? 3 : 1, in: passes[0], \.others),
    ].compactMap { $0 }
  }

  /// What stands over the figure of solves that did not come to their end.
  fileprivate var note: String? {
    let orbits = passes.flatMap(\.orbits)
    let missing = orbits.count { !$0.isFinished }
    return missing == 0 ? nil : "\(missing) of \(orbits.count) solves did not come to their end, and are left out"
  }
}

/// What an orbit diagram is asked for beside its axes.
struct OrbitChoice: Sendable {
  static let keys = [PlotKeys.after.name, PlotKeys.values.name, PlotKeys.event.name, PlotKeys.follow.name]

  /// From when on it looks at its solves.
  var after: Double?
  /// How many values of the parameter there are.
  var values = 2
  /// Whether each begins where the one before it ended, in both directions.
  var follows = false
}
