import Diagnostics

/// What stands inside of blocks that are never closed: its labels are not there, and that is no mistake of its own.
struct SwallowedBlocks {
  /// The labels of directives.
  let labels: [String: ResultKind]
  /// These and the labels of headings and formulas.
  let names: Set<String>

  init(_ calls: [Call], _ catalogue: [Directive]) {
    var labels: [String: ResultKind] = [:]
    var names: Set<String> = []
    for call in calls where !call.isClosed {
      for match in call.text.text.matches(of: #/\{(?<directive>[\w-]*) *#(?<label>[^\s{}]+)\}/#) {
        let name = String(match.output.label)
        names.insert(name)
        if let directive = catalogue.first(where: { $0.name == match.output.directive }) {
          labels[name] = directive.gives
        }
      }
    }
    self.labels = labels
    self.names = names
  }
}
