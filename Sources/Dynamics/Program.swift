/// A list of arithmetic steps on numbered registers: the executable form of equations.
///
/// Registers hold, in this order: the states, the time, the modes (see ``Problem``), the parameters, the constants, and
/// what the steps compute. The prologue depends on parameters and constants alone and runs once for each set of them.
package struct Program: Sendable, Equatable {
  package struct Instruction: Sendable, Equatable {
    package var operation: Operation
    package var target: UInt32
    package var a: UInt32
    package var b: UInt32
    package var c: UInt32

    package init(_ operation: Operation, target: UInt32, _ a: UInt32, _ b: UInt32 = 0, _ c: UInt32 = 0) {
      self.operation = operation
      self.target = target
      self.a = a
      self.b = b
      self.c = c
    }
  }

  /// How many registers of each kind there are in front of the computed ones.
  package struct Layout: Sendable, Equatable {
    package var states: Int
    package var modes: Int
    package var parameters: Int

    package init(states: Int, modes: Int, parameters: Int) {
      self.states = states
      self.modes = modes
      self.parameters = parameters
    }

    package var time: Int { states }
    package var firstMode: Int { states + 1 }
    package var firstParameter: Int { states + 1 + modes }
    package var firstConstant: Int { states + 1 + modes + parameters }
  }

  package var layout: Layout
  package var constants: [Double]
  package var prologue: [Instruction]
  package var body: [Instruction]
  package var registerCount: Int
  /// The registers that hold the results after a run.
  package var outputs: [UInt32]

  package init(
    layout: Layout, constants: [Double], prologue: [Instruction], body: [Instruction], registerCount: Int,
    outputs: [UInt32]
  ) {
    self.layout = layout
    self.constants = constants
    self.prologue = prologue
    self.body = body
    self.registerCount = registerCount
    self.outputs = outputs
  }

  /// A program without results.
  package static func empty(_ layout: Layout) -> Program {
    Program(
      layout: layout, constants: [], prologue: [], body: [], registerCount: layout.firstConstant, outputs: [])
  }
}
