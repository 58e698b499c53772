import Diagnostics
import Expressions

/// A model block or a built-in model.
enum ModelChoice: Sendable {
  case label(LabelReference)
  case builtIn(BuiltInModel)

  /// The layers of the model; nothing, with a message, where the preset is none of its own, or where the block is wrong.
  ///
  /// - Parameter preset: its name, and where that stands.
  func layers(preset: (name: String, place: Location)?, _ planning: inout Planning) -> [ModelLayer]? {
    switch self {
    case .label(let reference):
      if let preset {
        planning.fail(
          "a preset belongs to a built-in model", at: preset.place, hint: "give it in the block '\(reference.label)'")
      }
      return planning.facts[reference.label]?.model?.layers.map { layer in
        var layer = layer
        layer.isBase = true
        return layer
      }
    case .builtIn(let model):
      let chosen = preset.flatMap { model.preset($0.name) }
      if let preset, chosen == nil {
        planning.fail(
          "model '\(model.name)' has no preset '\(preset.name)'", at: preset.place,
          hint: Spelling.help(preset.name, among: model.presets.flatMap { [$0.name] + $0.aliases }))
      }
      return model.layers(preset: chosen, &planning.diagnostics)
    }
  }
}

extension ArgumentKind where Value == ModelChoice {
  /// A label, or the name of a built-in where no other block has that label.
  static let modelChoice = ArgumentKind(
    "the label of a model, or a built-in model",
    .label(
      [.model],
      or: BuiltInModel.catalogue.map {
        ArgumentForm.Word($0.name, aliases: $0.aliases, "\($0.title). \($0.source).")
      })
  ) { value, reading in
    guard let fragment = reading.text(value, expected: "the label of a model, or a built-in model") else { return nil }
    let isLabel = reading.labels[fragment.text] != nil
    if !isLabel || fragment.text == reading.ownLabel, let model = BuiltInModel.named(fragment.text) {
      return .builtIn(model)
    }
    if isLabel { return reading.label(fragment, [.model]).map(ModelChoice.label) }
    let names = reading.labels.filter { $0.value == .model }.keys.sorted() + BuiltInModel.catalogue.map(\.name)
    reading.fail(
      "there is no model '\(fragment.text)'", at: fragment.location,
      hint: Spelling.hint(fragment.text, among: names)
        ?? "there are \(BuiltInModel.catalogue.map { "'\($0.name)'" }.joined(separator: ", "))")
    return nil
  }
}
