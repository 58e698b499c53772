import Diagnostics
import Dynamics
import Expressions

/// One neuron of each population by itself, with every draw in the middle of its distribution: for what a solve is looked at, and a
/// network is not.
struct LoneNeurons: Sendable {
  private let cells: [(request: SolveRequest, values: [Double])]

  /// How many steps are looked at.
  private static let most = 2000.0

  /// Populations with smaller steps for some states are left out.
  init(_ drafts: [PopulationDraft], _ control: NetworkReader.Control) {
    let span = control.span
    let end = min(span.upperBound, span.lowerBound + Self.most * control.step)
    cells = drafts.filter { $0.parts.allSatisfy { $0 == 1 } }.map { draft in
      let frame = SolveFrame(
        model: draft.model, modelLabel: draft.name, span: span.lowerBound...end, eventTimes: .grid,
        newtonTolerance: Settings.standardNewtonTolerance, substeps: [])
      return (SolveRequest(frame, control.method, .fixed(step: control.step)), draft.neurons.values.middle)
    }
  }

  /// What is to be said of the first of them for which the steps are too long.
  func warning(at place: Location) -> Diagnostic? {
    for (request, values) in cells {
      var problem = request.problem
      let count = problem.parameters.count
      guard values.count == count + problem.dimension else { continue }
      problem.parameters = Array(values.prefix(count))
      problem.initial = Array(values.suffix(problem.dimension))
      let facts = TrajectoryFacts(request.model, problem, title: request.method.title, eventTimes: .grid)
      let result = SolveResult(facts: facts, request: request, problem: problem)
      let start = "for a neuron of '\(request.modelLabel)' by itself, "
      if let unstable = UnstableSteps(result) {
        return .warning(start + unstable.message(result), at: place, hint: "take a smaller step")
      }
    }
    return nil
  }
}
