package import Diagnostics

/// The labels of a notebook: where each is given, what it is, and every place that uses it.
package struct LabelIndex: Sendable {
  package struct Definition: Sendable {
    package let label: String
    package let location: Location
    package let subject: Subject

    package enum Subject: Sendable {
      /// A block, by the name of its directive.
      case block(directive: String)
      case still(Prose.StillKind)
      /// A heading, whose id is the author's or made from its words.
      case heading(title: String, isNamed: Bool)
    }
  }

  package private(set) var definitions: [Definition] = []
  package private(set) var uses: [LabelReference] = []

  /// - Parameter plans: of the variants of one notebook.
  init(_ plans: [Plan]) {
    for plan in plans { add(plan) }
    definitions = Self.once(definitions, \.location)
    uses = Self.once(uses, \.location)
  }

  package subscript(_ label: String) -> Definition? { definitions(of: label).first }

  /// Where a label is given; an id that a heading has by its words counts only where nothing else has that name.
  package func definitions(of label: String) -> [Definition] {
    let all = definitions.filter { $0.label == label }
    let written = all.filter { if case .heading(_, false) = $0.subject { false } else { true } }
    return written.isEmpty ? all : written
  }

  /// Where a label is used.
  package func uses(of label: String) -> [LabelReference] { uses.filter { $0.label == label } }

  /// The label that stands at an offset of a file, given or used there.
  package func label(at offset: Int, in path: String) -> LabelReference? {
    let all = uses + definitions.map { LabelReference(label: $0.label, location: $0.location) }
    return all.first { reference in
      reference.location.source.path == path && reference.location.range.lowerBound <= offset
        && offset <= reference.location.range.upperBound && reference.location.text == reference.label
    }
  }

  private mutating func add(_ plan: Plan) {
    for node in plan.nodes {
      guard let label = node.call.label else { continue }
      definitions.append(
        Definition(label: label.text, location: label.location, subject: .block(directive: node.call.name.text)))
    }
    for (label, kind) in plan.notebook.prose.labelled {
      definitions.append(Definition(label: label.text, location: label.location, subject: .still(kind)))
    }
    for heading in plan.notebook.prose.headings {
      definitions.append(
        Definition(
          label: heading.id, location: heading.idLocation,
          subject: .heading(title: heading.title, isNamed: heading.isNamed)))
    }
    let known = Set(definitions.map(\.label))
    let scope = plan.scope
    let names = LabelNames.all(plan.labels)
    for node in plan.nodes {
      for place in node.labelNaming.places { use(place, known) }
      for (formula, own) in node.labelNaming.formulas {
        var scope = scope
        scope.numbers = own
        for place in formula.labels(in: scope) { use(place, known) }
      }
    }
    for prose in plan.proses {
      for reference in prose.references + prose.links { use(reference, known) }
      for item in prose.citations.flatMap(\.items) {
        use(LabelReference(label: item.key.text, location: item.key.location), known)
      }
      for value in prose.allValues {
        var ignored: [Diagnostic] = []
        for place in value.written(names: names, &ignored).labels(in: scope) { use(place, known) }
      }
    }
  }

  /// Takes the label's own bytes of a place: `@euler` and `#euler` name `euler`.
  private mutating func use(_ reference: LabelReference, _ known: Set<String>) {
    guard known.contains(reference.label) else { return }
    let place = reference.location
    let start = max(place.range.lowerBound, place.range.upperBound - reference.label.utf8.count)
    uses.append(
      LabelReference(
        label: reference.label, location: Location(source: place.source, range: start..<place.range.upperBound)))
  }

  /// In the order of the text, each place once.
  private static func once<Item>(_ items: [Item], _ place: (Item) -> Location) -> [Item] {
    var seen: Set<String> = []
    return items.filter { item in
      let place = place(item)
      return seen.insert("\(place.source.path):\(place.range.lowerBound)").inserted
    }.sorted {
      let (a, b) = (place($0), place($1))
      return (a.source.path, a.range.lowerBound) < (b.source.path, b.range.lowerBound)
    }
  }
}
