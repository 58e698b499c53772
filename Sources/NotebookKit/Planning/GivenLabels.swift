import Diagnostics

/// The labels that a notebook gives: which block has which, and what it stands for.
struct GivenLabels {
  private(set) var kinds: [String: ResultKind] = [:]
  /// The place of its block by label.
  private(set) var owners: [String: Int] = [:]
  /// Those of blocks that may find numbers of a model.
  private(set) var fits: Set<String> = []
  /// Blocks whose label cannot be theirs.
  private(set) var refused: Set<Int> = []
  private(set) var mistakes: [Diagnostic] = []
  private var places: [String: Location] = [:]

  /// - Parameter directives: of the blocks, where they are known.
  init(_ notebook: Notebook, _ directives: [Directive?]) {
    for (index, call) in notebook.prose.calls.enumerated() {
      guard let label = call.label else { continue }
      if isTaken(label.text, at: label.location) {
        refused.insert(index)
      } else if LabelNames.isReserved(label.text) {
        mistakes.append(.error("'\(label.text)' has a meaning of its own and cannot be a label", at: label.location))
        refused.insert(index)
      } else {
        places[label.text] = label.location
        owners[label.text] = index
        guard let directive = directives[index] else { continue }
        kinds[label.text] = directive.gives
        if [Directive.fit.name, Directive.pinn.name].contains(directive.name) { fits.insert(label.text) }
      }
    }
    let still = notebook.prose.labelled.map { ($0.label.text, $0.label.location) }
    let headings = notebook.prose.headings.filter(\.isNamed).map { ($0.id, $0.location) }
    for (label, location) in still + headings {
      _ = isTaken(label, at: location)
      places[label] = location
    }
  }

  private mutating func isTaken(_ label: String, at location: Location) -> Bool {
    guard let first = places[label] else { return false }
    mistakes.append(
      .error(
        "the label '\(label)' is given twice", at: location, notes: [Diagnostic.Note("first here", at: first)]))
    return true
  }
}
