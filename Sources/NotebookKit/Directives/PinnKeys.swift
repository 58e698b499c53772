import Diagnostics
import Expressions
import Learning

/// The keys of `pinn`, and which of them belong to which task.
enum PinnKeys {
  static let task = Parameter(
    "task", .choice([("forward", PinnResult.Task.forward), ("guided", .guided), ("inverse", .inverse)]),
    "what is trained on: `forward` (equations, initial values and events alone), `guided` (equations and `data`), `inverse` (the same, and the `unknown` numbers of the model are found)",
    standard: .forward, "forward")
  static let trainer = Parameter(
    "trainer", .choice([("windows", PinnResult.Trainer.windows), ("mlp", .mlp)]),
    "how: `windows` (networks with a fixed hidden layer on windows of time, by Gauss–Newton), `mlp` (one classical fully connected network over all of it, by Adam and L-BFGS)",
    standard: .windows, "windows")

  static let neurons = Parameter(
    "neurons", .integer(4...64),
    "tanh neurons in the hidden layer of each network; 24, or 20 if guided, or 10 if inverse")
  static let steepness = Parameter(
    "steepness", .positive, "the mean slope of a neuron over its window", standard: 2, "2")

  // MARK: Forward

  static let tolerance = Parameter(
    "tolerance", .residualTolerance,
    "the largest residual on points that the training does not see, in scales of each state per window; `1e-8` if not given"
  )
  static let seed = Parameter(
    "seed", .integer(0...Int.max),
    "draws the hidden weights; without it `mlp` takes the front matter's, and windows spread them evenly")
  static let windows = Parameter(
    "windows", .integer(1...1_000_000), "how many windows there may be; 20000 if not given")

  // MARK: Guided

  static let data = Parameter(
    "data", .label([.data, .trajectory]),
    "the samples that guide: `data` with a column for each measured state, or a solve")
  static let physicsWeight = Parameter(
    "physics-weight", .positive, "how much the equations count against the samples; `1e-3` if not given")
  static let every = Parameter(
    "every", .integer(1...1000),
    "trains on every n-th sample and holds the others out, to tell how much the network knows beyond what it saw; 1 if not given"
  )

  // MARK: Inverse

  /// As in `fit`, but not every network needs it.
  static let unknown = Parameter(FitKeys.unknown.name, FitKeys.unknown.kind, FitKeys.unknown.meaning)

  // MARK: All

  static let against = Parameter(
    "against", .reference([.trajectory]),
    "a reference, or `exact`, for the errors in the summary; the training never sees it")
  static let summary = Parameter(
    "summary", .flag,
    "whether the page shows the table about the network and its training; under `--timings` it says how fast the network answers",
    standard: true, "yes",
    presentsOnly: true)

  /// Keys that not every task has, with the tasks that do.
  private static func owned(_ isMlp: Bool) -> [(keys: [any AnyParameter], tasks: [PinnResult.Task])] {
    [
      ([SolveKeys.until, SolveKeys.time, steepness], [.forward, .guided]),
      ([tolerance, windows], [.forward]),
      ([seed], isMlp ? [.forward, .guided] : [.forward]),
      ([data], [.guided, .inverse]),
      ([physicsWeight, every], [.guided]),
      ([FitKeys.unknown, FitKeys.start, FitKeys.bounds, FitKeys.use, FitKeys.noise, FitKeys.outcome], [.inverse]),
    ]
  }

  static let all: [any AnyParameter] =
    [SolveKeys.model, task, trainer, SolveKeys.until, SolveKeys.time, ModelKeys.parameters, ModelKeys.initial]
    + [ModelKeys.input, neurons, steepness, tolerance, seed, windows, data, physicsWeight, every]
    + MlpKeys.all + [
      unknown, FitKeys.start, FitKeys.bounds, FitKeys.use, FitKeys.noise, FitKeys.outcome, against, summary,
    ]

