import Diagnostics
package import Expressions

/// What a block does: its name, its keys, and how its arguments become a plan.
///
/// A directive is a value in a catalogue; adding one is a file in `Directives/` and a line there. It is declarative and pure:
/// its result depends on its keys, the notebook's parameters, the results and the data it names, and nothing else.
package struct Directive: Sendable {
  package let name: String
  package let summary: String
  /// What its label stands for.
  package let gives: ResultKind
  package let parameters: [any AnyParameter]
  /// The key that a body which is a plain list belongs to.
  package let listKey: String?
  /// The key that takes all entries whose names are the author's own.
  package let restKey: String?
  /// The keys that stand below its keys.
  package let parts: [Part]
  let plan: @Sendable (Arguments, inout Planning) -> Planned?

  init(
    _ name: String, gives: ResultKind, _ summary: String, _ parameters: [any AnyParameter], listKey: String? = nil,
    restKey: String? = nil, parts: [Part] = [],
    plan: @escaping @Sendable (Arguments, inout Planning) -> Planned?
  ) {
    self.name = name
    self.gives = gives
    self.summary = summary
    self.parameters = parameters + (Self.showsSomething(gives) ? [Self.caption] : []) + [Self.echo, Self.run]
    self.listKey = listKey
    self.restKey = restKey
    self.parts = parts
    self.plan = plan
  }

  private static func showsSomething(_ kind: ResultKind) -> Bool {
    switch kind {
    case .model, .data, .sweep, .table, .figure: true
    default: false
    }
  }

  /// Keys of something that stands below a key, as the reference page lists them.
  package struct Part: Sendable {
    /// What has them: `Each of ...`.
    package let title: String
    package let parameters: [any AnyParameter]

    init(_ title: String, _ parameters: [any AnyParameter]) {
      self.title = title
      self.parameters = parameters
    }
  }

  static let caption = Parameter("caption", .prose, "what to see, in a sentence or two", presentsOnly: true)

  /// For directives that draw.
  static let alt = Parameter(
    "alt", .plainText, "what the figure shows, for those who do not see it; made from the data if not given",
    presentsOnly: true)

  /// Keys that every directive has.
  static let echo = Parameter(
    "echo",
    .choice(
      [("folded", Echo.folded), ("open", .open), ("no", .no)], aliases: ["yes": "open", "true": "open", "false": "no"]),
    "how the block's source is shown on the page", standard: .folded, "folded", presentsOnly: true)
  static let run = Parameter("run", .flag, "no shows the block without running it", standard: true, "yes")

  package enum Echo: Sendable { case folded, open, no }
}

/// A directive that is ready to run.
package struct Planned: Sendable {
  /// What others may know of it before it runs.
  package var facts: Facts
  /// What its states will take at least, in bytes, where that is known.
  let keeps: Int
  /// The results and methods that a figure shows, a curve each.
  let series: [Looks.Series]
  let run: @Sendable (Inputs) -> Product

  init(
    _ facts: Facts = Facts(), keeps: Int = 0, showing series: [Looks.Series] = [],
    run: @escaping @Sendable (Inputs) -> Product
  ) {
    self.facts = facts
    self.keeps = keeps
    self.series = series
    self.run = run
  }
}

/// What is known of a result without running: what can be asked of it, and what it is made of.
package struct Facts: Sendable {
  package var shape: Shape?
  package var model: ModelDefinition?
  package var trajectory: TrajectoryFacts?
  package var data: DataFacts?
  /// Columns of data that are there before anything runs, as models may have them for inputs: `wind.d`.
  var recorded: [Recorded] = []
  package var sweep: SweepFacts?
  package var population: PopulationFacts?
  /// What other networks are made from.
  var network: NetworkDefinition?
  /// Whether the numbers of its model are found by running, by a fit or by what builds on one.
  var hasFoundNumbers = false
  /// Of a result with parts that are results too, by their names.
  var parts: [(name: String, facts: Facts)] = []
  /// What it is a function of, for results that take time to compute.
  package var identity: Identity?

  package init(
    shape: Shape? = nil, model: ModelDefinition? = nil, trajectory: TrajectoryFacts? = nil, data: DataFacts? = nil,
    sweep: SweepFacts? = nil, population: PopulationFacts? = nil, identity: Identity? = nil
  ) {
    self.identity = identity
    self.shape = shape
    self.model = model
    self.trajectory = trajectory
    self.data = data
    self.sweep = sweep
    self.population = population
  }
}

extension [String: Facts] {
  /// Adds what is known of a result, and of its parts: `f.low` of `f`.
  mutating func add(_ facts: Facts, _ label: String) {
    self[label] = facts
    for part in facts.parts { self["\(label).\(part.name)"] = part.facts }
  }
}

/// A result with parts that are results too.
protocol Parted {
  var parts: [(name: String, result: any Queryable)] { get }
}

/// The results that a directive named, once they are there.
package struct Inputs: Sendable {
  let results: [String: any Queryable]
  let parameters: NotebookParameters
  /// How the series of figures look.
  var looks = Looks()
  /// Results of earlier runs.
  var store = Store.none
  /// How many threads a block may use; its result does not depend on it.
  var workers = 1
  /// Where times are wanted.
  var stopwatch: Stopwatch?
  /// Is told how far a long computation is.
  var report: @Sendable (WorkStep) -> Void = { _ in }

  func trajectory(_ label: String) -> (any TrajectoryResult)? { results[label] as? any TrajectoryResult }
  func data(_ label: String) -> DataResult? { results[label] as? DataResult }
  func value(_ name: String) -> Value? {
    name == "params" ? .object(ParameterValues(parameters)) : results[name].map { .object($0) }
  }
}

/// How far a long computation is.
package struct WorkStep: Sendable, Codable {
  package enum Unit: String, Sendable, Codable { case epoch, solve }

  package let done: Int
  package let of: Int
  package let unit: Unit
  /// Of a training.
  package let loss: Double?

  init(done: Int, of: Int, unit: Unit, loss: Double? = nil) {
    self.done = done
    self.of = of
    self.unit = unit
    self.loss = loss
  }
}

/// What running a directive gives.
package struct Product: Sendable {
  /// What others may ask of it.
  package var result: (any Queryable)?
  /// What the page shows.
  var outputs: [Output]
  /// What went wrong while it ran; the page and the command show it, and the exit status says so.
  var failures: [Diagnostic]
  /// What its author should know, and is no failure.
  var warnings: [Diagnostic] = []
  /// Whether the result is that of an earlier run; nothing for directives whose results are not kept.
  var isReused: Bool?

  init(
    _ result: (any Queryable)? = nil, _ outputs: [Output] = [], failures: [Diagnostic] = [], isReused: Bool? = nil
  ) {
    self.isReused = isReused
    self.result = result
    self.outputs = outputs
    self.failures = failures
  }
}
