import Diagnostics

/// The numbers of figures, tables and equations, in the order of the page, and the text of references to them.
struct Numbering {
  enum Kind: String {
    case figure = "Figure"
    case table = "Table"
    case equation = "Equation"
  }

  /// By node: what it shows, numbered.
  private(set) var nodes: [Int: (kind: Kind, number: Int)] = [:]
  /// By formula.
  private(set) var equations: [Int: Int] = [:]
  private var labels: [String: String] = [:]

  init(_ report: Report) {
    var counts: [Kind: Int] = [:]
    func next(_ kind: Kind) -> Int {
      counts[kind, default: 0] += 1
      return counts[kind] ?? 0
    }
    let prose = report.notebook.prose
    for piece in prose.pieces {
      switch piece {
      case .call(let index):
        guard let kind = Self.kind(report.plan.nodes[index]) else { continue }
        let number = next(kind)
        nodes[index] = (kind, number)
        if let label = report.plan.nodes[index].label { labels[label] = "\(kind.rawValue) \(number)" }
      case .formula(let index):
        guard let label = prose.formulas[index].label else { continue }
        let number = next(.equation)
        equations[index] = number
        labels[label.text] = "Equation \(number)"
      default: break
      }
    }
  }

  /// A figure that failed keeps its number: the numbers of the others do not depend on it.
  private static func kind(_ node: Plan.Node) -> Kind? {
    if case .shownOnly = node.state { return nil }
    switch node.directive?.gives {
    case .figure: return .figure
    case .table: return .table
    case .data, .sweep: return node.showsData ? .table : nil
    default: return nil
    }
  }

  /// `Figure 3`, where the label has a number.
  func text(_ label: String) -> String? { labels[label] }
}

extension Plan.Node {
  /// Whether a `data` or `sweep` block is shown as a table.
  var showsData: Bool { arguments?[DataKeys.show] ?? true }
}
