import Diagnostics
import Dynamics
import Expressions

/// The keys of a network as a whole.
enum NetworkKeys {
  static let like = Parameter(
    "like",
    .choice(
      BuiltInNetwork.catalogue.map { ($0.name, $0) },
      aliases: Dictionary(BuiltInNetwork.catalogue.flatMap { network in network.aliases.map { ($0, network.name) } }) {
        first, _ in first
      }),
    "a published network to begin with: "
      + BuiltInNetwork.catalogue.map { "`\($0.name)` (\($0.title); \($0.source))" }.joined(separator: ", ")
      + "; the other keys replace single parts of it, and `none` in place of a population's or synapses' keys drops them"
  )
  static let populations = Parameter(
    "populations", .named("populations by name", "a population", PopulationKeys.all),
    "the neurons, by the name of their population: letters, digits and `_`")
  static let synapses = Parameter(
    "synapses", .named("synapses by name", "a group of synapses", SynapseKeys.all),
    "the synapses, by a name for each group")
  static let method = Parameter(
    "method", SolveKeys.methodKind,
    "the solver's name: an explicit one that takes fixed steps, such as `explicit-euler`, `midpoint`, `heun`, `rk4` or `sequential-euler`"
  )
  static let step = Parameter("step", .positiveTime, "the step size; the span is a whole number of steps")
  static let substeps = Parameter(
    "substeps", .items("states with a number of substeps each"),
    "for `sequential-euler`: in how many equal parts a state takes each step, `{v: 2}`")
  static let eventTimes = Parameter(
    "event-times", .choice([("grid", SpikingNetwork.EventTimes.grid), ("interpolated", .interpolated)]),
    "when a neuron fires: `grid` tests at the beginning of each step, as published programs do; `interpolated` finds the time inside the step by a straight line, resets there and goes on for the rest of the step; with either a dead time (`refractory`) ends with a step",
    standard: .grid, "grid")
  static let seed = Parameter(
    "seed", .integer(0...Int.max),
    "where all draws begin; if not given, the seed of the front matter and the label do. Each population, group of synapses and noise has draws of its own: adding one changes no other"
  )

  static let all: [any AnyParameter] = [
    like, populations, synapses, method, step, SolveKeys.until, SolveKeys.time, substeps, eventTimes, seed,
  ]
}

/// The keys of one population.
enum PopulationKeys {
  static let size = Parameter("size", .integer(1...SpikingLimits.neurons), "how many neurons")
  static let model = Parameter(
    "model", .modelChoice, "the label of a `model` block, or a built-in model; it has an event named `spike`")
  static let preset = Parameter("preset", .text, "a named set of the built-in model's parameters")
  static let draws = Parameter(
    "draws", .items("names with a draw each"),
    "a random number for each neuron that several of its values may share: `{r: uniform(0, 1)}`")
  static let parameters = Parameter(
    "parameters", .items("parameters with their values"),
    "values of the model's parameters, as formulas over its other parameters, the names under `draws`, and draws of their own: `{c: -65 + 15*r^2, d: normal(8, 0.5)}`; `uniform(low, high)` and `normal(mean, deviation)` draw a number for each neuron"
  )
  static let initial = Parameter(
    "initial", .items("states with their initial values"), "initial values in the same form: `{v: uniform(-70, -50)}`")
  static let input = Parameter(
    "input", .inputs, "the model's inputs before noise and synapses add to them")
  static let noise = Parameter(
    "noise", .items("inputs with a draw each"),
    "what is drawn anew for each neuron and added to an input: `{I: normal(0, 5) every 1 ms}`; without `every` each step draws, so that its effect depends on the step"
  )
  static let record = Parameter(
    "record", .arguments("states to keep", "a recording", RecordKeys.all),
    "states to keep over time: `{neurons: [0, 1], states: [v], every: 1 ms}`")

  static let all: [any AnyParameter] = [
    size, model, preset, draws, parameters, initial, input, noise, record,
  ]
}

/// The keys of a population's recording.
enum RecordKeys {
  static let neurons = Parameter(
    "neurons", .numbers, "which neurons, counted from 0: a list or a range", required: true)
  static let states = Parameter("states", .names, "which states; all of them if not given")
  static let every = Parameter("every", .positiveTime, "the time between two samples; a step if not given")

  static let all: [any AnyParameter] = [neurons, states, every]
}

/// The keys of one group of synapses.
enum SynapseKeys {
  static let from = Parameter(
    "from", .names,
    "the population that fires, several of them, or `all`; or `poisson`: each target has a Poisson process of its own")
  static let to = Parameter("to", .names, "the population that is reached, several of them, or `all`")
  static let probability = Parameter(
    "probability", .number, "the probability that a pair of neurons is connected, each pair by itself; 1 connects all")
  static let inDegree = Parameter(
    "in-degree", .integer(0...SpikingLimits.neurons),
    "how many different neurons of `from`, drawn at random, reach each neuron of `to`, instead of `probability`; several populations are drawn from together"
  )
  static let pairs = Parameter(
    "pairs", .rows,
    "the connected neurons, instead of `probability`: `[[0, 1], [0, 2]]`, source and target counted from 0; a third number is the pair's own weight"
  )
  static let selfConnection = Parameter(
    "self", .flag, "whether a neuron may be connected with itself", standard: true, "yes")
  static let rate = Parameter("rate", .quantity, "for `from: poisson`: how often each process fires, such as `800 Hz`")
  static let weight = Parameter(
    "weight", .line,
    "what one spike adds, a number or a formula with draws for each synapse: `uniform(0, 0.5)`; in the unit of what it acts on, with `reversal` in that of a conductance"
  )
  static let delay = Parameter(
    "delay", .line,
    "the time from a spike to its arrival: at least one step and a whole number of steps, or a formula with draws, which are rounded to steps. Without it a spike acts in the step that it begins (with `interpolated`: in the step after the one that it falls in)"
  )
  static let acts = Parameter(
    "acts", .line,
    "what arriving spikes act on: an input of the target's model, or a state, which jumps, and lets a neuron spike at once where it comes to the threshold; its only input if not given"
  )
  static let decay = Parameter(
    "decay", .positiveTime,
    "the time in which what has arrived at an input decays to 1/e, exactly for any method; without it a spike adds to the input for one step"
  )
  static let reversal = Parameter(
    "reversal", .quantity,
    "the potential E at which no current flows: with it the weight is a conductance g that decays, and the input gets g (E − v)"
  )
  static let potential = Parameter(
    "potential", .line, "the state that stands for v in g (E − v); the first of the model if not given")

  static let all: [any AnyParameter] = [
    from, to, probability, inDegree, pairs, selfConnection, rate, weight, delay, acts, decay, reversal, potential,
  ]
  static let rules: [any AnyParameter] = [probability, inDegree, pairs]
}

/// How large a network may be.
enum SpikingLimits {
  static let neurons = 1_000_000
  static let synapses = 20_000_000
  static let bytes = 2_000_000_000
  /// The longest delay, in steps.
  static let delay = Wiring.longestDelay
  static let recordedNumbers = 10_000_000
}
