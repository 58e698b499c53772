import Diagnostics
import Dynamics
import Expressions
import Markup

/// The solves of a sweep: those that differ in numbers of the model alone in groups, which run together, or one by one.
struct SweepWork: Sendable {
  /// Points of one method and one control of steps.
  struct Group: Sendable {
    /// The solve without the numbers that differ.
    let request: SolveRequest
    let names: [String]
    private(set) var points: [Int] = []
    /// For each name the number of each point.
    private(set) var values: [[Double]]
    private(set) var ensemble: Ensemble?

    init(_ request: SolveRequest, _ names: [String], expecting count: Int) {
      self.request = request
      self.names = names
      values = names.map { _ in [] }
      points.reserveCapacity(count)
      for index in values.indices { values[index].reserveCapacity(count) }
    }

    mutating func append(_ point: Int, _ numbers: [Double]) {
      points.append(point)
      for (index, number) in numbers.enumerated() { values[index].append(number) }
    }

    mutating func fill(_ family: ModelFamily) { ensemble = family.ensemble(values) }

    /// A state that begins somewhere at infinity.
    var endlessBeginning: Int? {
      guard let ensemble else { return nil }
      return ensemble.initial.firstIndex { !$0.isFinite }.map { $0 % ensemble.problem.dimension }
    }
  }

  private(set) var groups: [Group] = []
  /// Whether the measures want the rows of each solve.
  private var needsRows = false
  private(set) var requests: [SolveRequest] = []

  init(groups: [Group], needsRows: Bool) {
    self.groups = groups
    self.needsRows = needsRows
  }
  init(requests: [SolveRequest]) { self.requests = requests }

  /// What the solves are a function of.
  var identityParts: [Identity.Part] {
    let alone = requests.enumerated().map { Identity.Part("solve \($0.offset + 1)", $0.element.identity.key) }
    return alone
      + groups.enumerated().flatMap { index, group in
        [Identity.Part("solve \(index + 1)", group.request.identity.key)]
          + zip(group.names, group.values).map { name, values in
            Identity.Part("\(name) of solve \(index + 1)", values.map(Digits.shortest).joined(separator: " "))
          }
      }
  }

  /// Whether the solves give what was kept under their limits.
  func mayGive(_ stored: StoredSweep) -> Bool {
    func may(_ request: SolveRequest, _ point: Int) -> Bool {
      stored.outcomes.indices.contains(point) && request.mayGive(stored.outcomes[point], spent: stored.spent[point])
    }
    return requests.enumerated().allSatisfy { may($0.element, $0.offset) }
      && groups.allSatisfy { group in group.points.allSatisfy { may(group.request, $0) } }
  }

  func measured(_ columns: [SweepColumn], _ reference: ReferenceChoice?, _ inputs: Inputs) -> StoredSweep {
    groups.isEmpty ? oneByOne(columns, reference, inputs) : together(columns, reference, inputs)
  }

  fileprivate struct Point: Sendable {
    let row: [Result<Double, QueryFailure>]
    let outcome: Outcome
    let spent: Int

    init(
      _ result: any TrajectoryResult, _ other: (any TrajectoryResult)?, _ columns: [SweepColumn],
      _ settings: Settings
    ) {
      row = columns.map { $0.measured(result, other) }
      outcome = result.solution.outcome
      spent = SolveRequest.spent(result.solution, settings)
    }
  }

  /// How often a sweep says how far it is.
  private static let reports = 200

