import Diagnostics

/// Parameters that a model does not use and its notebook does: those of a stimulus that the `input` of a solve is made of, what a
/// model that is `like` another takes from it, and what is asked for in prose and checks.
struct UsedElsewhere {
  private var names: Set<String> = []

  private static let formulas: Set<String> = ["equations", "events", "input", "initial"]

  init(_ calls: [Call], _ proses: [Prose]) {
    for value in proses.flatMap(\.values) { add(.text(value.expression)) }
    for call in calls {
      if [Directive.values.name, Directive.expect.name].contains(call.name.text) { add(call.body) }
      guard case .mapping(let entries, _) = call.body else { continue }
      let isLikeAnother = call.name.text == Directive.model.name && entries.contains { $0.key.text == "like" }
      for entry in entries where isLikeAnother && Self.formulas.contains(entry.key.text) || entry.key.text == "input" {
        add(entry.value)
      }
    }
  }

  private mutating func add(_ value: BodyValue) {
    switch value {
    case .text(let fragment), .block(let fragment):
      names.formUnion(fragment.text.names.map(String.init))
    case .mapping(let entries, _): for entry in entries { add(entry.value) }
    case .list(let items, _): for item in items { add(item) }
    case .nothing: break
    }
  }

  /// Without the warnings that are about one of them.
  func left(of diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.filter { diagnostic in
      guard case .unusedParameter(let name) = diagnostic.subject else { return true }
      return !names.contains(name)
    }
  }
}
