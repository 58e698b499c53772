import Dynamics
import Expressions
import Markup

/// Data as rows of states, in the units of a result that is compared with them: errors are taken at the times of the data.
struct DataCurve: TrajectoryResult {
  let facts: TrajectoryFacts
  let solution: Solution

  /// - Parameter name: the only state that is wanted, if there is one.
  init(_ data: DataResult, like result: TrajectoryFacts, of name: String? = nil) throws(QueryFailure) {
    guard data.facts.by == nil else {
      throw QueryFailure(
        "the rows of the data are in groups", hint: "compare with one: \(data.facts.groups.joined(separator: ", "))")
    }
    guard let key = data.facts.key, let keys = data.numbers[key.name] else {
      throw QueryFailure("the data have no times")
    }
    func converted(_ column: DataFacts.Column, _ values: [Double], _ unit: Unit?) throws(QueryFailure) -> [Double] {
      guard let own = column.unit else { return values }
      guard let unit, own.measuresSame(as: unit) else {
        throw QueryFailure(
          "'\(column.name)' is in \(own.text) in the data, and \(unit.map { "in \($0.text)" } ?? "without a unit") in the model"
        )
      }
      return values.map { Quantity($0, unit: own).magnitude(in: unit) ?? .nan }
    }
    let times = try converted(key, keys, result.timeUnit)
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    var components: [TrajectoryFacts.Component] = []
    var columns: [[Double]] = []
    for component in result.components + result.quantities
    where component.name != key.name && name ?? component.name == component.name {
      guard let column = data.facts.numeric.first(where: { $0.name == component.name }),
        let values = data.numbers[column.name]
      else { continue }
      do throws(QueryFailure) {
        columns.append(try converted(column, values, component.unit))
        components.append(component)
      } catch {
        // Of those that are not asked for one may have another meaning.
        if name != nil { throw error }
      }
    }
    var facts = result
    (facts.title, facts.components, facts.quantities) = ("data", components, [])
    (facts.events, facts.jumpingEvents, facts.isMeasured) = ([], [], true)
    self.facts = facts
    let rows = Trajectory(
      dimension: columns.count, times: order.map { times[$0] },
      states: order.flatMap { row in columns.map { $0[row] } }, starts: [])
    solution = Solution(trajectory: rows, eventTimes: [], outcome: .finished, cost: Cost())
  }

  /// Data have no values between their rows.
  func states(at times: [Double]) -> [Double] {
    Array(repeating: .nan, count: times.count * facts.components.count)
  }
}
