/// A model as populations run it: one program that gives rates, margins of events, jumps and modes, in that order.
package struct NeuronModel: Sendable {
  package struct Event: Sendable {
    package let name: String
    /// The states that it sets, and where among the results their new values are.
    package let targets: [Int]
    package let jumps: Range<Int>
    package let isStrict: Bool
    /// Whether the jump makes the condition false; else the event comes once each time that the condition becomes true.
    package let resetsCondition: Bool
    /// Where among the results its dead time is, and the mode that is 1 for that time.
    package let refractory: (result: Int, mode: Int)?
    /// The states that keep their values for that time.
    package let held: [Int]

    package init(
      name: String, targets: [Int], jumps: Range<Int>, isStrict: Bool, resetsCondition: Bool,
      refractory: (result: Int, mode: Int)?, held: [Int]
    ) {
      self.name = name
      self.targets = targets
      self.jumps = jumps
      self.isStrict = isStrict
      self.resetsCondition = resetsCondition
      self.refractory = refractory
      self.held = held
    }
  }

  /// An input that synapses and noise add to: the input is its own value + current − conductance × potential.
  package struct Addend: Sendable {
    /// The parameters that hold the two.
    package let current: Int
    package let conductance: Int?

    package init(current: Int, conductance: Int?) {
      self.current = current
      self.conductance = conductance
    }
  }

  package let program: Program
  package let events: [Event]
  /// The event whose coming is a spike.
  package let spike: Int
  /// Modes that depend on time: the mode, and where its value is among the results; each after those that it uses.
  package let timeModes: [(mode: Int, result: Int)]
  package let addends: [Addend]
  /// How many parameters the model has without those of ``addends``, which come behind them.
  package let parameterCount: Int

  package init(
    program: Program, events: [Event], spike: Int, timeModes: [(mode: Int, result: Int)], addends: [Addend],
    parameterCount: Int
  ) {
    self.program = program
    self.events = events
    self.spike = spike
    self.timeModes = timeModes
    self.addends = addends
    self.parameterCount = parameterCount
  }

  package var stateCount: Int { program.layout.states }
  var rates: Range<Int> { 0..<stateCount }
  var margins: Range<Int> { stateCount..<stateCount + events.count }

  /// How many bytes a neuron takes.
  package var bytesPerNeuron: Int { 8 * (program.registerCount + 2 * stateCount) }
}
