package import Diagnostics
import Expressions

/// What a notebook gave: the products of its blocks and the values of its prose.
package struct Report: Sendable {
  package let plan: Plan
  /// By node; nothing for nodes that did not run.
  package let products: [Product?]
  /// The notebook's text, title and abstract, and the captions by node, with their values filled in.
  package let prose: FilledProse
  package let title: FilledProse?
  package let abstract: FilledProse?
  package let captions: [FilledProse?]
  /// What went wrong while it ran.
  package let failures: [Diagnostic]
  /// What is odd about the values of the prose.
  private let remarks: [Diagnostic]

  package var notebook: Notebook { plan.notebook }

  package enum Status: Int, Sendable {
    case good = 0
    /// A directive failed, or an expectation did not hold.
    case failed = 1
    /// The notebook has mistakes that can be found without running it.
    case mistaken = 2
  }

  package var status: Status {
    plan.diagnostics.hasErrors ? .mistaken : failures.isEmpty ? .good : .failed
  }

  package var diagnostics: [Diagnostic] {
    // What is odd about a figure of a result that broke off has been said of the result.
    let failed = plan.labels(of: products.map { $0?.failures.isEmpty == false })
    let warnings = zip(plan.nodes, products).flatMap { node, product -> [Diagnostic] in
      let results = node.needs.filter(plan.givesResult)
      return !results.isEmpty && results.allSatisfy(failed.contains) ? [] : product?.warnings ?? []
    }
    return (plan.diagnostics + failures + warnings + remarks).inFileOrder
  }
}

/// What happens during a run, for those who watch it.
package enum RunProgress: Sendable, Codable {
  case began(label: String?, directive: String)
  case ended(label: String?, directive: String)
  /// Comes first: how many blocks there are to run.
  case planned(blocks: Int)
  case advanced(label: String?, directive: String, WorkStep)
}

/// A block whose result takes time to compute: what it is a function of, and whether it had to be computed.
package struct Computation: Sendable {
  package let label: String?
  package let identity: Identity
  package let isReused: Bool
}

extension Report {
  /// Runs a plan: each block after those it needs. A failure ends its block, and those that need it; the others go on.
  ///
  /// - Parameters:
  ///   - failsFast: whether the first failure ends the run.
  ///   - store: results of earlier runs.
  ///   - stopwatch: where tables may tell times.
  package init(
    running plan: Plan, failsFast: Bool = false, store: Store = .none, stopwatch: Stopwatch? = nil,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) {
    var state = RunState(plan, store)
    var hasFailed = false
    progress(.planned(blocks: plan.readyCount))
    for index in plan.order where !(failsFast && hasFailed) && !state.isOverfull {
      guard let planned = state.planned(index) else { continue }
      let (label, name) = plan.nodes[index].naming
      progress(.began(label: label, directive: name))
      var inputs = state.inputs
      inputs.report = { progress(.advanced(label: label, directive: name, $0)) }
      inputs.stopwatch = stopwatch
      let product = planned.run(inputs)
      progress(.ended(label: label, directive: name))
      state.finish(index, product)
      hasFailed = hasFailed || !product.failures.isEmpty
    }
    self.init(state.isOverfull ? state.abandoned : state, isComplete: (!failsFast || !hasFailed) && !state.isOverfull)
  }

  /// The same with blocks that do not need one another side by side.
  package static func running(
    _ plan: Plan, workers: Workers, store: Store, stopwatch: Stopwatch? = nil,
    progress: @escaping @Sendable (RunProgress) -> Void
  ) async -> Report {
    var state = RunState(plan, store)
    progress(.planned(blocks: plan.readyCount))
    var waiting = plan.order
    var done = Set(plan.nodes.indices.filter { if case .ready = plan.nodes[$0].state { false } else { true } })
    var owners: [String: Int] = [:]
    for index in plan.nodes.indices {
      if let label = plan.nodes[index].label { owners[label] = owners[label] ?? index }
    }
    await withTaskGroup(of: (Int, Product).self) { group in
      while !state.isOverfull {
        for index in waiting where plan.nodes[index].needs.allSatisfy({ owners[$0].map(done.contains) ?? true }) {
          waiting.removeAll { $0 == index }
          guard let planned = state.planned(index) else {
            done.insert(index)
            continue
          }
          let (label, name) = plan.nodes[index].naming
          var inputs = state.inputs
          inputs.report = { progress(.advanced(label: label, directive: name, $0)) }
          inputs.workers = workers.count
          inputs.stopwatch = stopwatch
          let given = inputs
          group.addTask {
            await workers.run {
              progress(.began(label: label, directive: name))
              defer { progress(.ended(label: label, directive: name)) }
              return (index, planned.run(given))
            }
          }
        }
        guard let (index, product) = await group.next() else { break }
        state.finish(index, product)
        done.insert(index)
      }
    }
    return Report(state.isOverfull ? state.abandoned : state, isComplete: !state.isOverfull)
  }

