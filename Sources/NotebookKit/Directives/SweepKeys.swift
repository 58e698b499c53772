import Diagnostics
import Expressions

/// The keys of a `sweep`.
enum SweepKeys {
  static let model = Parameter(
    "model", SolveKeys.model.kind, "the label of the model that is solved; a sweep has a `model` or a `network`")
  static let network = Parameter(
    "network", .label([.population]),
    "the label of the network that is run again and again, with everything that its block says but what varies")
  static let method = Parameter("method", SolveKeys.methodKind, "the solver's name, unless it varies")
  static let vary = Parameter(
    "vary", .variations,
    "what varies, each with a list or a range: `method`, `step`, `tolerance`, parameters, inputs (then constant: one that changes with time wants `input: {I: 0}` beside it, which says so) and states (their initial values); of a network `seed`, `step`, and numbers of its parts by their names: `e.size`, parameters, inputs and states of the population `e` as `e.I`, and of the synapses `ie` the keys `ie.weight`, `ie.delay`, `ie.decay`, `ie.reversal`, `ie.rate`, `ie.probability` and `ie.in-degree`. A number stands in place of what was drawn",
    required: true)
  static let together = Parameter(
    "together", .groupsOfNames,
    "those of `vary` that are taken together, place by place: `[c, d]` with lists of one length are points; all else is a grid. Several such groups are `[[a, b], [c, d]]`"
  )
  static let measure = Parameter(
    "measure", .names(among: Measure.words + PopulationMeasure.words),
    "what is measured of each solve: " + Measure.catalogue.map { "`\($0.name)`" }.joined(separator: ", ") + "; "
      + Measure.eventPhrase
      + "; of each network: " + PopulationMeasure.catalogue.map { "`\($0.name)`" }.joined(separator: ", ")
      + ", and of one of its populations: `e.rate`",
    required: true)
  static let against = Parameter(
    "against", .reference([.trajectory, .data]),
    "the solve, or the data, that errors are measured from; `exact` is the solution by Taylor series at its tightest, of each point's own problem"
  )
  static let digits = Parameter("digits", .integer(1...17), "significant digits", standard: 4, "4", presentsOnly: true)
  static let columns = Parameter(
    "columns", .names,
    "which states are measured, by measures of states and by errors, or named parts of the equations and inputs; the first state if not given"
  )

  /// Those that a network's block has, or that no network has.
  static let ofModels: [any AnyParameter] =
    [method, against, columns] + MeasureKeys.ofSolves + SolveKeys.control + SolveKeys.protocolKeys
  static let all: [any AnyParameter] =
    [model, network, method, vary, together, measure, against, columns] + MeasureKeys.all + [MeasureKeys.bin]
    + SolveKeys.control
    + SolveKeys.protocolKeys + [digits, DataKeys.show]
}

extension SweepKeys {
  /// Whether there are no more points than may be.
  static func isSmall(_ facts: SweepFacts, _ arguments: Arguments, _ planning: inout Planning) -> Bool {
    let limit = Limits.Name.solves
    guard facts.count > planning.limits[limit] else { return true }
    planning.fail(
      "that is \(limit.text(Double(facts.count))) solves, and the limit is \(limit.text(Double(planning.limits[limit])))",
      at: arguments.location(of: vary), hint: "vary by larger steps, or \(limit.raising(to: Double(facts.count)))")
    return false
  }
}

extension PopulationMeasure {
  /// For those who propose them.
  fileprivate static var words: [ArgumentForm.Word] {
    catalogue.filter { own in !Measure.catalogue.contains { $0.name == own.name } }
      .map { ArgumentForm.Word($0.name, $0.meaning) }
  }
}
