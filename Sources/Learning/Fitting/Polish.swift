import Dynamics

/// The end of a search: from estimates that nearly obey the equations to those that do exactly.
struct Polish {
  private let search: DirectSearch

  /// - Parameter plans: of each recording, cut at resets and stops alone.
  init(_ chains: RecordedChains, _ plans: [WindowPlan]) {
    let predictions = zip(chains.recordings.all, zip(chains.chains, plans)).map {
      recording, rest -> DirectSearch.Prediction in
      let (chain, plan) = rest
      return Shot(recording, noise: chains.noise, plan: plan, scales: chain.scales, resets: .located).rows
    }
    search = DirectSearch(recordings: chains.recordings, noise: chains.noise, predictions: predictions)
  }

  /// The report after a search over the unknowns alone. Where one shot from there loses a spike, the equations are first held
  /// tighter; where it still does, the report is that of the chain.
  func report(after chain: inout ChainSearch, _ problem: inout RecordedChains, _ tight: ChainSearch.Stage) -> FitReport
  {
    for attempt in 0..<2 {
      let result = search.search(from: chain.point.common, limit: 60)
      if result.ending != .noStart { return search.report(result, iterations: chain.iterations) }
      if attempt == 0 { _ = chain.run(&problem, tight) }
    }
    return chain.report(problem) ?? .failed(.noStart, problem.recordings, iterations: chain.iterations)
  }
}
