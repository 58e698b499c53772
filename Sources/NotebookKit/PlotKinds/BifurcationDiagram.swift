import Dynamics
import Expressions
import Plotting

/// The branches of equilibria of a model against one of its parameters or inputs.
struct BifurcationDiagram {
  private let model: ModelDefinition
  private let parameter: Int
  private let state: Int
  private let across: ClosedRange<Double>
  private let up: ClosedRange<Double>
  private let search: EquilibriumSearch
  private let continuation: Continuation
  private let branches: [Continuation.Branch]
  /// Of each state the range outside of which nothing is shown.
  private let shown: [ClosedRange<Double>?]

  /// - Parameters:
  ///   - name: the parameter or input that changes; an input is held at each value.
  ///   - stateName: the state that is shown; branches are followed while it is in `up`.
  ///   - others: the ranges of other states, outside of which nothing is shown.
  ///   - time: when the other inputs are looked at.
  init?(
    _ definition: ModelDefinition, _ name: String, over across: ClosedRange<Double>, _ stateName: String,
    within up: ClosedRange<Double>, others: [String: ClosedRange<Double>] = [:], at time: Double
  ) {
    let model = definition.holding(input: name, at: time) ?? definition.following([name])
    guard let parameter = model.parameterNames.firstIndex(of: name),
      let state = model.stateNames.firstIndex(of: stateName)
    else { return nil }
    self.model = model
    self.parameter = parameter
    self.state = state
    self.across = across
    self.up = up
    shown = model.stateNames.map { others[$0]?.widened(by: 1e-6) }
    let rough = model.equilibriumSearch(at: time, ranges: [stateName: up])
    let start = model.problem(from: time, to: time, locatesSurfaces: false).initial.map { $0.isFinite ? $0 : 0 }
    let limits = model.stateNames.map { $0 == stateName ? Optional(up) : nil }
    let along = rough.starts(along: state, over: up, from: start)
    search = rough.scaled(by: along)
    continuation = Continuation(search, parameter: parameter, over: across, limits: limits)
    branches = continuation.branches(from: along + rough.starts(within: limits, around: start))
  }

  /// Stable parts drawn strong, others broken, centres dotted; the points where stability changes have their names.
  var marks: [any Mark] {
    var (stable, centres, unstable) = (Segments(), Segments(), Segments())
    for branch in branches {
      for (here, next) in zip(branch.points, branch.points.dropFirst())
      where isShown(here.equilibrium.state) && isShown(next.equilibrium.state) {
        let ends = [here, next].map { ($0.parameter, $0.equilibrium.state[state]) }
        if here.equilibrium.isStable && next.equilibrium.isStable {
          stable.add(ends[0], ends[1])
        } else if here.equilibrium.kind == .centre && next.equilibrium.kind == .centre {
          centres.add(ends[0], ends[1])
        } else {
          unstable.add(ends[0], ends[1])
        }
      }
    }
    var marks: [any Mark] = [
      Line("stable", x: stable.x, y: stable.y, style: Style(.slot(1), weight: .strong)),
      Line("centre", x: centres.x, y: centres.y, style: Style(.slot(3), dash: .dotted)),
      Line("unstable", x: unstable.x, y: unstable.y, style: Style(.slot(2), dash: .dashed)),
    ].filter { line in line.x.contains { !$0.isNaN } }
    for point in labelled where isShown(point.state) {
      let (x, y) = (point.parameter, point.state[state])
      marks.append(Dots(x: [x], y: [y], style: Style(.ink), radius: 4.5))
      marks.append(Label("\(point.kind.rawValue), \(NumberFormat(.general, 4).text(x))", x: x, y: y, side: .right))
    }
    return marks
  }

  /// The branches of cycles that are born at the Hopf points.
  func cycles() -> [CycleBranch] { continuation.cycles(from: bifurcations) }

  private func isShown(_ state: [Double]) -> Bool {
    zip(state, shown).allSatisfy { value, range in range?.contains(value) ?? true }
  }

  /// Whether there is any branch.
  var isEmpty: Bool { branches.isEmpty }

  /// All points where stability changes, each once: several branches may lead to it.
  var bifurcations: [Continuation.Bifurcation] {
    each { isNear($0.parameter, $1.parameter, across, 1e-4) && search.distance($0.state, $1.state) <= 1e-3 }
      .map(cleaned)
  }

  /// Without what rounding leaves of zero.
  private func cleaned(_ point: Continuation.Bifurcation) -> Continuation.Bifurcation {
    let state = zip(point.state, search.scales).map { abs($0) <= 1e-9 * $1 ? 0 : $0 }
    return Continuation.Bifurcation(kind: point.kind, parameter: point.parameter, state: state)
  }

  /// Those that a figure has room for: others lie behind each other in it.
  private var labelled: [Continuation.Bifurcation] {
    each {
      isNear($0.parameter, $1.parameter, across, 2e-3) && isNear($0.state[state], $1.state[state], up, 2e-3)
    }
  }

  private func each(
    once isSame: (Continuation.Bifurcation, Continuation.Bifurcation) -> Bool
  ) -> [Continuation.Bifurcation] {
    branches.flatMap(\.bifurcations).reduce(into: []) { found, point in
      if !found.contains(where: { $0.kind == point.kind && isSame($0, point) }) { found.append(point) }
    }
  }

  private func isNear(_ a: Double, _ b: Double, _ range: ClosedRange<Double>, _ share: Double) -> Bool {
    abs(a - b) <= share * (range.upperBound - range.lowerBound)
  }

  /// How long firing has to go on after a step, in the model's unit of time, and how many steps of RK4 that is.
  private static let firingTime = (span: 1000.0, steps: 20_000.0)

  /// The least value from which a step of the parameter, from rest at the lower end of the range, makes the model's first
  /// event come again and again.
  var firingOnset: Double? {
    guard let method = Method.named("rk4") else { return nil }
    search.field.set(parameter: parameter, to: across.lowerBound)
    var problem = model.problem(from: 0, to: Self.firingTime.span)
    guard let rest = search.rest(from: problem.initial) else { return nil }
    problem.initial = rest.state
    let event = model.events.firstIndex { $0.name == "spike" } ?? 0
    return FiringOnset(
      problem, parameter: parameter, event: event, method: method, step: Self.firingTime.span / Self.firingTime.steps
    ).value(in: across)
  }
}
