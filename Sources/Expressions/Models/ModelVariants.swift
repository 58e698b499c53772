package import Diagnostics

/// One model with other values put over its own, again and again: what the model itself says is read once.
package struct ModelVariants {
  private let layers: [ModelLayer]
  private let reader: ModelReader

  package init(of model: ModelDefinition, parameters: [String: Expression]) {
    var reader = ModelReader(notebookParameters: parameters)
    for layer in model.layers { reader.add(layer) }
    layers = model.layers
    self.reader = reader
  }

  /// The model with parameters, initial values and inputs of a solve put over its own.
  ///
  /// Warnings about the model itself were given where it is defined.
  package func model(with layer: ModelLayer, _ diagnostics: inout [Diagnostic]) -> ModelDefinition? {
    var reader = reader
    reader.add(layer)
    let model = reader.model(layers + [layer])
    diagnostics += reader.diagnostics.filter { $0.severity == .error }
    return reader.diagnostics.hasErrors ? nil : model
  }
}
