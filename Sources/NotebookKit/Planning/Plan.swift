package import Diagnostics
import Dynamics
import Expressions
import Learning

/// A notebook ready to run: its blocks as a graph, every mistake found that can be found without running.
package struct Plan: Sendable {
  package struct Node: Sendable {
    package let call: Call
    package let directive: Directive?
    package let arguments: Arguments?
    /// The labels of the nodes it depends on.
    package let needs: [String]
    package let state: State
    let labelNaming: LabelNaming

    package enum State: Sendable {
      case ready(Planned)
      /// It has mistakes of its own.
      case mistaken([Diagnostic])
      /// It needs a result that cannot be had.
      case blocked(by: String)
      /// `run: no`
      case shownOnly
    }

    package var label: String? { call.label?.text }
    var series: [Looks.Series] { if case .ready(let planned) = state { planned.series } else { [] } }
    package var caption: Prose? { arguments?[Directive.caption] }
  }

  package let notebook: Notebook
  package let parameters: NotebookParameters
  package let nodes: [Node]
  /// Indices of nodes, each after those it needs.
  package let order: [Int]
  package let diagnostics: [Diagnostic]
  package let labels: [String: ResultKind]
  /// The author's style sheet.
  let theme: PageTheme?
  let looks: Looks
  package let limits: Limits
}

extension Plan {
  /// Makes the plan of a notebook.
  ///
  /// - Parameters:
  ///   - files: what the notebook may read.
  ///   - overrides: parameters given by the command.
  ///   - limits: those given by the command, which go over those of the front matter.
  ///   - directives: what blocks may be.
  package init(
    _ notebook: Notebook, files: Files = .none, overrides: [(name: String, value: Fragment)] = [],
    limits: Limits = Limits(), directives: [Directive] = Directive.catalogue
  ) {
    var planner = Planner(notebook, files, notebook.frontMatter.limits.overridden(by: limits), directives)
    self = planner.plan(overrides)
  }
}

private struct Planner {
  private let notebook: Notebook
  private let files: Files
  private let limits: Limits
  private let catalogue: [Directive]
  private var diagnostics: [Diagnostic]
  private let directives: [Directive?]
  private let given: GivenLabels
  private var labels: [String: ResultKind]

  init(_ notebook: Notebook, _ files: Files, _ limits: Limits, _ catalogue: [Directive]) {
    self.notebook = notebook
    self.limits = limits
    self.files = files.limited(to: limits)
    self.catalogue = catalogue
    directives = notebook.prose.calls.map { call in catalogue.first { $0.name == call.name.text } }
    given = GivenLabels(notebook, directives)
    labels = given.kinds
    diagnostics = notebook.diagnostics
  }

  mutating func plan(_ overrides: [(name: String, value: Fragment)]) -> Plan {
    var parameters = notebook.frontMatter.parameters
    for (name, value) in overrides { parameters.override(name, with: value, &diagnostics) }
    diagnostics += given.mistakes
    let swallowed = SwallowedBlocks(notebook.prose.calls, catalogue)
    labels.merge(swallowed.labels) { known, _ in known }
    let read = notebook.prose.calls.enumerated().map { index, call in
      directives[index].map { self.read(call, $0, parameters) }
    }
    let order = order(read.map { $0?.needs ?? [] })
    var nodes: [Plan.Node?] = Array(repeating: nil, count: notebook.prose.calls.count)
    var facts: [String: Facts] = [:]
    for index in order {
      let node = node(index, directives[index], read[index], nodes, facts, parameters)
      if let label = node.label, given.owners[label] == index, case .ready(let planned) = node.state {
        facts.add(planned.facts, label)
      }
      nodes[index] = node
    }
    let planned = nodes.compactMap { $0 }
    let scope = NotebookScope(parameters: parameters, facts: facts, labels: labels)
    let proses =
      [notebook.prose, notebook.frontMatter.title, notebook.frontMatter.abstract].compactMap { $0 }
      + planned.compactMap(\.caption)
    let references = ReferenceCheck(notebook, nodeLabels: swallowed.names.union(given.owners.keys))
    for prose in proses {
      prose.check(in: scope, facts: facts, &diagnostics)
      diagnostics += references.mistakes(in: prose)
    }
    diagnostics += references.notes(in: proses)
    diagnostics = UsedElsewhere(notebook.prose.calls, proses).left(of: diagnostics)
    if !diagnostics.hasErrors {
      let others = planned.filter {
        $0.directive.map { [.sweep, .network, .explore].map(\Directive.name).contains($0.name) } ?? false
      }
      diagnostics += UnreachedEvents(facts, spared: Set(others.flatMap(\.needs))).warnings
    }
    let theme = theme()
    return Plan(
      notebook: notebook, parameters: parameters, nodes: planned, order: order,
      diagnostics: Self.told(diagnostics), labels: labels, theme: theme,
      looks: Looks(planned.map(\.series)),
      limits: limits)
  }

  /// The messages as the author reads them.
  private static func told(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map(\.namingComment).inFileOrder.bounded
  }

  private mutating func theme() -> PageTheme? {
    guard let path = notebook.frontMatter.theme else { return nil }
    do throws(Files.Failure) {
      return PageTheme(Source(path: path.text, bytes: try files.read(path.text)), &diagnostics)
    } catch {
      diagnostics.append(.error("\(error.message): '\(path.text)'", at: path.location, hint: error.hint))
      return nil
    }
  }

  private struct Reading {
    let arguments: Arguments
    let needs: [String]
    let mistakes: [Diagnostic]
    let labelNaming: LabelNaming
  }

