/// A list of arithmetic steps on numbered registers: the executable form of equations.
///
/// Registers hold, in this order: the states, the time, the modes (see ``Modes``), the parameters, the constants, and
/// what the steps compute. The steps stand in four sections, by what they depend on; each section is run only when that
/// changes.
package struct Program: Sendable, Equatable {
  package struct Instruction: Sendable, Equatable {
    package var operation: Operation
    package var target: UInt32
    package var a: UInt32
    package var b: UInt32
    package var c: UInt32
    /// Of a look into a table, which of the program's it is.
    package var table: UInt32

    package init(
      _ operation: Operation, target: UInt32, _ a: UInt32, _ b: UInt32 = 0, _ c: UInt32 = 0, table: UInt32 = 0
    ) {
      self.operation = operation
      self.target = target
      self.a = a
      self.b = b
      self.c = c
      self.table = table
    }

    /// The registers that the step reads.
    package var operands: [UInt32] { Array([a, b, c].prefix(operation.operandCount)) }
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

  /// What a section depends on, each on those before it as well.
  package enum Section: Int, Sendable, CaseIterable {
    case parameters, modes, time, states
  }

  package var layout: Layout
  package var constants: [Double]
  /// The steps of each section, in the order of ``Section``.
  package var sections: [[Instruction]]
  package var registerCount: Int
  /// The registers that hold the results after a run.
  package var outputs: [UInt32]
  package var tables: [ValueTable]

  package init(
    layout: Layout, constants: [Double], sections: [[Instruction]], registerCount: Int, outputs: [UInt32],
    tables: [ValueTable] = []
  ) {
    precondition(sections.count == Section.allCases.count)
    self.layout = layout
    self.constants = constants
    self.sections = sections
    self.registerCount = registerCount
    self.outputs = outputs
    self.tables = tables
  }

  /// The table that an instruction looks into, if it does.
  func table(of instruction: Instruction) -> ValueTable? {
    instruction.operation == .lookUp ? tables[Int(instruction.table)] : nil
  }

  package subscript(_ section: Section) -> [Instruction] { sections[section.rawValue] }
}
