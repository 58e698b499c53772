import Dynamics

/// What a model computes beside its states: named sub-expressions and inputs, as functions of time and states. An energy, an ionic
/// current, the stimulus.
package struct Observer: Sendable {
  package let names: [String]
  private let program: Program
  private let parameters: [Double]

  package init(_ model: ModelDefinition) {
    self.init(model, model.quantityNames.map { .symbol($0) })
  }

  /// What formulas over the model's names are.
  ///
  /// - Parameter parameters: in place of the model's own.
  init(_ model: ModelDefinition, _ formulas: [Expression], parameters: [Double]? = nil) {
    names = formulas.map(\.text)
    let layout = Program.Layout(states: model.states.count, modes: 0, parameters: model.parameters.count)
    var registers: [String: UInt32] = ["t": UInt32(layout.time)]
    for (index, state) in model.states.enumerated() { registers[state.name] = UInt32(index) }
    for (index, parameter) in model.parameters.enumerated() {
      registers[parameter.name] = UInt32(layout.firstParameter + index)
    }
    program = ProgramBuilder.program(
      formulas, layout: layout, names: registers,
      definitions: model.namedExpressions.mapValues(model.removingSingularities))
    self.parameters = parameters ?? model.parameters.map(\.value)
  }

  /// States with what is computed from them behind each, for states one after the other at these times.
  package func extend(_ states: [Double], at times: [Double]) -> [Double] {
    let machine = Machine(program, parameters: parameters)
    let (width, added) = (program.layout.states, names.count)
    var result = [Double](repeating: .nan, count: times.count * (width + added))
    states.withUnsafeBufferPointer { states in
      result.withUnsafeMutableBufferPointer { result in
        guard let from = states.baseAddress, let to = result.baseAddress else { return }
        for (row, time) in times.enumerated() {
          let place = to + row * (width + added)
          place.update(from: from + row * width, count: width)
          machine.run(time, from + row * width, place + width)
        }
      }
    }
    return result
  }
}

extension ModelDefinition {
  /// What an ``Observer`` gives: named sub-expressions, then inputs.
  package var quantityNames: [String] { definitions.map(\.subject.name) + inputs.map(\.name) }
}
