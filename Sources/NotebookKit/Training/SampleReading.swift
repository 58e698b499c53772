import Dynamics
import Expressions
import Learning
import Markup

/// Why a result cannot serve as samples.
struct SampleFailure: Error {
  let message: String
  let hint: String?
}

/// Samples out of what a notebook names: a table of data, or the rows of a solve.
enum SampleReading {
  static func samples(_ label: String, _ inputs: Inputs, _ facts: TrajectoryFacts) throws(SampleFailure) -> Samples {
    let samples: Samples
    var place = { (row: Int) in "row \(row + 1)" }
    if let all = inputs.data(label) {
      let data = all.complete(facts.componentNames)
      place = data.place
      guard let key = data.facts.key, let times = data.numbers[key.name] else {
        throw SampleFailure(message: "'\(label)' has no column of times", hint: "name the column of the times 't'")
      }
      func converted(_ column: DataFacts.Column, _ values: [Double], _ unit: Unit?) -> [Double] {
        values.map { Quantity($0, unit: column.unit).magnitude(in: unit) ?? $0 }
      }
      samples = Samples(
        times: converted(key, times, facts.timeUnit),
        values: facts.components.map { component in
          let column = data.facts.columns.first { $0.name == component.name && !$0.isText }
          return column.flatMap { column in
            data.numbers[column.name].map { converted(column, $0, component.unit) }
          }
        })
    } else if let result = inputs.trajectory(label) {
      // Of the two rows at a jump the second counts.
      let trajectory = result.solution.trajectory
      let rows = (0..<trajectory.count).filter {
        $0 + 1 == trajectory.count || trajectory.times[$0 + 1] > trajectory.times[$0]
      }
      samples = Samples(
        times: rows.map { trajectory.times[$0] },
        values: facts.components.map { component in
          result.index(of: component.name).map { index in rows.map { trajectory.value($0, index) } }
        })
    } else {
      throw SampleFailure(message: "'\(label)' is no data", hint: nil)
    }
    guard samples.count >= 2 else {
      throw SampleFailure(message: "'\(label)' has \(samples.count) rows, and a network wants two or more", hint: nil)
    }
    if let row = samples.times.indices.dropFirst().first(where: { samples.times[$0] <= samples.times[$0 - 1] }) {
      throw SampleFailure(
        message:
          "the times of '\(label)' do not ascend: \(Digits.shortest(samples.times[row - 1])), then \(Digits.shortest(samples.times[row])), in \(place(row))",
        hint: "sort the rows by time, one row for each")
    }
    if let first = samples.times.first, let last = samples.times.last, first < facts.start || last > facts.end {
      throw SampleFailure(
        message:
          "'\(label)' goes from \(Digits.shortest(first)) to \(Digits.shortest(last)), beyond the span of the network",
        hint: "give 'time: \(Digits.shortest(first)) to \(Digits.shortest(last))'")
    }
    for (column, component) in zip(samples.values, facts.components)
    where column?.contains(where: { !$0.isFinite }) ?? false {
      throw SampleFailure(message: "'\(label)' has a '\(component.name)' that is not a finite number", hint: nil)
    }
    return samples
  }
}
