import Dynamics
import Expressions
import TestSupport
import Testing

/// The branches of cycles of a model: born at the Hopf points of equilibria whose first state is in `up`.
func cycleBranches(
  _ equations: String, _ parameters: KeyValuePairs<String, String>, _ initial: KeyValuePairs<String, String>,
  of parameter: String,
  over range: ClosedRange<Double>, within up: ClosedRange<Double>
) throws -> [CycleBranch] {
  let model = try ModelDefinition.reading(
    ModelText.layer(equations: equations, parameters: parameters, initial: initial))
  let search = model.equilibriumSearch(at: 0, ranges: [model.stateNames[0]: up])
  let start = model.problem(from: 0, to: 1).initial
  let along = search.starts(along: 0, over: up, from: start)
  let limits = model.stateNames.indices.map { $0 == 0 ? up : nil }
  let index = try #require(model.parameterNames.firstIndex(of: parameter))
  let continuation = Continuation(search.scaled(by: along), parameter: index, over: range, limits: limits)
  let points = continuation.branches(from: along + search.starts(within: limits, around: start))
    .flatMap(\.bifurcations)
  return continuation.cycles(from: points)
}