  private init(_ state: RunState, isComplete: Bool) {
    let plan = state.plan
    let (products, results) = (state.products, state.results)
    var failures = plan.order.flatMap { products[$0]?.failures ?? [] }
    let inputs = state.inputs
    let failed = plan.labels(of: products.map { $0?.failures.isEmpty == false })
    var remarks: [Diagnostic] = []
    var digits = ShownDigits()
    let names = LabelNames.all(plan.labels)
    let scope = plan.scope
    let mistakes = plan.diagnostics.filter { $0.severity == .error }.compactMap(\.location)
    func isMistaken(_ location: Location) -> Bool {
      mistakes.contains {
        $0.source.path == location.source.path && location.range.contains($0.range.lowerBound)
      }
    }
    func evaluate(_ value: WrittenValue) -> Value? {
      var found: [Diagnostic] = []
      let asWritten = value.written(names: names, &found)
      let (written, _, own) = asWritten.joiningUnits(besides: scope, &found).inUnits(of: scope, &found)
      // Mistakes were found by the plan, and a result that is missing or broken off has had its own message.
      let isMissing = written.expression.symbols.contains {
        plan.givesResult($0) && results[$0] == nil || plan.isMistaken($0)
      }
      if written.expression.hasHole || isMissing || !isComplete || isMistaken(value.location) { return nil }
      do throws(EvaluationFailure) {
        var result = try written.expression.evaluate(inputs.value)
        if let unit = value.unit, let own, let number = result.number {
          let model = { (label: String) in plan.facts[label]?.model }
          let onScale = written.expression.isOnScale(model) ? unit.temperature(of: number, in: own) : nil
          let own = written.expression.isDifference(model) ? own.ofDifferences : own
          result = .number(onScale ?? unit.magnitude(of: number, decimal: nil, in: own) ?? number)
        }
        // It says why where it is no number.
        if result.reasonAgainstNumber != nil { return .number(try written.expression.number(inputs.value)) }
        if case .number(let number) = result,
          let failure = written.failure(number, called: written.expression.text)
        {
          failures.append(failure)
          return nil
        }
        if let remark = digits.remark(on: written, printed: result.number, value.format, inputs.value) {
          remarks.append(remark)
        }
        return result
      } catch {
        if written.expression.symbols.contains(where: failed.contains) { return nil }
        failures.append(.error(error.message, at: written.fragment.location(error.range), hint: error.hint))
        return nil
      }
    }
    self.plan = plan
    self.products = products
    let matter = plan.notebook.frontMatter
    prose = FilledProse(plan.notebook.prose, evaluate)
    title = matter.title.map { FilledProse($0, evaluate) }
    abstract = matter.abstract.map { FilledProse($0, evaluate) }
    captions = plan.nodes.map { $0.caption.map { FilledProse($0, evaluate) } }
    self.failures = failures
    self.remarks = remarks
  }
}

extension Plan.Node {
  fileprivate var naming: (label: String?, directive: String) { (label, directive?.name ?? "") }
}

extension Report {
  /// The blocks whose results are kept, in the order of the page.
  package var computations: [Computation] {
    zip(plan.nodes, products).compactMap { node, product in
      guard case .ready(let planned) = node.state, let identity = planned.facts.identity,
        let isReused = product?.isReused
      else { return nil }
      return Computation(label: node.label, identity: identity, isReused: isReused)
    }
  }
}

extension Plan {
  fileprivate var readyCount: Int { nodes.count { if case .ready = $0.state { true } else { false } } }

  /// Labels that stand for no block: of formulas, images, tables and headings, with what they are.
  package var stillLabels: [String: String] {
    let still = notebook.prose.labelled.map { ($0.label.text, $0.kind.rawValue) }
    let headings = notebook.prose.headings.filter(\.isNamed).map { ($0.id, "a heading") }
    return Dictionary(still + headings) { first, _ in first }
  }

  /// The labels of some of the nodes.
  func labels(of chosen: [Bool]) -> Set<String> {
    Set(zip(nodes, chosen).compactMap { $1 ? $0.label : nil })
  }

  /// Whether a label is that of a block with a mistake, which never runs.
  fileprivate func isMistaken(_ label: String) -> Bool {
    nodes.contains { node in
      if case .ready = node.state { false } else { node.label == label }
    }
  }

  /// Whether a label stands for something that can be asked, and not for a figure or a table.
  func givesResult(_ label: String) -> Bool {
    switch labels[label] {
    case .model, .trajectory, .data, .sweep, .population, .values: true
    default: false
    }
  }
}

extension Plan.Node {
  /// What its result is a function of, where it is kept: of literal data and of samples it is not.
  package var keptIdentity: Identity? {
    guard case .ready(let planned) = state, directive?.gives != .data else { return nil }
    return planned.facts.identity
  }
}
