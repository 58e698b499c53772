import Diagnostics

/// The numbers of figures, tables, equations, sections and footnotes, in the order of the page, and the text of references.
///
/// They are counted in the whole notebook, so that a number means the same in the student's variant and the instructor's.
struct Numbering {
  enum Kind {
    case figure
    case table
    case equation

    func word(_ words: PageWords) -> String {
      switch self {
      case .figure: words.figure
      case .table: words.table
      case .equation: words.equation
      }
    }
  }

  /// By node: what it shows, numbered.
  private(set) var nodes: [Int: (kind: Kind, number: Int)] = [:]
  /// By formula.
  private(set) var equations: [Int: Int] = [:]
  /// By image or table of the text that has a caption.
  private(set) var exhibits: [Int: (kind: Kind, number: Int)] = [:]
  /// By heading, where sections are numbered: `2.1`.
  private(set) var sections: [Int: String] = [:]
  /// By the labels of footnotes.
  private(set) var notes: [String: Int] = [:]
  private var labels: [String: String] = [:]

  /// Where something stands, whatever the variant.
  private struct Place: Hashable {
    let path: String
    let offset: Int

    init(_ location: Location) {
      path = location.source.path
      offset = location.range.lowerBound
    }
  }

  init(_ report: Report) {
    let notebook = report.notebook
    let words = notebook.frontMatter.words
    let whole = notebook.whole ?? notebook.prose
    var numbers: [Place: (kind: Kind, number: Int)] = [:]
    var sectionNumbers: [Place: String] = [:]
    var counts: [Kind: Int] = [:]
    var sections = SectionCount(whole.headings)
    func count(_ kind: Kind, _ location: Location) {
      counts[kind, default: 0] += 1
      numbers[Place(location)] = (kind, counts[kind] ?? 0)
    }
    for piece in whole.pieces {
      switch piece {
      case .call(let index):
        let call = whole.calls[index]
        if let kind = call.shows { count(kind, call.location) }
        for reference in call.caption?.noteReferences ?? [] { note(reference.label) }
      case .formula(let index):
        if let label = whole.formulas[index].label { count(.equation, label.location) }
      case .exhibit(let index):
        count(whole.exhibits[index].kind == .figure ? .figure : .table, whole.exhibits[index].location)
      case .headingStart(let index):
        let heading = whole.headings[index]
        sectionNumbers[Place(heading.location)] = sections.next(heading.level)
      case .noteReference(let index): note(whole.noteReferences[index].label)
      default: break
      }
    }
    for (index, node) in report.plan.nodes.enumerated() {
      guard let number = numbers[Place(node.call.location)] else { continue }
      nodes[index] = number
      if let label = node.label { labels[label] = "\(number.kind.word(words)) \(number.number)" }
    }
    for (index, formula) in notebook.prose.formulas.enumerated() {
      guard let label = formula.label, let number = numbers[Place(label.location)] else { continue }
      equations[index] = number.number
      labels[label.text] = "\(words.equation) \(number.number)"
    }
    for (index, exhibit) in notebook.prose.exhibits.enumerated() {
      guard let number = numbers[Place(exhibit.location)] else { continue }
      exhibits[index] = number
      if let label = exhibit.label { labels[label.text] = "\(number.kind.word(words)) \(number.number)" }
    }
    guard notebook.frontMatter.numbersSections else { return }
    for (index, heading) in notebook.prose.headings.enumerated() {
      guard let number = sectionNumbers[Place(heading.location)] else { continue }
      self.sections[index] = number
      labels[heading.id] = "\(words.section) \(number)"
    }
  }

  private mutating func note(_ label: String) {
    if notes[label] == nil { notes[label] = notes.count + 1 }
  }

  /// `Figure 3`, where the label has a number.
  func text(_ label: String) -> String? { labels[label] }
}

/// Counts headings: `1`, `1.1`, `1.2`, `2`. The highest level that the notebook uses is the first.
private struct SectionCount {
  private let top: Int
  private var counts: [Int] = []

  init(_ headings: [Heading]) { top = headings.map(\.level).min() ?? 1 }

  mutating func next(_ level: Int) -> String {
    let depth = level - top
    while counts.count > depth + 1 { counts.removeLast() }
    while counts.count < depth + 1 { counts.append(0) }
    counts[depth] += 1
    return counts.map(String.init).joined(separator: ".")
  }
}

extension Call {
  /// What the block shows that has a number. One that failed keeps its number: those of the others do not depend on it.
  var shows: Numbering.Kind? {
    guard let directive = Directive.catalogue.first(where: { $0.name == name.text }), isOn("run") else { return nil }
    switch directive.gives {
    case .figure: return .figure
    case .table: return .table
    // Samples of a result are shown where that is asked for.
    case .data where entry(SampleKeys.from.name) != nil && entry("show") == nil: return nil
    case .data, .sweep: return isOn("show") ? .table : nil
    // A result that comes with a table, such as a fit's estimates.
    case .trajectory: return directive.parameters.contains { $0.name == Directive.caption.name } ? .table : nil
    default: return nil
    }
  }

  /// The caption, where it matters to the numbers of the page.
  var caption: Prose? {
    guard let text = entry("caption")?.fragment, text.bytes.contains(UInt8(ascii: "[")) else { return nil }
    return Prose(parsing: text)
  }

  private func isOn(_ key: String) -> Bool { !["no", "false", "off"].contains(entry(key)?.fragment?.text) }

  private func entry(_ key: String) -> BodyValue? {
    guard case .mapping(let entries, _) = body else { return nil }
    return entries.first { $0.key.text == key }?.value
  }
}
