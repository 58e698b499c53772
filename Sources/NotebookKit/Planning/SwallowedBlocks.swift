import Diagnostics

/// What stands inside of blocks that are never closed or do not begin well: its labels are not there, and that is no mistake of
/// its own.
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
    for (directive, label) in calls.compactMap({ Self.meant($0, catalogue) }) {
      // As it stands there, and as it has to be written.
      for label in [label, String(label.lowercased().map { $0 == "_" ? "-" : $0 })] where labels[label] == nil {
        names.insert(label)
        labels[label] = directive.gives
      }
    }
    self.labels = labels
    self.names = names
  }

  /// What `{slove #s}`, `{solve s}` or `yaml {solve #S}` was to be.
  private static func meant(_ call: Call, _ catalogue: [Directive]) -> (directive: Directive, label: String)? {
    let names = catalogue.map(\.name)
    guard !names.contains(call.name.text) else { return nil }
    let words = call.name.text.split { " {}()[]\"',.".contains($0) }.map(String.init)
    let place = words.firstIndex { names.contains($0) } ?? words.firstIndex { $0 != "yaml" && !$0.hasPrefix("#") }
    guard let place, let name = Spelling.nearest(words[place], among: names),
      let directive = catalogue.first(where: { $0.name == name })
    else { return nil }
    let label = call.label?.text ?? words.dropFirst(place + 1).first
    return label.map { (directive, $0.hasPrefix("#") ? String($0.dropFirst()) : $0) }
  }
}
