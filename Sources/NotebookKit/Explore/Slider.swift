import Diagnostics
import Expressions
import Markup

/// A parameter or a constant input that a reader moves.
struct Slider: Sendable {
  let name: String
  let unit: Unit?
  let meaning: String?
  let isInput: Bool
  /// Where it stands at first.
  let start: Double
  let range: ClosedRange<Double>
  let step: Double
}

/// Reads the sliders of a figure, or chooses them.
struct SliderReader {
  private let model: ModelDefinition

  init(_ model: ModelDefinition) { self.model = model }

  func read(
    _ given: [(name: Fragment, list: NumberList)]?, at location: Location, _ planning: inout Planning
  ) -> [Slider]? {
    guard let given else { return usual(at: location, &planning) }
    let sliders = given.compactMap { slider($0.name, $0.list, &planning) }
    return sliders.count == given.count ? sliders : nil
  }

  private func slider(_ name: Fragment, _ list: NumberList, _ planning: inout Planning) -> Slider? {
    let names = model.parameterNames + model.inputs.map(\.name)
    guard names.contains(name.text) else {
      planning.fail(
        model.hasReplaced(name.text)
          ? "nothing uses '\(name.text)': what did is replaced" : "the model has no parameter '\(name.text)'",
        at: name.location, hint: Spelling.help(name.text, among: names))
      return nil
    }
    let unit = model.unit(of: name.text)
    if let written = list.unit, unit.map({ !$0.measuresSame(as: written) }) ?? true {
      planning.fail(
        "'\(name.text)' is not in \(written.text)", at: name.location,
        hint: unit.map { "it is in \($0.text)" } ?? "it has no unit")
      return nil
    }
    let values = list.magnitudes(in: unit)
    guard let low = values.min(), let high = values.max(), low < high else {
      planning.fail("a slider has two ends", at: name.location, hint: "write '\(name.text): 0 to 200 by 5'")
      return nil
    }
    // Two ends alone: a hundred places between them.
    let step = values.count == 2 ? (high - low) / 100 : (high - low) / Double(values.count - 1)
    let isEven = values.enumerated().allSatisfy { index, value in
      abs(value - (values[0] + Double(index) * (values[1] - values[0]))) < 1e-6 * step
    }
    guard isEven else {
      planning.fail("a slider moves in equal steps", at: name.location, hint: "write '\(name.text): 0 to 200 by 5'")
      return nil
    }
    return slider(name.text, low...high, step, at: name.location, &planning)
  }

  private func slider(
    _ name: String, _ range: ClosedRange<Double>, _ step: Double, at location: Location, _ planning: inout Planning
  ) -> Slider? {
    let parameter = model.parameters.first { $0.name == name }
    guard let start = parameter?.value ?? model.constantValue(ofInput: name) else {
      planning.fail(
        "the input '\(name)' changes with time, and a slider holds it", at: location,
        hint: "give it a constant here: 'input: {\(name): 0}'")
      return nil
    }
    guard range.contains(start) || planning.awaitsNumbers else {
      planning.fail(
        "'\(name)' is \(Digits.shortest(start)), outside its slider", at: location,
        hint: "widen the range, or give it another value here")
      return nil
    }
    let meaning = parameter?.meaning ?? model.inputs.first { $0.name == name }?.meaning
    return Slider(
      name: name, unit: model.unit(of: name), meaning: meaning, isInput: parameter == nil, start: start, range: range,
      step: step)
  }

  /// The current, and what shapes the response to it.
  private func usual(at location: Location, _ planning: inout Planning) -> [Slider]? {
    var sliders: [Slider] = []
    if model.inputs.contains(where: { $0.name == "I" }) || model.parameterNames.contains("I") {
      guard let current = slider("I", 0...200, 5, at: location, &planning) else { return nil }
      sliders.append(current)
    }
    for name in ["C", "k", "a", "b"] {
      guard let value = model.parameters.first(where: { $0.name == name })?.value, value != 0 else { continue }
      let ends = [value / 5, 3 * value].sorted()
      if let slider = slider(name, ends[0]...ends[1], abs(value) / 20, at: location, &planning) {
        sliders.append(slider)
      }
    }
    return sliders
  }
}
