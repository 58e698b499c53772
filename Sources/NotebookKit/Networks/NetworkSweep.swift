import Diagnostics
import Dynamics
import Expressions
import Markup

/// Networks that differ in their seed and in other numbers, each run and measured.
struct NetworkSweep: Sendable {
  let requests: [NetworkRequest]
  let columns: [SweepColumn]
  private let measures: [PopulationMeasure]
  private let settings: PopulationMeasure.Settings

  init(
    _ requests: [NetworkRequest], _ measures: [(measure: PopulationMeasure, part: String?)], _ columns: [SweepColumn],
    _ settings: PopulationMeasure.Settings
  ) {
    self.settings = settings
    self.requests = requests
    self.measures = measures.map(\.measure)
    self.columns = columns
  }

  var identity: Identity {
    let networks = requests.enumerated().map { Identity.Part("network \($0.offset + 1)", $0.element.identity.key) }
    let given = [("after", settings.after), ("window", settings.window), ("bin", settings.bin)]
    let keys = given.compactMap { name, value in value.map { Identity.Part(name, Digits.shortest($0)) } }
    return Identity("sweep", [Identity.Part("measures", columns.map(\.name).joined(separator: ", "))] + keys + networks)
  }

  /// Every network by itself, as many at a time as there are workers and as fit into the memory of the largest network allowed.
  func measured(_ inputs: Inputs) -> StoredSweep {
    let largest = requests.map(\.bytes).max() ?? 0
    let fitting = Int(min(Double(SpikingLimits.bytes) / max(1, largest), 1000))
    let points = Threads.map(requests.count, workers: max(1, min(inputs.workers, fitting))) { index -> Point in
      inputs.report(WorkStep(done: index, of: requests.count, unit: .solve))
      return point(NetworkResult(requests[index].facts, requests[index].network.run()))
    }
    return StoredSweep(
      rows: points.map(\.row), outcomes: points.map(\.outcome), spent: requests.map(\.network.steps))
  }

  private struct Point: Sendable {
    let row: [Result<Double, QueryFailure>]
    let outcome: Outcome
  }

  private func point(_ result: NetworkResult) -> Point {
    let outcome = result.activity.outcome
    let row = zip(measures, columns).map { measure, column -> Result<Double, QueryFailure> in
      // A part of a run has no measures.
      guard outcome.isFinished else {
        return .failure(QueryFailure(result.phrase))
      }
      do throws(QueryFailure) { return .success(try measure.value(of: result, column.part, settings)) } catch {
        return .failure(error)
      }
    }
    return Point(row: row, outcome: outcome)
  }
}