  /// A key that the task does not use would be ignored in silence.
  static func refuseForeign(_ arguments: Arguments, _ planning: inout Planning) {
    let task = arguments[task] ?? .forward
    let isMlp = arguments[trainer] == .mlp
    if isMlp, task == .inverse {
      planning.fail(
        "'trainer: mlp' has no inverse task", at: arguments.location(of: trainer), hint: "leave 'trainer' out")
    }
    let windowKeys: [any AnyParameter] = [neurons, steepness, tolerance, windows, physicsWeight, every]
    for key in isMlp ? windowKeys : MlpKeys.all where arguments.isMentioned(key) {
      planning.fail(
        "'\(key.name)' belongs to 'trainer: \(isMlp ? "windows" : "mlp")'", at: arguments.place(of: key),
        hint: "this block has 'trainer: \(isMlp ? "mlp" : "windows")'")
    }
    for (keys, tasks) in owned(isMlp) where !tasks.contains(task) {
      for key in keys where arguments.isMentioned(key) {
        planning.fail(
          "'\(key.name)' belongs to 'task: \(tasks.map(\.rawValue).joined(separator: "' or '"))'",
          at: arguments.place(of: key), hint: "this block has 'task: \(task.rawValue)'")
      }
    }
    if task == .inverse {
      for key in [data, unknown] as [any AnyParameter] where !arguments.isMentioned(key) {
        planning.fail(
          "missing key '\(key.name)': an inverse training finds unknown numbers of the model from data",
          at: arguments.location, hint: key.name == "data" ? "name a 'data' block" : "as in 'unknown: [a, b]'")
      }
    }
  }

  static func windowOptions(_ arguments: Arguments) -> WindowOptions {
    WindowOptions(
      neurons: arguments[neurons] ?? 24, steepness: arguments[steepness] ?? 2,
      tolerance: arguments[tolerance] ?? 1e-8, seed: arguments[seed].map { UInt64($0) },
      limit: arguments[windows] ?? 20_000)
  }

  static func segmentOptions(_ arguments: Arguments) -> SegmentOptions {
    SegmentOptions(
      neurons: arguments[neurons] ?? 20, steepness: arguments[steepness] ?? 2,
      physicsWeight: arguments[physicsWeight] ?? 1e-3, stride: arguments[every] ?? 1)
  }

  /// The data of a guided training, with a column for at least one state.
  static func data(_ arguments: Arguments, _ facts: TrajectoryFacts, _ planning: inout Planning) -> LabelReference? {
    guard let reference = arguments[data] else {
      if !arguments.isMentioned(data) {
        planning.fail(
          "missing key 'data': a guided training wants samples", at: arguments.location,
          hint: "name a 'data' block or a 'solve': 'data: euler'")
      }
      return nil
    }
    let names = facts.componentNames
    let known =
      planning.facts[reference.label]?.data?.columns.filter { !$0.isText }.map(\.name)
      ?? planning.facts[reference.label]?.trajectory?.componentNames ?? names
    guard known.contains(where: names.contains) else {
      planning.fail(
        "'\(reference.label)' has no column for \(names.map { "'\($0)'" }.joined(separator: " or "))",
        at: reference.location, hint: "name its columns as the model names its states")
      return nil
    }
    if let data = planning.facts[reference.label]?.data {
      ComparedData(label: reference.label, data: data, facts: facts)
        .checkUnits(of: names, at: reference.location, &planning)
    }
    return reference
  }
}

extension ArgumentKind where Value == Double {
  /// A residual that double precision can reach.
  fileprivate static let residualTolerance = ArgumentKind("a positive number of at least 1e-11", .number) {
    value, reading in
    guard let number = reading.number(value, expected: "a positive number")?.value else { return nil }
    if number >= WindowOptions.tightest, number < 1 { return number }
    let isBelow = number > 0 && number < 1
    reading.fail(
      isBelow ? "the tolerance is below the floor of double precision, 1e-11" : "expected a number from 1e-11 to 1",
      at: value.location,
      hint: isBelow
        ? "the residual would be rounding: 'method: taylor' of 'solve' is there for more digits"
        : "it is the largest residual, in scales of each state per window, such as 1e-8")
    return nil
  }
}
