import Diagnostics
import Expressions
import Learning

/// The keys of `pinn`, and which of them belong to which task and trainer.
enum PinnKeys {
  static let task = Parameter(
    "task", .choice([("forward", PinnResult.Task.forward)]),
    "what is trained: `forward` (equations, initial values and events alone)", standard: .forward, "forward")
  static let trainer = Parameter(
    "trainer", .choice([("windows", PinnResult.Trainer.windows)]),
    "how: `windows` (a network with a fixed hidden layer on each of many short windows, by Gauss-Newton)",
    standard: .windows, "windows")

  // MARK: Windows

  static let tolerance = Parameter(
    "tolerance", .residualTolerance,
    "the largest residual on points that the training does not see, in scales of each state per window", standard: 1e-8,
    "1e-8")
  static let neurons = Parameter(
    "neurons", .integer(4...64), "tanh neurons in the hidden layer of each window's network", standard: 24, "24")
  static let steepness = Parameter(
    "steepness", .positive, "the mean slope of a neuron over its window", standard: 2, "2")
  static let seed = Parameter(
    "seed", .integer(0...Int.max), "draws the hidden weights; without it they are spread evenly")
  static let windows = Parameter(
    "windows", .integer(1...1_000_000), "how many windows there may be", standard: 20_000, "20000")

  // MARK: All

  static let against = Parameter(
    "against", .reference([.trajectory]),
    "a reference, or `exact`, for the errors in the summary; the training never sees it")
  static let summary = Parameter(
    "summary", .flag, "whether the page shows the table about the network and its training", standard: true, "yes",
    presentsOnly: true)

  static let all: [any AnyParameter] = [
    SolveKeys.model, task, trainer, SolveKeys.until, SolveKeys.time, ModelKeys.parameters, ModelKeys.initial,
    ModelKeys.input, tolerance, neurons, steepness, seed, windows, against, summary,
  ]

  static func windowOptions(_ arguments: Arguments) -> WindowOptions {
    WindowOptions(
      neurons: arguments[neurons] ?? 24, steepness: arguments[steepness] ?? 2,
      tolerance: arguments[tolerance] ?? 1e-8, seed: arguments[seed].map { UInt64($0) },
      limit: arguments[windows] ?? 20_000)
  }
}

extension ArgumentKind where Value == Double {
  /// A residual that double precision can reach.
  fileprivate static let residualTolerance = ArgumentKind("a positive number of at least 1e-11") { value, reading in
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
