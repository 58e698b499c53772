/// Populations of neurons with synapses between them, in numbers: all that a run is a function of.
package struct SpikingNetwork: Sendable {
  package struct Population: Sendable {
    package let name: String
    package let size: Int
    package let model: NeuronModel
    /// The parameters of each neuron, then its initial states.
    package let values: DrawnValues
    package let receptors: [Receptor]
    package let noises: [Noise]
    package let recording: Recording?
    /// In how many equal parts each state takes a step of a sequential method.
    package let parts: [Int]

    package init(
      name: String, size: Int, model: NeuronModel, values: DrawnValues, receptors: [Receptor], noises: [Noise],
      recording: Recording?, parts: [Int]
    ) {
      self.parts = parts
      self.name = name
      self.size = size
      self.model = model
      self.values = values
      self.receptors = receptors
      self.noises = noises
      self.recording = recording
    }
  }

  /// Where spikes arrive in a neuron.
  package struct Receptor: Sendable, Hashable {
    package enum Target: Sendable, Hashable {
      /// One of the model's ``NeuronModel/addends``.
      case input(Int)
      /// A state, which jumps by the weight.
      case state(Int)
    }
    package let target: Target
    /// The time in which what has arrived decays to 1/e; nothing for pulses of one step.
    package let decay: Double?
    /// The potential at which no current flows: what arrives is a conductance.
    package let reversal: Double?

    /// Whether what arrives acts on an input for one step.
    package var isPulse: Bool { if case .input = target { decay == nil } else { false } }

    package init(target: Target, decay: Double?, reversal: Double?) {
      self.target = target
      self.decay = decay
      self.reversal = reversal
    }
  }

  /// What is drawn anew for every neuron and added to an input.
  package struct Noise: Sendable {
    package let addend: Int
    package let values: DrawnValues
    /// For how many steps a draw stays.
    package let steps: Int
    package let purpose: String

    package init(addend: Int, values: DrawnValues, steps: Int, purpose: String) {
      self.addend = addend
      self.values = values
      self.steps = steps
      self.purpose = purpose
    }
  }

  /// States that are kept over time, every so many steps.
  package struct Recording: Sendable {
    package let neurons: [Int]
    package let states: [Int]
    package let steps: Int

    package init(neurons: [Int], states: [Int], steps: Int) {
      self.neurons = neurons
      self.states = states
      self.steps = steps
    }
  }

  /// Synapses from one population to another.
  package struct Projection: Sendable {
    package let purpose: String
    package let source: Int
    package let target: Int
    package let receptor: Int
    package let rule: Wiring.Rule
    package let allowsSelf: Bool
    package let weight: DrawnValues
    /// In units of time; a delay is a whole number of steps, and 0 where spikes act in the step that they begin.
    package let delay: DrawnValues
    /// Of an in-degree, where the sources are one of several populations that it is drawn from together.
    package var pool: Wiring.Pool?

    package init(
      purpose: String, source: Int, target: Int, receptor: Int, rule: Wiring.Rule, allowsSelf: Bool,
      weight: DrawnValues, delay: DrawnValues
    ) {
      self.purpose = purpose
      self.source = source
      self.target = target
      self.receptor = receptor
      self.rule = rule
      self.allowsSelf = allowsSelf
      self.weight = weight
      self.delay = delay
    }
  }

  /// A Poisson process of its own for each neuron of a population.
  package struct PoissonInput: Sendable {
    /// The most events that a step may have on average.
    package static let mostEvents = 500.0

    package let purpose: String
    package let target: Int
    package let receptor: Int
    /// How many events a step has on average.
    package let mean: Double
    package let weight: DrawnValues

    package init(purpose: String, target: Int, receptor: Int, mean: Double, weight: DrawnValues) {
      self.purpose = purpose
      self.target = target
      self.receptor = receptor
      self.mean = mean
      self.weight = weight
    }
  }

  /// When a spike comes and its jump is made.
  package enum EventTimes: String, Sendable {
    /// At the beginning of a step.
    case grid
    /// Inside a step, where a straight line between the two margins is zero; the rest of the step follows the jump.
    case interpolated
  }

  package var populations: [Population]
  package var projections: [Projection]
  package var poissonInputs: [PoissonInput]
  package let method: LaneMethod
  package let eventTimes: EventTimes
  package let start: Double
  package let end: Double
  package let step: Double
  package let steps: Int
  package let seed: UInt64

  package init(
    populations: [Population], projections: [Projection], poissonInputs: [PoissonInput], method: LaneMethod,
    eventTimes: EventTimes, start: Double, end: Double, step: Double, steps: Int, seed: UInt64
  ) {
    self.populations = populations
    self.projections = projections
    self.poissonInputs = poissonInputs
    self.method = method
    self.eventTimes = eventTimes
    self.start = start
    self.end = end
    self.step = step
    self.steps = steps
    self.seed = seed
  }

  /// The neurons' numbers, population after population.
  package var ranges: [Range<Int>] {
    var next = 0
    return populations.map { population in
      defer { next += population.size }
      return next..<next + population.size
    }
  }
}

/// A fixed-step method as blocks of neurons take it.
package enum LaneMethod: Sendable {
  case explicit(ExplicitRungeKutta)
  /// One state after the other, each in some equal parts.
  case sequential

  /// Nothing for methods that solve equations or choose their steps.
  package init?(_ method: Method) {
    switch method.solver {
    case is SequentialEuler: self = .sequential
    case let method as ExplicitRungeKutta where method.errorWeights == nil: self = .explicit(method)
    default: return nil
    }
  }
}
