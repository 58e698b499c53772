import Dynamics
import Expressions
import Learning
import Markup

/// What the page shows of a network: how it is built, what was trained and how, and how far it can be trusted.
struct PinnSummary {
  private let result: PinnResult
  private let description: NetworkDescription
  private let reference: (any TrajectoryResult)?
  private let referenceName: String?
  private let stopwatch: Stopwatch?

  init(
    _ result: PinnResult, _ description: NetworkDescription, against reference: (any TrajectoryResult)?,
    named name: String?, stopwatch: Stopwatch?
  ) {
    self.result = result
    self.description = description
    self.reference = reference
    referenceName = name
    self.stopwatch = stopwatch
  }

  private var timeUnit: String { result.facts.timeUnit.map { " " + $0.symbol } ?? "" }

  private func unit(_ component: TrajectoryFacts.Component) -> String { component.unit.map { " " + $0.symbol } ?? "" }

  /// One line: what was trained, what came out, what it cost.
  var line: String {
    var parts = ["PINN, " + description.title]
    for name in result.facts.events {
      parts.append(EventTimes(name, result.eventTimes(name)).counted)
    }
    parts.append("\(result.network.trainedWeights) weights trained")
    parts.append("\(result.network.iterations) steps")
    if result.solution.outcome != .finished {
      parts.append(result.solution.outcome.phrase(timeUnit: result.facts.timeUnit))
    }
    return parts.joined(separator: " · ")
  }

  var table: Table {
    let rows =
      description.architecture + description.training + description.trust + residuals + events + errors + inference
    return Table(
      columns: ["about", "value"].map { Table.Column($0, title: .text(""), isNumeric: false) },
      rows: rows.map { [.text($0.name), .text($0.value)] })
  }

  private var residuals: [NetworkDescription.Row] {
    let time = result.facts.timeUnit.map { "/" + $0.symbol } ?? ""
    let values = result.facts.components.map { component in
      "\(component.name): \(Digits.shown(result.largestResidual(of: component.name) ?? .nan))\(unit(component))\(time)"
    }
    return [("largest residual, per unit of time", values.joined(separator: ", "))]
  }

  /// How fast the trained network answers; a time, which a page has where the user asks for times alone.
  private var inference: [NetworkDescription.Row] {
    guard let stopwatch else { return [] }
    let (start, end) = (result.problem.start, result.problem.end)
    let times = (0..<10_000).map { start + (end - start) * (Double($0) + 0.5) / 10_000 }
    let seconds = stopwatch.least { _ = result.network.states(at: times) }.wall
    return [("inference", "\(Digits.shown(1e9 * seconds / Double(times.count))) ns per time asked for")]
  }

  private var events: [NetworkDescription.Row] {
    result.facts.events.map { name in
      let times = EventTimes(name, result.eventTimes(name))
      guard let first = times.times.first else { return (EventTimes.title(name), "none") }
      let interval = times.interval.map { ", mean interval \(Digits.shown($0, 6))\(timeUnit)" } ?? ""
      return (
        EventTimes.title(name), "\(times.times.count), the first at \(Digits.shown(first, 7))\(timeUnit)\(interval)"
      )
    }
  }

  private var errors: [NetworkDescription.Row] {
    guard let reference, let referenceName else { return [] }
    let measures = ["mae", "rmse", "max-error"].compactMap { name in Measure.catalogue.first { $0.name == name } }
    var rows = result.facts.components.map { component -> NetworkDescription.Row in
      let values = measures.map { measure -> String in
        let value = try? measure.compute(result, reference, component.name)
        return "\(measure.title) \(value.map { Digits.shown($0) + unit(component) } ?? "—")"
      }
      return ("error of \(component.name) against \(referenceName)", values.joined(separator: ", "))
    }
    if let measure = Measure.catalogue.first(where: { $0.name == "spike-error" }),
      result.facts.events.contains("spike"),
      let value = try? measure.compute(result, reference, "")
    {
      rows.append(("error of spike times", "at most \(Digits.shown(value))\(timeUnit)"))
    }
    return rows
  }
}
