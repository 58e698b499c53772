import Diagnostics
import Dynamics
import Expressions

/// What a sweep may be given or may vary, and not both.
extension SweepReader {
  /// Whether there is a method, and each thing that varies is given nowhere else.
  func isGivenOnce(_ arguments: Arguments, _ planning: inout Planning) -> Bool {
    guard varied.contains("method") != (method != nil) else {
      planning.fail(
        method == nil ? "the sweep has no 'method'" : "'method' is given and varies as well",
        at: method == nil ? arguments.location : arguments.location(of: SweepKeys.method),
        hint: "write 'method: rk4', or 'method: [heun, rk4]' under 'vary'")
      return false
    }
    return variesSteps(arguments, &planning) && variesNumbers(arguments, &planning)
  }

  private func variesSteps(_ arguments: Arguments, _ planning: inout Planning) -> Bool {
    let keys: [any AnyParameter] = [SolveKeys.step, SolveKeys.tolerance]
    let (given, varying) = (keys.filter(arguments.isMentioned), keys.filter { varied.contains($0.name) })
    if given.isEmpty && varying.count < 2 || varying.isEmpty { return true }
    if let key = given.first {
      let isSame = varied.contains(key.name)
      planning.fail(
        isSame
          ? "'\(key.name)' is given and varies as well"
          : "'\(key.name)' is given, and '\(varying[0].name)' varies",
        at: arguments.place(of: key),
        hint: isSame
          ? "leave out the one or the other"
          : "with a step all steps are alike, with a tolerance the method chooses them")
    } else {
      planning.fail(
        "'step' and 'tolerance' vary both", at: arguments.location(of: SweepKeys.vary),
        hint: "with a step all steps are alike, with a tolerance the method chooses them")
    }
    return false
  }

  /// Parameters, inputs and initial values.
  private func variesNumbers(_ arguments: Arguments, _ planning: inout Planning) -> Bool {
    let given =
      (arguments[ModelKeys.parameters] ?? []) + (arguments[ModelKeys.input] ?? [])
      + (ModelKeys.layer(arguments, isOverride: true).initial)
    guard let item = given.first(where: { varied.contains($0.name.text) && !holds($0) }) else { return true }
    planning.fail(
      "'\(item.name.text)' is given and varies as well", at: item.name.location,
      hint: "leave out the one or the other")
    return false
  }

  /// `input: {I: 0}` says of an input that varies that it is held at each value.
  private func holds(_ item: ModelLayer.Item) -> Bool {
    model.inputs.contains { $0.name == item.name.text } && model.constantValue(ofInput: item.name.text) == 0
  }

  /// Whether everything that varies still changes something, where all of it does.
  func matters(_ axes: [SweepFacts.Axis], _ planning: inout Planning) -> Bool {
    var layer = ModelLayer()
    layer.isOverride = true
    for axis in axes { if let number = axis.values.first?.number { layer.set(axis.name, number, in: model) } }
    if layer.isEmpty { return true }
    var found: [Diagnostic] = []
    _ = ModelVariants(of: model, parameters: planning.values).model(with: layer, &found)
    let mistakes = found.filter { $0.severity == .error }
    planning.diagnostics += mistakes.map { mistake in
      var mistake = mistake
      mistake.location = mistake.location.flatMap { places[$0.text] } ?? mistake.location
      return mistake
    }
    return mistakes.isEmpty
  }
}