  private func together(_ columns: [SweepColumn], _ reference: ReferenceChoice?, _ inputs: Inputs) -> StoredSweep {
    let total = groups.reduce(0) { $0 + $1.points.count }
    let every = max(1, total / Self.reports)
    var all: [Point?] = Array(repeating: nil, count: total)
    for group in groups {
      guard let ensemble = group.ensemble else { continue }
      let facts = TrajectoryFacts(
        group.request.model, ensemble.problem, title: group.request.method.title,
        eventTimes: group.request.settings.eventTimes)
      let other = reference?.result(for: nil, with: facts, inputs)
      let (request, needsRows) = (group.request, needsRows)
      @Sendable func point(_ copy: Int, _ result: any TrajectoryResult) -> Point {
        if copy % every == 0 { inputs.report(WorkStep(done: group.points[copy], of: total, unit: .solve)) }
        return Point(result, other, columns, request.settings)
      }
      let found =
        needsRows
        ? Threads.map(ensemble.count, workers: inputs.workers) { copy in
          point(copy, SolveResult(facts: facts, request: request, problem: ensemble.problem(of: copy)))
        }
        : ensemble.solve(request.method, request.settings, workers: inputs.workers) { copy, solution in
          point(copy, EndsResult(facts: facts, solution: solution))
        }
      for (point, measured) in zip(group.points, found) { all[point] = measured }
    }
    return StoredSweep(points: all.compactMap { $0 })
  }

  private func oneByOne(_ columns: [SweepColumn], _ reference: ReferenceChoice?, _ inputs: Inputs) -> StoredSweep {
    // Points of one model share their exact solution: they come one after the other, so that few are held at a time.
    let keys = requests.map(\.model.valuesText)
    let shared = SharedReferences(keys: keys)
    let order = Self.grouped(keys)
    let found = Threads.map(requests.count, workers: inputs.workers) { place -> Point in
      inputs.report(WorkStep(done: place, of: requests.count, unit: .solve))
      let index = order[place]
      let request = requests[index]
      let problem = request.problem
      let facts = TrajectoryFacts(
        request.model, problem, title: request.method.title, eventTimes: request.settings.eventTimes)
      let result = SolveResult(facts: facts, request: request, problem: problem)
      let other = shared.reference(keys[index]) { reference?.result(for: result, inputs) }
      return Point(result, other, columns, request.settings)
    }
    var points: [Point?] = Array(repeating: nil, count: requests.count)
    for (index, point) in zip(order, found) { points[index] = point }
    return StoredSweep(points: points.compactMap { $0 })
  }

  /// The places of the keys, those of equal ones next to one another, in the order in which they first come.
  private static func grouped(_ keys: [String]) -> [Int] {
    var first: [String: Int] = [:]
    let ranks = keys.enumerated().map { index, key in
      let rank = first[key] ?? index
      first[key] = rank
      return rank
    }
    return ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }
}

extension StoredSweep {
  fileprivate init(points: [SweepWork.Point]) {
    self.init(rows: points.map(\.row), outcomes: points.map(\.outcome), spent: points.map(\.spent))
  }
}

/// A solve of which the events, the cost and the two ends are known, and nothing between.
private struct EndsResult: TrajectoryResult {
  let facts: TrajectoryFacts
  let solution: Solution

  func states(at times: [Double]) -> [Double] {
    Array(repeating: .nan, count: times.count * facts.components.count)
  }
}

extension SweepColumn {
  fileprivate func measured(_ result: any TrajectoryResult, _ other: (any TrajectoryResult)?)
    -> Result<Double, QueryFailure>
  {
    // A part of a run has no measures, only a cost.
    guard let measure else { return .failure(QueryFailure("'\(name)' is measured of networks")) }
    if !result.solution.outcome.isFinished, !measure.isCost {
      return .failure(
        QueryFailure(result.solution.outcome.phrase(timeUnit: result.facts.timeUnit, of: result.solved?.method)))
    }
    let isComputed = result.isQuantity(component)
    do throws(QueryFailure) {
      return .success(
        try measure.value(
          of: isComputed ? result.observed : result, against: isComputed ? other?.observed : other, component,
          doubtAtMost: 0.1))
    } catch {
      return .failure(error)
    }
  }
}

extension ModelDefinition {
  /// What tells the models of a sweep apart.
  fileprivate var valuesText: String {
    (parameters.map { "\($0.value)" } + inputs.map(\.value.fragment.text) + states.map(\.initial.fragment.text))
      .joined(separator: ";")
  }
}
