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
    "what varies, each with a list or a range: `method`, `step`, `tolerance`, parameters, inputs (then constant) and states (their initial values); of a network `seed`, `step`, and numbers of its parts by their names: `e.size`, parameters, inputs and states of the population `e` as `e.I`, and of the synapses `ie` the keys `ie.weight`, `ie.delay`, `ie.decay`, `ie.reversal`, `ie.rate`, `ie.probability` and `ie.in-degree`. A number stands in place of what was drawn",
    required: true)
  static let together = Parameter(
    "together", .names,
    "those of `vary` that are taken together, place by place: `[c, d]` with lists of one length are points; all else is a grid"
  )
  static let measure = Parameter(
    "measure", .names(among: Measure.words + PopulationMeasure.words),
    "what is measured of each solve: " + Measure.catalogue.map { "`\($0.name)`" }.joined(separator: ", ") + "; "
      + Measure.eventPhrase
      + "; of each network: " + PopulationMeasure.catalogue.map { "`\($0.name)`" }.joined(separator: ", ")
      + ", and of one of its populations: `e.rate`",
    required: true)
  static let against = Parameter(
    "against", .reference([.trajectory]),
    "the solve that errors are measured from; `exact` is the solution by Taylor series at its tightest, of each point's own problem"
  )
  static let digits = Parameter("digits", .integer(1...17), "significant digits", standard: 4, "4", presentsOnly: true)
  static let columns = Parameter(
    "columns", .names, "which states are measured, by measures of states and by errors; the first if not given")

  /// Those that a network's block has, or that no network has.
  static let ofModels: [any AnyParameter] =
    [method, against, columns] + MeasureKeys.all + SolveKeys.control + SolveKeys.protocolKeys
  static let all: [any AnyParameter] =
    [model, network, method, vary, together, measure, against, columns] + MeasureKeys.all + SolveKeys.control
    + SolveKeys.protocolKeys + [digits, DataKeys.show]
}

extension SweepKeys {
  /// The axes that are taken together, by their places; nothing where they cannot be.
  ///
  /// - Parameter axes: of the variations, in their order.
  static func together(
    _ arguments: Arguments, _ variations: [Variation], _ axes: [SweepFacts.Axis], _ planning: inout Planning
  ) -> [Int]? {
    guard let names = arguments[together] else { return arguments.isMentioned(together) ? nil : [] }
    var found: [Int] = []
    for name in names {
      guard let index = axes.firstIndex(where: { $0.name == name.text }) else {
        planning.fail(
          "'\(name.text)' does not vary", at: name.location,
          hint: Spelling.hint(name.text, among: axes.map(\.name)) ?? "give it a list under 'vary'")
        return nil
      }
      guard !found.contains(index) else {
        planning.fail("'\(name.text)' is named twice", at: name.location, hint: "name it once")
        return nil
      }
      found.append(index)
    }
    guard let first = found.first, found.count > 1 else {
      planning.fail(
        "together are two or more", at: arguments.location(of: together),
        hint: "write 'together: [a, b]', with names that stand under 'vary'")
      return nil
    }
    for index in found.dropFirst() where axes[index].values.count != axes[first].values.count {
      planning.fail(
        "'\(axes[index].name)' has \(counted(axes[index])), and '\(axes[first].name)' has \(axes[first].values.count)",
        at: variations[index].place,
        hint: "what varies together has lists of one length; without 'together' each value goes with each")
      return nil
    }
    return found
  }

  private static func counted(_ axis: SweepFacts.Axis) -> String {
    axis.values.count == 1 ? "1 value" : "\(axis.values.count) values"
  }

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
