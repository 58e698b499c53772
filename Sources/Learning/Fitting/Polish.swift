import Dynamics

/// The end of a search: from estimates that nearly obey the equations to those that do exactly.
struct Polish {
  private let search: DirectSearch

  /// - Parameter plan: cut at resets and stops alone.
  init(_ model: FitModel, _ data: Observations, _ plan: WindowPlan, _ scales: [Double]) {
    let noise = data.noiseToBeginWith
    let shot = Shot(model: model, data: data, noise: noise, plan: plan, scales: scales, resets: .located)
    search = DirectSearch(model: model, data: data, noise: noise, rows: shot.rows)
  }

  /// The report after a search over the unknowns alone. Where one shot from there loses a spike, the equations are first held
  /// tighter; where it still does, the report is that of the chain.
  func report(after chain: inout ChainSearch, _ problem: inout ChainProblem, _ tight: ChainSearch.Stage) -> FitReport {
    for attempt in 0..<2 {
      let result = search.search(from: chain.point.common, limit: 60)
      if result.ending != .noStart { return search.report(result, iterations: chain.iterations) }
      if attempt == 0 { _ = chain.run(&problem, tight) }
    }
    return chain.report(problem) ?? .failed(.noStart, problem.model, problem.data, iterations: chain.iterations)
  }
}
