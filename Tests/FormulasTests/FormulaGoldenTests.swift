import Diagnostics
import Formulas
import Foundation
import Markup
import Testing

/// Whole formulas, against `golden.txt`: TeX, and under it the MathML as an outline.
///
/// `FORMULA_RECORD=1 swift test --filter FormulaGoldenTests` writes the file anew; read what changed before you keep it.
@Suite struct FormulaGoldenTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "golden.txt")

  @Test func formulasAreSetAsRecorded() throws {
    let recorded = try String(contentsOf: Self.file, encoding: .utf8)
    let blocks = recorded.split(separator: "\n\n").map { $0.split(separator: "\n", maxSplits: 1).map(String.init) }
    let current = blocks.map { block in
      block[0] + "\n" + Self.outline(of: String(block[0].dropFirst(2)), isDisplay: block[0].hasPrefix("d"))
    }
    if ProcessInfo.processInfo.environment["FORMULA_RECORD"] != nil {
      try current.joined(separator: "\n\n").appending("\n").write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(blocks.count >= 15)
    for (block, current) in zip(blocks, current) {
      #expect(block.joined(separator: "\n").trimmingCharacters(in: .newlines) == current)
    }
  }

  private static func outline(of tex: String, isDisplay: Bool) -> String {
    let formula = Formula(tex: Fragment(tex, path: "f"), isDisplay: isDisplay)
    guard case .element(_, _, let parts) = formula.math, case .element(_, _, let content)? = parts.first else {
      return ""
    }
    return content.dropLast().flatMap { lines($0, margin: "  ") }.joined(separator: "\n")
  }

  /// An element a line; what holds letters alone stays on one.
  private static func lines(_ markup: Markup, margin: String) -> [String] {
    guard case .element(let name, let attributes, let content) = markup, height(markup) > 2 else {
      return [margin + markup.html]
    }
    let tag = Markup.element(name, attributes: attributes, content: [.text("")]).html.dropLast(name.utf8.count + 3)
    return [margin + tag] + content.flatMap { lines($0, margin: margin + "  ") } + ["\(margin)</\(name)>"]
  }

  private static func height(_ markup: Markup) -> Int {
    guard case .element(_, _, let content) = markup else { return 0 }
    return 1 + (content.map(height).max() ?? 0)
  }
}
