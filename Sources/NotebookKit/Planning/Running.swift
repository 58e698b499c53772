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

  package var diagnostics: [Diagnostic] { (plan.diagnostics + failures).inFileOrder }
}

/// What happens during a run, for those who watch it.
package enum RunProgress: Sendable {
  case began(label: String?, directive: String)
  case ended(label: String?, directive: String)
}

extension Report {
  /// Runs a plan: each block after those it needs. A failure ends its block, and those that need it; the others go on.
  ///
  /// - Parameter failsFast: whether the first failure ends the run.
  package init(running plan: Plan, failsFast: Bool = false, progress: (RunProgress) -> Void = { _ in }) {
    var products: [Product?] = Array(repeating: nil, count: plan.nodes.count)
    var results: [String: any Queryable] = [:]
    var failures: [Diagnostic] = []
    for index in plan.order {
      let node = plan.nodes[index]
      guard case .ready(let planned) = node.state,
        node.needs.allSatisfy({ results[$0] != nil || !plan.givesResult($0) })
      else { continue }
      let name = node.directive?.name ?? ""
      progress(.began(label: node.label, directive: name))
      let product = planned.run(Inputs(results: results, parameters: plan.parameters))
      progress(.ended(label: node.label, directive: name))
      products[index] = product
      failures += product.failures
      if let label = node.label, let result = product.result { results[label] = result }
      if failsFast, !failures.isEmpty { break }
    }
    let inputs = Inputs(results: results, parameters: plan.parameters)
    let isComplete = !failsFast || failures.isEmpty
    let names = LabelNames.all(plan.labels)
    func place(_ location: Location) -> String { "\(location.source.path):\(location.range.lowerBound)" }
    let mistaken = Set(plan.diagnostics.compactMap { $0.location.map(place) })
    func evaluate(_ value: WrittenValue) -> Value? {
      var mistakes: [Diagnostic] = []
      let written = value.written(names: names, &mistakes)
      // Mistakes were found by the plan, and a result that is missing has had its own message.
      let isMissing = written.expression.symbols.contains { plan.labels[$0] != nil && results[$0] == nil }
      if written.expression.hasHole || isMissing || !isComplete { return nil }
      do throws(EvaluationFailure) { return try written.expression.evaluate(inputs.value) } catch {
        if !mistaken.contains(place(written.location)) {
          failures.append(.error(error.message, at: written.fragment.location(error.range), hint: error.hint))
        }
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
  }
}

extension Plan {
  /// Whether a label stands for something that can be asked, and not for a figure or a table.
  func givesResult(_ label: String) -> Bool {
    switch labels[label] {
    case .model, .trajectory, .data, .sweep, .values: true
    default: false
    }
  }
}
