/// The parameters of a network as the kernels read them, or their gradient.
final class PackedWeights<Real: MatrixScalar> {
  let shape: PerceptronShape
  /// Of each stage: a row for each number that goes in.
  let weights: [Panels<Real>]
  let biases: [Panels<Real>]
  /// The transposed weights of all stages but the first, for the reverse pass; a gradient has none.
  let transposed: [Panels<Real>]

  init(_ shape: PerceptronShape, isGradient: Bool = false) {
    self.shape = shape
    let stages = shape.stages
    weights = stages.map { Panels(rows: $0.inputs, columns: $0.outputs) }
    biases = stages.map { Panels(rows: 1, columns: $0.outputs) }
    transposed = isGradient ? [] : stages.dropFirst().map { Panels(rows: $0.outputs, columns: $0.inputs) }
  }

  func clear() {
    for panels in weights + biases { panels.clear() }
  }

  func set(_ parameters: [Double]) {
    precondition(parameters.count == shape.parameterCount)
    parameters.withUnsafeBufferPointer { buffer in
      guard var from = buffer.baseAddress else { return }
      for (stage, (inputs, outputs)) in shape.stages.enumerated() {
        let turned = stage > 0 ? transposed[stage - 1].pointer : nil
        Real.pack(from, weights[stage].pointer, transposed: turned, rows: inputs, columns: outputs)
        from += inputs * outputs
        Real.pack(from, biases[stage].pointer, transposed: nil, rows: 1, columns: outputs)
        from += outputs
      }
    }
  }

  /// Adds all numbers to a vector in the order of parameters.
  func add(to vector: inout [Double]) {
    precondition(vector.count == shape.parameterCount)
    vector.withUnsafeMutableBufferPointer { buffer in
      guard var to = buffer.baseAddress else { return }
      for (stage, (inputs, outputs)) in shape.stages.enumerated() {
        Real.addUnpacked(weights[stage].pointer, to, rows: inputs, columns: outputs)
        to += inputs * outputs
        Real.addUnpacked(biases[stage].pointer, to, rows: 1, columns: outputs)
        to += outputs
      }
    }
  }
}
