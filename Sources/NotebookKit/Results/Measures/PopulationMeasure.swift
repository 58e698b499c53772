import Dynamics
import Expressions

/// A number that sums up the spikes of a network: what a sweep of networks measures, and a query under the same name.
struct PopulationMeasure: Sendable {
  let name: String
  let title: String
  let meaning: String
  /// Whether populations have it too, or the network alone.
  let isOfPopulations: Bool

  var isCount: Bool { ["neurons", "synapses", "count"].contains(name) }
  var isRate: Bool { Self.rates.contains(name) }

  static let rates: Set = ["rate", "peak-rate", "peak-frequency"]

  /// Every query of a network that gives one number and wants no argument.
  static let catalogue =
    PopulationQueries.own.map { PopulationMeasure($0, isOfPopulations: true) } + [
      PopulationMeasure(Query("synapses", gives: .number, "how many synapses there are"), isOfPopulations: false)
    ]

  private init(_ query: Query, isOfPopulations: Bool) {
    name = query.name
    title = Self.titles[query.name] ?? query.name
    meaning = query.meaning
    self.isOfPopulations = isOfPopulations
  }

  private static let titles = [
    "count": "spikes", "active": "share active", "cv": "CV of intervals", "cv2": "CV2 of intervals",
    "fano": "Fano factor", "peak-rate": "peak rate", "peak-frequency": "peak frequency",
  ]

  /// What measures take beside the spikes, in the unit of the network's time.
  struct Settings: Sendable, Hashable {
    /// Nothing that came before it is looked at.
    var after: Double?
    var window: Double?
    var bin: Double?

    /// The names of those that a query of that name takes, with their values.
    fileprivate func arguments(of query: Query?) -> [QueryArgument] {
      [("window", window), ("bin", bin)].compactMap { name, value in
        guard let value, query?.names?.contains(name) == true else { return nil }
        return QueryArgument(name: name, value: .number(value))
      }
    }
  }

  /// The answer to the query; the whole network's where no population is named.
  func value(of result: NetworkResult, _ part: String?, _ settings: Settings) throws(QueryFailure) -> Double {
    if name == "synapses" { return Double(result.synapseCount) }
    var subject = result.queries(after: settings.after)
    if let population = result.network.populations.first(where: { $0.name == part }) {
      subject = subject.about(population)
    }
    let query = PopulationQueries.own.first { $0.name == name }
    guard let number = try subject.answer(name, settings.arguments(of: query)).number else {
      throw QueryFailure("'\(name)' is not a number")
    }
    return number
  }
}
