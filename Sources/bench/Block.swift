import Dynamics
import Expressions
import NotebookKit

extension Case {
  /// One right-hand side of a user-written model, alone and in a block of many copies.
  static let block = Case(name: "block") {
    guard let problem = Models.ownSpiking()?.problem(from: 0, to: 1000) else { return [] }
    let block = BlockMachine(problem.field)
    let lanes = BlockMachine.lanes
    for index in problem.parameters.indices {
      block.parameters(index).update(repeating: problem.parameters[index], count: lanes)
    }
    for lane in 0..<lanes {
      block.states[lane] = Clock.hidden(-60 + 0.1 * Double(lane))
      block.states[lanes + lane] = Double(lane)
    }
    block.refresh()
    let runs = 20_000
    let together = Clock.best(of: 9) {
      for _ in 0..<runs { block.run() }
      Clock.consume(block.result(0)[7])
    }
    let machine = Machine(problem.field, parameters: problem.parameters)
    var states = [Clock.hidden(-55), 3]
    let alone = Clock.best(of: 9) {
      var rates = [0.0, 0.0]
      states.withUnsafeBufferPointer { states in
        rates.withUnsafeMutableBufferPointer { rates in
          guard let y = states.baseAddress, let f = rates.baseAddress else { return }
          for _ in 0..<runs * 10 { machine.run(0, y, f) }
        }
      }
      Clock.consume(rates[0])
    }
    states[0] = 0
    let (perLane, perRun) = (1e9 * together / Double(runs * lanes), 1e9 * alone / Double(runs * 10))
    return [
      Line("right-hand side of a user-written model, alone", perRun, unit: "ns", atMost: nil),
      Line("the same in a block of \(lanes)", perLane, unit: "ns per copy", atMost: nil),
      Line("block / alone", perLane / perRun, unit: "x", atMost: 0.25),
    ]
  }
}
