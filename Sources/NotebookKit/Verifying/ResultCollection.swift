import Diagnostics
import Expressions

/// The results of a report, and where in the notebook each comes from.
struct ResultCollection {
  let results: PageResults
  /// The fences of blocks, by their names.
  let blockPlaces: [String: Location]
  /// Of each `{{ }}`, in the order of the results.
  let printedPlaces: [Location]
  /// Of parameters, by their names.
  let settingPlaces: [String: Location]

  init(_ report: Report, _ data: PageData) {
    let names = Self.names(report.plan.nodes)
    let blocks = zip(names, zip(report.plan.nodes, report.products)).compactMap { name, pair in
      pair.1.map { PageResults.Block(name, pair.0.directive?.name ?? "", $0) }
    }
    let printed = report.proses.flatMap(\.printed)
    let parameters = report.plan.parameters.parameters
    let settings =
      parameters.map { PageResults.Setting(name: "parameter '\($0.name)'", value: $0.value.text) } + [
        PageResults.Setting(name: "seed", value: String(report.notebook.frontMatter.seed)),
        PageResults.Setting(name: "variant", value: report.notebook.variant.rawValue),
      ]
    results = PageResults(
      tool: ToolVersion.current, source: report.notebook.digest, settings: settings,
      blocks: blocks.filter { !$0.tables.isEmpty || !$0.texts.isEmpty }, printed: printed.map(\.value),
      files: data.links.map { PageResults.File(name: $0.result ?? names[$0.node], block: names[$0.node], id: $0.id) })
    blockPlaces = Dictionary(zip(names, report.plan.nodes.map(\.call.location))) { first, _ in first }
    printedPlaces = printed.map(\.location)
    // What the command line gives stands in no file.
    let written = parameters.filter { $0.value.source.path == report.notebook.source.path }
    settingPlaces = Dictionary(written.map { ("parameter '\($0.name)'", $0.value.location) }) { first, _ in first }
  }

  private static func names(_ nodes: [Plan.Node]) -> [String] {
    var counts: [String: Int] = [:]
    return nodes.map { node in
      if let label = node.label { return label }
      let directive = node.directive?.name ?? "block"
      counts[directive, default: 0] += 1
      return "\(directive) \(counts[directive] ?? 0)"
    }
  }
}

extension Report {
  /// All that has `{{ }}` in it.
  fileprivate var proses: [FilledProse] { [prose] + [title, abstract].compactMap { $0 } + captions.compactMap { $0 } }
}

extension FilledProse {
  fileprivate var printed: [(value: PageResults.Printed, location: Location)] {
    let inText = zip(prose.values, values).map { ($0, $1) }
    let inFormulas = zip(prose.formulas, formulaValues).flatMap { formula, values in
      zip(formula.values.map(\.value), values).map { ($0, $1) }
    }
    return (inText + inFormulas).map { written, value in
      let text = value.map(written.plain)
      let numbers: [Double] =
        switch value {
        case .number(let number)?: [number]
        case .list(let numbers)?: numbers
        case .object(let object)?: object.number.map { [$0] } ?? []
        case .boolean?, .text?, nil: []
        }
      return (
        PageResults.Printed(expression: written.expression.text, text: text, numbers: numbers), written.location
      )
    }
  }
}

extension PageResults.Block {
  fileprivate init(_ name: String, _ directive: String, _ product: Product) {
    var tables: [PageResults.Table] = []
    var texts: [String] = []
    for output in product.outputs {
      switch output {
      case .table(let table):
        tables.append(PageResults.Table(table))
        if let note = table.note { texts.append(note) }
      case .sheet(let table): tables.append(PageResults.Table(table))
      case .definition(let definition): tables += definition.parameters.map { [PageResults.Table($0)] } ?? []
      case .note(let note): texts.append(note)
      case .checks(let checks): texts += checks
      case .figure, .explore: break
      }
    }
    if let named = product.result as? NamedValues {
      let columns = [PageResults.Column(name: "name", unit: nil), PageResults.Column(name: "value", unit: nil)]
      let rows = named.values.map { [PageResults.Cell.text($0.name), PageResults.Cell($0.value)] }
      tables.append(PageResults.Table(columns: columns, rows: rows))
    }
    self.init(name: name, directive: directive, tables: tables, texts: texts)
  }
}
