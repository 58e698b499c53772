extension Plan {
  /// What is known of each result without running.
  var facts: [String: Facts] {
    var facts: [String: Facts] = [:]
    for node in nodes {
      if let label = node.label, facts[label] == nil, case .ready(let planned) = node.state {
        facts.add(planned.facts, label)
      }
    }
    return facts
  }

  /// The names that formulas may use.
  var scope: NotebookScope { NotebookScope(parameters: parameters, facts: facts, labels: labels) }

  /// The texts with references and values: the notebook's own, its title and abstract, and captions.
  var proses: [Prose] {
    [notebook.prose, notebook.frontMatter.title, notebook.frontMatter.abstract].compactMap { $0 }
      + nodes.compactMap(\.caption)
  }

  /// Why a block that another needs gave nothing.
  func reasonNotRun(_ label: String) -> String {
    let state = nodes.first { $0.label == label }?.state
    return switch state {
    case .shownOnly, .blocked: "which was not run"
    default: "which has a mistake"
    }
  }
}
