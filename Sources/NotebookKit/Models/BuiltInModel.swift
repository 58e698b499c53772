package import Diagnostics
package import Expressions

/// A model that comes with the tool, written in the notebook's own language.
package struct BuiltInModel: Sendable {
  package let name: String
  package let aliases: [String]
  package let title: String
  /// Where it is from: author, year, DOI.
  package let source: String
  /// The keys of a `model` block.
  package let text: String
  package let presets: [Preset]

  /// A named set of changes: parameters, and where needed equations and events.
  package struct Preset: Sendable {
    package let name: String
    package let aliases: [String]
    package let text: String

    init(_ name: String, aliases: [String] = [], _ text: String) {
      self.name = name
      self.aliases = aliases
      self.text = text
    }
  }

  init(_ name: String, aliases: [String] = [], title: String, source: String, presets: [Preset] = [], _ text: String) {
    self.name = name
    self.aliases = aliases
    self.title = title
    self.source = source
    self.presets = presets
    self.text = text
  }

  private static let (path, presetPath) = ("model ", "preset ")

  /// Whether something stands in the text of a built-in model.
  static func isSource(_ location: Location) -> Bool {
    location.source.path.hasPrefix(path) || location.source.path.hasPrefix(presetPath)
  }

  package static func named(_ name: String) -> BuiltInModel? {
    catalogue.first { $0.name == name || $0.aliases.contains(name) }
  }

  package func preset(_ name: String) -> Preset? { presets.first { $0.name == name || $0.aliases.contains(name) } }

  /// The model as layers to build on.
  ///
  /// - Parameter diagnostics: stays empty unless the built-in text itself is wrong, which a test excludes.
  package func layers(preset: Preset?, _ diagnostics: inout [Diagnostic]) -> [ModelLayer] {
    let texts = [(text, Self.path + name)] + (preset.map { [($0.text, Self.presetPath + $0.name)] } ?? [])
    return texts.map { text, path in
      let (body, found) = BodyParser.parse(Fragment(text, path: path))
      diagnostics += found
      var reading = ArgumentReading(directive: "model", parameters: NotebookParameters(), labels: [:])
      let checker = ArgumentChecker(what: path, parameters: ModelKeys.all)
      let arguments = checker.read(body, label: nil, location: body.location, &reading)
      diagnostics += reading.diagnostics
      var layer = ModelKeys.layer(arguments)
      layer.isBase = true
      layer.source = source
      return layer
    }
  }
}
