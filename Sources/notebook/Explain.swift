import ArgumentParser
import Diagnostics
import NotebookKit

/// Says for each block whether the next render runs it, and why.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a block would run, or why its result would be reused.",
    discussion: """
      Results of solves, sweeps, fits and trainings are kept. Figures, tables and checks are made with the page, from the results that they name.
      """)

  @Argument(help: "The notebook.")
  var notebook: String

  @Argument(help: "Labels of blocks; all of them if not given.")
  var labels: [String] = []

  @OptionGroup var planning: PlanOptions
  @OptionGroup var caching: CacheOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the page goes; 'output' in the project's folder if not given.", valueName: "folder"))
  var output: String?

  func run() throws {
    let plan: Plan
    do throws(UnreadableNotebook) { plan = try planning.plan(notebook) } catch {
      Console(isQuiet: false, format: .text).report([error.diagnostic])
      throw ExitStatus(code: 2)
    }
    let known = Set(plan.nodes.compactMap(\.label)).union(plan.stillLabels.keys)
    for label in labels where !known.contains(label) {
      let hint = Spelling.help(label, among: known.sorted()).map { ": " + $0 } ?? ""
      throw ValidationError("\(notebook) has no label '\(label)'\(hint)")
    }
    let cache = caching.cache(for: notebook)
    let page = try Edition.all(of: [notebook], [ParameterGrid.Point.standard], in: output)[0].page
    let reasons = Reasons(
      plan: plan, store: cache?.store(engine: Engine.name) ?? .none,
      old: cache?.memory(of: notebook, page)?.identities ?? [])
    for node in plan.nodes where labels.isEmpty || node.label.map(labels.contains) ?? false {
      // Blocks without a label that are quickly made are of no interest.
      guard node.label != nil || node.keptIdentity != nil else { continue }
      Terminal.write(
        "\(node.label ?? "line \(node.call.location.line)"): \(reasons.reason(of: node))\n", to: .output)
    }
    for label in labels {
      if let what = plan.stillLabels[label] { Terminal.write("\(label): \(what): nothing is computed\n", to: .output) }
    }
    Console(isQuiet: false, format: .text).report(plan.diagnostics)
    if plan.diagnostics.contains(where: { $0.severity == .error }) { throw ExitStatus(code: 2) }
  }

  /// Why blocks run.
  private struct Reasons {
    let plan: Plan
    let store: Store
    /// What each result was a function of when the page was last made.
    let old: [(label: String, identity: Identity)]

    func reason(of node: Plan.Node) -> String {
      switch node.state {
      case .mistaken: return "does not run: it has mistakes"
      case .blocked(let label): return "does not run: it needs '\(label)', which gives no result"
      case .shownOnly: return "does not run: it says 'run: no'"
      case .ready: break
      }
      guard let identity = node.keptIdentity else { return "made with the page" + sources(of: node) }
      return reason(identity, old.first { $0.label == node.label }?.identity)
    }

    /// What a block is made from: `, from euler (reused), rk4 (runs)`.
    private func sources(of node: Plan.Node) -> String {
      let names = node.needs.map { label in
        guard let identity = plan.nodes.first(where: { $0.label == label })?.keptIdentity else { return label }
        return "\(label) (\(store.holds(identity) ? "reused" : "runs"))"
      }
      return names.isEmpty ? "" : ", from " + names.joined(separator: ", ")
    }

    private func reason(_ identity: Identity, _ old: Identity?) -> String {
      if store.holds(identity) {
        let changes = old.map { identity.changes(since: $0) } ?? []
        return changes.isEmpty
          ? "reused: nothing that it depends on has changed"
          : "reused from an earlier run, though \(changes.joined(separator: "; "))"
      }
      guard let old else { return "runs: it has no result from an earlier render" }
      let changes = identity.changes(since: old)
      return changes.isEmpty
        ? "runs: its result is no longer kept, or another version of the tool made it"
        : "runs: \(changes.joined(separator: "; "))"
    }
  }
}
