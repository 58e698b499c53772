import Dynamics
import Expressions
import Learning
import Markup

/// What a reader should know of a network: how it is built, what was trained and how, and how far it can be trusted.
struct PinnSummary {
  private let result: PinnResult
  private let options: WindowOptions
  private let reference: (any TrajectoryResult)?
  private let referenceName: String?

  init(_ result: PinnResult, options: WindowOptions, against reference: (any TrajectoryResult)?, named name: String?) {
    self.result = result
    self.options = options
    self.reference = reference
    referenceName = name
  }

  private func number(_ value: Double, _ digits: Int = 3) -> String { Digits.typeset(Digits.compact(value, digits)) }

  private var timeUnit: String { result.facts.timeUnit.map { " " + $0.symbol } ?? "" }

  private func unit(_ component: TrajectoryFacts.Component) -> String {
    component.unit.map { " " + $0.symbol } ?? ""
  }

  /// One line: what was trained, what came out, what it cost.
  var line: String {
    let count = result.network.pieces.count
    var parts = ["PINN, \(count) \(count == 1 ? "network" : "networks")"]
    parts.append("residual at most \(number(options.tolerance)) per window")
    for name in result.facts.events {
      let count = result.eventTimes(name).count
      parts.append("\(count) \(count == 1 ? name : name + "s")")
    }
    parts.append("\(result.network.trainedWeights) weights trained")
    parts.append("\(result.network.iterations) Gauss-Newton steps")
    if result.solution.outcome != .finished {
      parts.append(result.solution.outcome.phrase(timeUnit: result.facts.timeUnit))
    }
    return parts.joined(separator: " · ")
  }

  var table: Table {
    let rows = (architecture + training + trust + errors).map { [Table.Cell.text($0.0), .text($0.1)] }
    return Table(
      columns: [
        Table.Column("about", title: .text(""), isNumeric: false),
        Table.Column("value", title: .text(""), isNumeric: false),
      ],
      rows: rows)
  }

  private typealias Row = (String, String)

  private var architecture: [Row] {
    guard let windows = result.network as? WindowSolution else { return [] }
    let (m, r, n) = (windows.basis.neurons, windows.basis.count, result.facts.components.count)
    return [
      (
        "hidden layer",
        "\(m) tanh neurons and the time itself, weights fixed\(options.seed.map { ", drawn from seed \($0)" } ?? "")"
      ),
      ("second layer", "\(r) combinations of them, orthonormal slopes, weights fixed"),
      ("output layer", "\(n) \(n == 1 ? "state" : "states"), \(r * n) weights trained; the initial value is built in"),
      (
        "networks",
        "\(windows.windows.count), one for each window of time; \(result.solution.cost.rejected) more were rejected"
      ),
      ("weights", "\(windows.trainedWeights) trained, \(windows.fixedWeights) fixed"),
    ]
  }

  private var training: [Row] {
    guard let windows = result.network as? WindowSolution else { return [] }
    return [
      (
        "trained on",
        "equations, initial values and events alone, at \(windows.basis.quadrature.points.count) collocation points per window"
      ),
      ("optimiser", "Gauss-Newton on the output weights, \(windows.iterations) steps"),
    ]
  }

  private var trust: [Row] {
    guard let windows = result.network as? WindowSolution else { return [] }
    var rows: [Row] = [("residual on fresh points", "at most \(number(windows.freshResidual)) scales per window")]
    rows.append(
      (
        "the same per unit of time",
        result.facts.components.map { component in
          "\(component.name): \(number(result.largestResidual(of: component.name) ?? .nan))\(unit(component))\(result.facts.timeUnit.map { "/" + $0.symbol } ?? "")"
        }.joined(separator: ", ")
      ))
    if let own = result.selfConvergence {
      let tighter = number(max(options.tolerance / 100, WindowOptions.tightest), 1)
      if let events = own.events {
        rows.append(
          (
            "self-convergence",
            events.isFinite
              ? "at tolerance \(tighter) event times change by at most \(number(events, 2))\(timeUnit)"
              : "at tolerance \(tighter) the number of events changes"
          ))
      }
      rows.append(("", "states change by at most \(number(own.states, 2)) of their range"))
    }
    for name in result.facts.events {
      let times = EventTimes(name, result.eventTimes(name))
      guard let first = times.times.first else {
        rows.append((name + "s", "none"))
        continue
      }
      let interval = times.interval.map { ", mean interval \(number($0, 6))\(timeUnit)" } ?? ""
      rows.append((name + "s", "\(times.times.count), the first at \(number(first, 7))\(timeUnit)\(interval)"))
    }
    return rows
  }

  private var errors: [Row] {
    guard let reference, let referenceName else { return [] }
    let measures = ["mae", "rmse", "max-error"].compactMap { name in Measure.catalogue.first { $0.name == name } }
    var rows = result.facts.components.map { component -> Row in
      let values = measures.map { measure -> String in
        let value = try? measure.compute(result, reference, component.name)
        return "\(measure.title) \(value.map { number($0) + unit(component) } ?? "—")"
      }
      return ("error of \(component.name) against \(referenceName)", values.joined(separator: ", "))
    }
    if let measure = Measure.catalogue.first(where: { $0.name == "spike-error" }),
      result.facts.events.contains("spike"),
      let value = try? measure.compute(result, reference, "")
    {
      rows.append(("error of spike times", "at most \(number(value))\(timeUnit)"))
    }
    return rows
  }
}
