package import Dynamics
package import Expressions
import Markup

/// What can be asked of the spikes of a population: `net.rate`, `net.excitatory.cv`, `net.fano(window = 50)`.
///
/// A result with a ``SpikeRecord`` adds ``shape(_:)``'s queries to its own and hands what it does not know to ``answer(_:_:)``.
package struct PopulationQueries: Queryable {
  private let record: SpikeRecord
  private let scale: TimeScale
  /// The neurons that are asked about.
  private let neurons: Range<Int>
  /// Those that can be asked about by name.
  private let parts: [SpikeRecord.Population]

  /// About all neurons, and by name about those of each population.
  package init(_ record: SpikeRecord, timeUnit: Unit?) {
    self.init(record, TimeScale(timeUnit), 0..<record.neuronCount, parts: record.populations)
  }

  private init(
    _ record: SpikeRecord, _ scale: TimeScale, _ neurons: Range<Int>, parts: [SpikeRecord.Population]
  ) {
    self.record = record
    self.scale = scale
    self.neurons = neurons
    self.parts = parts
  }

  /// Of all neurons, and of each population under its name, unless that is the name of a query.
  package static func queries(_ facts: PopulationFacts) -> [Query] {
    let own = own(facts.timeUnit)
    let one = Shape("a population", own)
    return own
      + facts.populations.filter { part in !own.contains { $0.name == part.name } }.map { part in
        Query(part.name, gives: .object(one), "the neurons of \(part.name)")
      }
  }

  package static func shape(_ facts: PopulationFacts) -> Shape { Shape("a population", queries(facts)) }

  /// What can be asked of any neurons.
  static func own(_ time: Unit?) -> [Query] {
    let rate = TimeScale(time).rate
    return own.map { PopulationMeasure.rates.contains($0.name) ? $0.measured(in: rate) : $0 }
  }

  static let own = [
    Query("neurons", gives: .number, "how many neurons there are"),
    Query("count", gives: .number, "how many spikes all neurons fired"),
    Query("rate", gives: .number, "the mean rate of a neuron, in Hz; per unit of time where that has no unit"),
    Query("active", gives: .number, "the share of the neurons that fired"),
    Query("cv", gives: .number, "the mean over the neurons of the coefficient of variation of their intervals"),
    Query("cv2", gives: .number, "the mean over the neurons of the CV2 of their intervals"),
    Query(
      "fano", [], names: ["window"], gives: .number,
      "the variance of the neurons' spike counts over their mean; with `window` the mean of that over windows in time"),
    Query(
      "peak-rate", [], names: ["bin"], gives: .number,
      "the largest mean rate of a neuron in any bin, of the length `bin`, 5 ms if not given"),
    Query(
      "peak-frequency", [], names: ["bin"], gives: .number,
      "where the power spectrum of the mean rate is largest, in Hz; the rate in bins of the length `bin`, 2 ms if not given"
    ),
  ]

  /// The same about the neurons of one population.
  func about(_ part: SpikeRecord.Population) -> PopulationQueries {
    PopulationQueries(record, scale, part.neurons, parts: [])
  }

  /// Names of queries that have a hyphen.
  static let hyphenated: Set<String> = ["peak-rate", "peak-frequency"]

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    switch query {
    case "neurons": return .number(Double(neurons.count))
    case "count": return .number(Double(record.count(of: neurons)))
    case "rate":
      return .number(try known(record.meanRate(of: neurons), "there are no neurons") * scale.perSecond)
    case "active": return .number(try known(record.activeShare(of: neurons), "there are no neurons"))
    case "cv": return .number(try known(record.mean(\.cv, of: neurons), "no neuron has three spikes"))
    case "cv2": return .number(try known(record.mean(\.cv2, of: neurons), "no neuron has three spikes"))
    case "fano":
      let window = try width("window", arguments, standard: nil)
      let why = window == nil ? "it wants two neurons, and a spike" : "no window has a spike of two neurons or more"
      return .number(try known(record.fano(of: neurons, window: window), why))
    case "peak-rate":
      let bin = try width("bin", arguments, standard: scale.milliseconds(5)) ?? .nan
      let rate = record.rate(of: neurons, binsOf: bin).values.max()
      return .number(try known(rate, "there is no bin") * scale.perSecond)
    case "peak-frequency":
      let bin = try width("bin", arguments, standard: scale.milliseconds(2)) ?? .nan
      let spectrum = record.spectrum(of: neurons, binsOf: bin, scale: scale.perSecond)
      return .number(try known(spectrum?.peak, "a spectrum wants 32 bins"))
    default:
      guard let part = parts.first(where: { $0.name == query }) else {
        throw QueryFailure("a population has no '\(query)'")
      }
      return .object(about(part))
    }
  }

  private func known(_ value: Double?, _ why: String) throws(QueryFailure) -> Double {
    guard let value, value.isFinite else { throw QueryFailure(why) }
    return value
  }

  private func width(_ name: String, _ arguments: [QueryArgument], standard: Double?) throws(QueryFailure) -> Double? {
    let given = arguments.first { $0.name == name }
    guard let width = try given?.number(in: scale.unit) ?? standard else { return nil }
    guard width > 0, width.isFinite, width >= record.duration * SpikeCounts.leastShare else {
      throw QueryFailure("'\(name)' is a length of time that fits into the span no more than a million times")
    }
    guard width <= record.duration * (1 + 1e-9) else {
      throw QueryFailure(Self.tooLong(name, record.duration), hint: "give a shorter one")
    }
    return width
  }

  static func tooLong(_ name: String, _ span: Double) -> String {
    "'\(name)' is longer than the span of \(Digits.shown(span, 6)) that is looked at"
  }
}
