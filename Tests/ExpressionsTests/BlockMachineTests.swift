import Dynamics
import Expressions
import TestSupport
import Testing

/// Many copies at once give the bits that each gives alone.
@Suite struct BlockMachineTests {
  private static let layout = Program.Layout(states: 2, modes: 0, parameters: 1)
  private static let names: [String: UInt32] = ["x": 0, "y": 1, "t": 2, "p": 3]

  @Test func everyLaneHasTheBitsOfTheScalarMachine() {
    var generator = ExpressionGenerator(seed: 5)
    for _ in 0..<3000 { Self.compare(generator.expression(), &generator.random) }
  }

  /// The kernel's table of operations is in the order of the enumeration.
  @Test(arguments: Operation.allCases) func everyOperationIsTheSame(operation: Operation) {
    var random = SplitMix64(seed: UInt64(operation.rawValue))
    let program = Program(
      layout: Self.layout, constants: [],
      sections: [[], [], [], [Program.Instruction(operation, target: 4, 0, 1, 3)]], registerCount: 5, outputs: [4],
      tables: [ValueTable(times: [-2, 0, 0, 0.5], values: [1, 3, 4, -1], span: -2...2)])
    Self.compare(program, "\(operation)", &random)
  }

  private static func compare(_ expression: Expression, _ random: inout SplitMix64) {
    let program = ProgramBuilder.program([expression], layout: layout, names: names, definitions: [:])
    compare(program, expression.text, &random)
  }

  private static func compare(_ program: Program, _ text: String, _ random: inout SplitMix64) {
    let block = BlockMachine(program)
    let lanes = BlockMachine.lanes
    let odd = [0, -0.0, 1, -1, .infinity, -.infinity, .nan, 1e300, -1e-300, 0.5, 2, 710]
    func value() -> Double {
      Int.random(in: 0..<4, using: &random) == 0
        ? odd[Int.random(in: 0..<odd.count, using: &random)] : Double.random(in: -3...3, using: &random)
    }
    for lane in 0..<lanes {
      for state in 0..<2 { block.states[state * lanes + lane] = value() }
      block.times[lane] = value()
      block.parameters(0)[lane] = value()
    }
    block.refresh()
    block.run()
    for lane in 0..<lanes {
      let machine = Machine(program, parameters: [block.parameters(0)[lane]], mayBeCompiled: false)
      let alone = machine.results(block.times[lane], [block.states[lane], block.states[lanes + lane]])[0]
      let together = block.result(0)[lane]
      let isSame = alone.bitPattern == together.bitPattern || (alone.isNaN && together.isNaN)
      #expect(isSame, "\(text): \(alone) \(together)")
      if !isSame { return }
    }
  }
}