  private mutating func read(_ call: Call, _ directive: Directive, _ parameters: NotebookParameters) -> Reading {
    var reading = ArgumentReading(directive: directive.name, parameters: parameters, labels: labels)
    reading.ownLabel = call.label?.text
    reading.fits = given.fits
    let checker = ArgumentChecker(
      what: "'\(directive.name)'", parameters: directive.parameters, listKey: directive.listKey,
      restKey: directive.restKey)
    let arguments: Arguments
    if call.diagnostics.isEmpty {
      arguments = checker.read(call.body, label: call.label?.text, location: call.location, &reading)
    } else {
      // A body that could not be read in full: what was read is checked, but nothing is missed in it.
      arguments = Arguments(label: call.label?.text, location: call.location)
    }
    diagnostics += reading.diagnostics
    var needs: [String] = []
    for reference in reading.references where !needs.contains(reference.owner) { needs.append(reference.owner) }
    return Reading(
      arguments: arguments, needs: needs, mistakes: reading.diagnostics.filter { $0.severity == .error },
      labelNaming: reading.naming)
  }

  /// The nodes so that each comes after those it needs; those in a circle come last and are told so.
  private mutating func order(_ needs: [[String]]) -> [Int] {
    var order: [Int] = []
    var state = Array(repeating: 0, count: needs.count)
    func visit(_ index: Int, _ path: [Int]) {
      guard state[index] == 0 else { return }
      state[index] = 1
      for label in needs[index] {
        guard let owner = given.owners[label] else { continue }
        if state[owner] == 1 {
          let circle = (path + [index]).drop { $0 != owner }.compactMap { notebook.prose.calls[$0].label?.text }
          diagnostics.append(
            .error(
              "'\(label)' needs itself: \((circle + [label]).joined(separator: " → "))",
              at: notebook.prose.calls[index].location,
              hint: circle.count == 1 && directives[index]?.gives == .values
                ? "in its own block a number is named alone: 'k' for '\(label).k'" : nil))
          circular.insert(index)
        } else {
          visit(owner, path + [index])
        }
      }
      state[index] = 2
      order.append(index)
    }
    for index in needs.indices { visit(index, []) }
    return order
  }

  private var circular: Set<Int> = []

  private mutating func node(
    _ index: Int, _ directive: Directive?, _ reading: Reading?, _ nodes: [Plan.Node?], _ facts: [String: Facts],
    _ parameters: NotebookParameters
  ) -> Plan.Node {
    let call = notebook.prose.calls[index]
    func node(_ state: Plan.Node.State) -> Plan.Node {
      Plan.Node(
        call: call, directive: directive, arguments: reading?.arguments, needs: reading?.needs ?? [], state: state,
        labelNaming: reading?.labelNaming ?? LabelNaming())
    }
    guard let directive, let reading else {
      if !call.diagnostics.isEmpty { return node(.mistaken(call.diagnostics)) }
      let mistake = Diagnostic.error(
        "unknown directive '\(call.name.text)'", at: call.name.location,
        hint: Spelling.hint(call.name.text, among: catalogue.map(\.name))
          ?? "'notebook reference' lists the directives")
      diagnostics.append(mistake)
      return node(.mistaken([mistake]))
    }
    let own = call.diagnostics + reading.mistakes
    if given.refused.contains(index) || circular.contains(index) {
      return node(.mistaken(diagnostics.filter { $0.location == call.location || $0.location == call.label?.location }))
    }
    for label in reading.needs {
      guard let owner = given.owners[label], let needed = nodes[owner] else { return node(.blocked(by: label)) }
      if case .ready = needed.state { continue }
      if case .shownOnly = needed.state, own.isEmpty {
        diagnostics.append(
          .warning(
            "this block is not run: it needs '\(label)', which has 'run: no'", at: call.location,
            hint: "leave out 'run: no' there, or write it here as well"))
      }
      return own.isEmpty ? node(.blocked(by: label)) : node(.mistaken(own))
    }
    if own.isEmpty, reading.arguments[Directive.run] == false { return node(.shownOnly) }
    if !call.diagnostics.isEmpty { return node(.mistaken(own)) }
    // A block with a mistake is planned all the same: what else is wrong with it is said at once.
    var planning = Planning(
      parameters: parameters, facts: facts, labels: labels,
      surroundings: Surroundings(files, notebook: notebook.source),
      seed: notebook.frontMatter.seed, limits: limits)
    let found = reading.labelNaming.withFoundNumbers(facts)
    planning.awaitsNumbers = !found.isEmpty
    planning.check(reading.labelNaming)
    let planned = planning.diagnostics.hasErrors ? nil : directive.plan(reading.arguments, &planning)
    planning.adviseOnResults()
    planning.diagnostics = BrokenLines(own + planning.diagnostics).left(of: planning.diagnostics)
    diagnostics += planning.diagnostics
    var mistakes = own + planning.diagnostics.filter { $0.severity == .error }
    if planned == nil, mistakes.isEmpty {
      mistakes.append(
        .error(
          "this '\(directive.name)' cannot be understood as it stands", at: call.location,
          hint: "'notebook reference \(directive.name)' shows its keys"))
      diagnostics += mistakes
    }
    guard let planned, mistakes.isEmpty else { return node(.mistaken(mistakes.inFileOrder)) }
    if directive.name == Directive.solve.name, call.label == nil {
      diagnostics.append(
        .warning(
          "this solve has no label, so nothing can ask for it", at: call.location, hint: "write '{solve #name}'"))
    }
    return node(
      .ready(
        found.isEmpty
          ? planned
          : planned.awaiting(
            found, models: reading.labelNaming.fits.map(\.label), directive, reading.arguments, planning)))
  }
}
