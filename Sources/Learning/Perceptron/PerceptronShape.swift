package import Dynamics

/// How many numbers go into a fully connected network, through its layers and out, and where its parameters stand.
///
/// Parameters are one vector: of each layer the weights, row by row with a row for each number that goes in, then the
/// biases.
package struct PerceptronShape: Sendable, Equatable {
  package let inputs: Int
  package let outputs: Int
  /// Hidden layers, and neurons in each.
  package let layers: Int
  package let width: Int

  package init(inputs: Int, layers: Int, width: Int, outputs: Int) {
    precondition(inputs > 0 && layers > 0 && width > 0 && outputs > 0)
    self.inputs = inputs
    self.layers = layers
    self.width = width
    self.outputs = outputs
  }

  /// The layers that have weights: the hidden ones and the last, linear one.
  var stages: [(inputs: Int, outputs: Int)] {
    (0...layers).map { ($0 == 0 ? inputs : width, $0 == layers ? outputs : width) }
  }

  package var parameterCount: Int { stages.reduce(0) { $0 + ($1.inputs + 1) * $1.outputs } }

  /// Weights uniform in ±√(6/(in + out)), and biases in ±1/√in: with biases of zero all neurons of the first layer would
  /// turn at the same time.
  ///
  /// Of the weights: X. Glorot, Y. Bengio, AISTATS 2010, PMLR 9:249.
  package func glorot(_ random: inout Random) -> [Double] {
    var parameters: [Double] = []
    parameters.reserveCapacity(parameterCount)
    for stage in stages {
      let limit = (6 / Double(stage.inputs + stage.outputs)).squareRoot()
      for _ in 0..<stage.inputs * stage.outputs { parameters.append(random.uniform(-limit, limit)) }
      let spread = 1 / Double(stage.inputs).squareRoot()
      for _ in 0..<stage.outputs { parameters.append(random.uniform(-spread, spread)) }
    }
    return parameters
  }
}
