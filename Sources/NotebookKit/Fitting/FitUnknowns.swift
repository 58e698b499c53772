import Diagnostics
import Dynamics
import Expressions
import Markup

/// What a fit finds: names of parameters, constant inputs and initial values, and where the search begins.
extension FitKeys {
  /// What is unknown in all recordings, and behind it what is in each for itself.
  static func unknowns(
    _ names: [Fragment], _ arguments: Arguments, _ recordings: [FitRequest.Recorded], _ planning: inout Planning
  ) -> [FitUnknown] {
    let own = arguments[own] ?? []
    var unknowns: [FitUnknown] = []
    var seen: [FitUnknown] = []
    for (place, name) in (names + own).enumerated() {
      if seen.contains(where: { $0.name == name.text }) {
        planning.fail(
          "'\(name.text)' is unknown twice", at: name.location,
          hint: place < names.count
            ? nil : "under 'unknown' it has one value for all recordings, under 'own' one in each: keep one of them")
      } else if let unknown = unknown(
        name, recordings.first { $0.model.parameterNames.contains(name.text) } ?? recordings[0], &planning)
      {
        if let other = seen.first(where: { $0.queryName == unknown.queryName }) {
          planning.fail(
            "'\(other.name)' and '\(unknown.name)' would both be asked for as '\(other.queryName)'", at: name.location,
            hint: "give the parameter another name")
        }
        seen.append(unknown)
        if place < names.count {
          unknowns.append(unknown)
        } else {
          for index in recordings.indices {
            guard var one = Self.unknown(name, recordings[index], &planning) else { break }
            one.recording = index
            one.recordingName = recordings[index].name
            unknowns.append(one)
          }
        }
      }
    }
    for item in arguments[start] ?? [] {
      let places = unknowns.indices.filter { unknowns[$0].name == item.name.text }
      guard let place = places.first else {
        if (names + own).contains(where: { $0.text == item.name.text }) { continue }
        planning.fail(
          "'\(item.name.text)' is not among the unknowns", at: item.name.location,
          hint: Spelling.help(item.name.text, among: (names + own).map(\.text)))
        continue
      }
      var reading = ArgumentReading(
        directive: "fit", parameters: planning.parameters, labels: planning.labels)
      let quantity = reading.number(.text(item.value), expected: "a number")
      planning.diagnostics += reading.diagnostics
      guard let quantity else { continue }
      guard let value = quantity.magnitude(in: unknowns[place].unit),
        quantity.unit == nil || unknowns[place].unit != nil
      else {
        planning.fail(
          "'\(quantity.unit?.text ?? "")' does not measure what '\(item.name.text)' does", at: item.value.location,
          hint: unknowns[place].unit.map { "'\(item.name.text)' is in \($0.text)" }
            ?? "'\(item.name.text)' has no unit: write the number alone")
        continue
      }
      for place in places { unknowns[place].start = value }
    }
    for place in unknowns.indices {
      unknowns[place].mayBeNegative = unknowns.contains { $0.name == unknowns[place].name && $0.start <= 0 }
    }
    bind(&unknowns, names + own, arguments, &planning)
    return unknowns
  }

  /// Puts the bounds to the unknowns.
  private static func bind(
    _ unknowns: inout [FitUnknown], _ names: [Fragment], _ arguments: Arguments, _ planning: inout Planning
  ) {
    for (name, list) in arguments[bounds] ?? [] {
      let places = unknowns.indices.filter { unknowns[$0].name == name.text }
      guard let first = places.first else {
        if names.contains(where: { $0.text == name.text }) { continue }
        planning.fail(
          "'\(name.text)' is not among the unknowns", at: name.location,
          hint: Spelling.help(name.text, among: names.map(\.text)))
        continue
      }
      guard let range = list.range(of: name, in: unknowns[first].unit, &planning) else { continue }
      for place in places {
        let inside = 0.01 * (range.upperBound - range.lowerBound)
        let start = unknowns[place].start
        // No step leads away from an end.
        if start == range.lowerBound { unknowns[place].start += inside }
        if start == range.upperBound { unknowns[place].start -= inside }
        guard range.contains(start) || planning.awaitsNumbers else {
          planning.fail(
            "the search for '\(unknowns[place].title)' begins at \(Digits.shown(start)), which is not within its bounds",
            at: name.location, hint: "'start' says where it begins")
          break
        }
        unknowns[place].bounds = range
      }
    }
  }

  private static func unknown(
    _ name: Fragment, _ recording: FitRequest.Recorded, _ planning: inout Planning
  ) -> FitUnknown? {
    let (text, model) = (name.text, recording.model)
    if let parameter = model.parameters.first(where: { $0.name == text }) {
      return FitUnknown(name: text, kind: .parameter, unit: parameter.unit, start: parameter.value)
    }
    if let input = model.inputs.first(where: { $0.name == text }) {
      let values = Dictionary(model.parameters.map { ($0.name, $0.value) }) { first, _ in first }
      guard !input.value.expression.symbols.contains("t"),
        let value = try? input.value.expression.number({ values[$0].map(Value.number) })
      else {
        planning.fail(
          "the input '\(text)' changes with time, so it is no one number", at: name.location,
          hint:
            "give the number a name: 'parameters: {\(text)0: 70}', 'input: {\(text): \(text)0*(t >= 100)}', and ask for '\(text)0'"
        )
        return nil
      }
      return FitUnknown(name: text, kind: .input, unit: input.unit, start: value)
    }
    if text.hasSuffix("(0)"), let state = model.stateNames.firstIndex(of: String(text.dropLast(3))) {
      return FitUnknown(
        name: text, kind: .initial(state), unit: model.states[state].unit,
        start: model.problem(from: recording.span.lowerBound, to: recording.span.upperBound).initial[state])
    }
    refuse(name, model, &planning)
    return nil
  }

  /// Says that a model has nothing of a name, and what to write for `y`, `y0` and `y_0`.
  static func refuse(_ name: Fragment, _ model: ModelDefinition, _ planning: inout Planning) {
    let text = name.text
    let known = model.parameterNames + model.inputs.map(\.name) + model.stateNames.map { $0 + "(0)" }
    let state = model.stateNames.first { [$0, "\($0)0", "\($0)_0"].contains(text) }
    planning.fail(
      model.hasReplaced(text)
        ? "nothing uses '\(text)': what did is replaced" : "the model has no parameter or input '\(text)'",
      at: name.location,
      hint: state.map { "for its initial value write '\($0)(0)'" } ?? Spelling.help(text, among: known))
  }
}
