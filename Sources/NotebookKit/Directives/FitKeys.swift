import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// The keys of `fit`, and how they become a request.
enum FitKeys {
  static let model = SolveKeys.model
  static let data = Parameter(
    "data", .labels([.data]),
    "the label of the data: a column of times, and columns named like states; by `method: single` also like named parts of the equations. Its times rise, and one may come more than once; an empty cell is left out alone. What was measured at the time of a jump counts behind it. Several labels, or data in groups, are as many recordings, which begin anew each",
    required: true)
  static let each = Parameter(
    "each", .overrides,
    "of several recordings: what was other in which, parameters, inputs and initial values: `{low: {I: 60 pA}, high: {I: 100 pA, w(0): 5}}`"
  )
  static let own = Parameter(
    "own", .names,
    "of several recordings: what is unknown in each of them for itself, as in `[w(0)]`: `f.low.w0`")
  static let unknown = Parameter(
    "unknown", .names,
    "what is to be found: parameters, inputs that are constant, and initial values, as in `[a, I, w(0)]`. A parameter or an input that begins above zero stays there"
  )
  static let start = Parameter(
    "start", .items("unknowns with a value each"),
    "where the search begins: `{a: 0.05, I: 60 pA}`; at the model's own values if not given")
  static let bounds = Parameter(
    "bounds", .ranges,
    "between what unknowns stay: `{a: 0.01 to 0.1, I: 0 to 200 pA}`. One that comes to an end of its bounds is named; one that begins at an end begins a hundredth of the way inside"
  )
  static let method = Parameter(
    "method", .choice(FitMethod.allCases.map { ($0.rawValue, $0) }),
    "`single`: one solution over all data; `segments`: from reset to reset; `multiple`: multiple shooting, with free states between samples and free spike times. If not given, `single` where doses come by the clock or what was measured are parts of the equations, and else `multiple`"
  )
  static let use = Parameter(
    "use", .names, "which columns of the data count; all that are named like states if not given")
  static let from = Parameter(
    "from", .quantity,
    "the time at which the model begins, with its initial values; 0 if not given. Census data from 1900 on want `from: 1900`"
  )
  static let noise = Parameter(
    "noise", .noise,
    "the standard deviation of the data's noise: one number, or `{v: 0.5 mV}`; `8 %` of what was measured, or `0.1 mg/L + 8 %` for both as independent parts; found from the residuals if not given"
  )
  static let outcome = Parameter(
    "outcome", .choice((FitReport.Outcome.words + ["any"]).map { ($0, $0) }),
    "how the search is meant to end; another end is a failure. `any` also says nothing of unknowns that the data do not tell",
    standard: "converged", "converged")

  static let all: [any AnyParameter] = [
    model, data, each, unknown, own, start, bounds, method, from, use, noise, ModelKeys.parameters, ModelKeys.initial,
    ModelKeys.input,
    outcome,
  ]

  /// The fit with everything resolved; nothing where a mistake was found.
  ///
  /// - Parameters:
  ///   - data: the labels of the recordings.
  ///   - engine: who finds the unknowns; shooting by the `method` given if there is none.
  static func request(
    _ arguments: Arguments, data: [LabelReference]?, engine: FitEngine? = nil, _ planning: inout Planning
  ) -> FitRequest? {
    guard let reference = arguments[model], let base = planning.facts[reference.label]?.model,
      let model = base.overridden(
        by: ModelKeys.layer(arguments, isOverride: true), parameters: planning.values,
        &planning.diagnostics),
      let data
    else { return nil }
    let engine =
      engine ?? .shooting(method(arguments, model, data.compactMap { planning.facts[$0.label]?.data }))
    guard let recordings = recordings(data, arguments, model, engine, &planning),
      let names = names(arguments, &planning)
    else { return nil }
    let unknowns = unknowns(names, arguments, recordings, &planning)
    let noise = noise(arguments, recordings, &planning)
    guard !unknowns.isEmpty, !planning.diagnostics.hasErrors else { return nil }
    var request = FitRequest(
      model: model, modelLabel: reference.label, recordings: recordings, unknowns: unknowns, noise: noise,
      engine: engine, parameters: planning.values)
    for index in unknowns.indices {
      let places = request.recordings.indices.filter { place in
        // A model drops what nothing in it uses.
        unknowns[index].recording.map { $0 == place } ?? true
          && request.model(recordings[place].model, with: [(unknowns[index], unknowns[index].start)]) != nil
      }
      for place in places { request.recordings[place].unknowns.append(index) }
      guard places.isEmpty,
        let name = (names + (arguments[own] ?? [])).first(where: { $0.text == unknowns[index].name })
      else { continue }
      planning.fail("nothing in the model uses '\(name.text)', so that no data tell it", at: name.location)
    }
    for place in recordings.indices { checkEffects(request, place, arguments, &planning) }
    return request
  }

  /// That what is given has a place in the model beside what is unknown.
  private static func checkEffects(
    _ request: FitRequest, _ place: Int, _ arguments: Arguments, _ planning: inout Planning
  ) {
    let recording = request.recordings[place]
    guard let model = request.model(request.unknowns.map(\.start), recording) else { return }
    let each = arguments[each]?.first { $0.name.text == recording.name }?.items ?? []
    for item in each + (arguments[ModelKeys.parameters] ?? [])
    where recording.model.parameterNames.contains(item.name.text) && !model.parameterNames.contains(item.name.text) {
      planning.fail(
        "nothing uses '\(item.name.text)': what did is unknown", at: item.name.location,
        hint: "leave it out, or ask for it in place of what it gives")
    }
  }

  /// What all recordings share.
  private static func names(_ arguments: Arguments, _ planning: inout Planning) -> [Fragment]? {
    if arguments.isMentioned(unknown) || arguments.isMentioned(own) { return arguments[unknown] ?? [] }
    planning.fail(
      "missing key 'unknown' in 'fit'", at: arguments.location, hint: "'unknown' is \(unknown.meaning)")
    return nil
  }

  /// The noise of each measured state, where it is given.
  private static func noise(
    _ arguments: Arguments, _ recordings: [FitRequest.Recorded], _ planning: inout Planning
  ) -> [NoiseSize]? {
    let measured = FitRequest.columns(of: recordings).map { (name: $0.name, unit: $0.modelUnit) }
    let count = planning.diagnostics.count
    let noise = arguments[noise]?.values(
      for: measured, among: recordings[0].facts.observed.componentNames, what: "in the data", &planning)
    guard let noise, planning.diagnostics.count == count,
      let place = noise.firstIndex(where: { !($0.deviation(at: 1) > 0) || $0.isNegative })
    else { return noise }
    let given = arguments[Self.noise]
    let isGiven = given?.common != nil || given?.byName.contains { $0.name.text == measured[place].name } ?? false
    planning.fail(
      "the noise of '\(measured[place].name)' is not \(isGiven ? "positive" : "given")",
      at: arguments.location(of: Self.noise),
      hint: isGiven
        ? "it is the standard deviation of the noise; leave it out to have it found from the residuals"
        : "give it, or leave the column out with 'use'")
    return noise
  }
}
