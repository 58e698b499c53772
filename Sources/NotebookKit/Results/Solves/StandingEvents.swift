import Diagnostics
import Dynamics
import Expressions

/// Events that never come because their condition holds all along: an event comes when it becomes true. A thermostat that begins
/// above its threshold would heat for ever.
struct StandingEvents {
  private let names: [String]

  /// How many rows of a solve are looked at.
  private static let rows = 100

  /// Nothing where there is no such event that would change something.
  init?(_ result: SolveResult) {
    let model = result.model
    let silent = model.events.filter { event in
      event.schedule == nil && (!event.assignments.isEmpty || event.isTerminal)
        && result.eventTimes(event.name).isEmpty
    }
    guard !silent.isEmpty, result.solution.outcome.isFinished else { return nil }
    let trajectory = result.solution.trajectory
    let (count, width) = (trajectory.times.count, result.problem.dimension)
    guard count > 1 else { return nil }
    let every = max(1, count / Self.rows)
    let rows = Array(stride(from: 0, to: count, by: every)) + [count - 1]
    /// Whether the condition holds, and the event would change something.
    func waits(_ event: ModelDefinition.Event, at row: Int) -> Bool {
      let values = MomentValues(
        model, trajectory.times[row], trajectory.states[(row * width)...].prefix(width),
        parameters: result.problem.parameters)
      guard (try? event.when.expression.number(values.value)) ?? 0 != 0 else { return false }
      return event.isTerminal
        || event.assignments.contains { state, new in
          (try? new.expression.number(values.value)) != values.value(state)?.number
        }
    }
    names = silent.filter { event in rows.allSatisfy { waits(event, at: $0) } }.map(\.name)
    if names.isEmpty { return nil }
  }

  /// - Parameter place: where the solver is named.
  func warning(at place: Location) -> Diagnostic {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return .warning(
      names.count == 1
        ? "\(list) never comes: its condition holds from the beginning to the end, and an event comes when it becomes true"
        : "\(list) never come: their conditions hold from the beginning to the end, and an event comes when it becomes true",
      at: place,
      hint: "begin where it does not hold, or with what the event would set; if this is meant, add 'outcome: any'")
  }
}
