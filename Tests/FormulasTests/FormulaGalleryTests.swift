import Diagnostics
import Formulas
import Foundation
import Markup
import Testing

/// The formulas of `formulas.txt`: such as stand in textbooks of dynamical systems, numerical analysis, computational
/// neuroscience and machine learning.
enum Textbook {
  struct Entry: Sendable, CustomTestStringConvertible {
    let tex: String
    let isDisplay: Bool
    let heading: String?
    var testDescription: String { tex }

    var formula: Formula { Formula(tex: Fragment(tex, path: "formulas.txt"), isDisplay: isDisplay) }
  }

  static let entries: [Entry] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "formulas.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var heading: String?
    var entries: [Entry] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        heading = String(line.dropFirst(2))
      } else {
        entries.append(Entry(tex: String(line.dropFirst(2)), isDisplay: line.hasPrefix("d"), heading: heading))
        heading = nil
      }
    }
    return entries
  }()
}

@Suite struct FormulaGalleryTests {
  @Test func thereAreEnough() {
    #expect(Textbook.entries.count >= 150)
  }

  @Test(arguments: Textbook.entries)
  func isSetWithoutAComplaint(entry: Textbook.Entry) {
    let formula = entry.formula
    #expect(formula.diagnostics.map { $0.text() } == [])
    #expect(WellFormedness.fault(in: formula.math.html) == nil)
    #expect(!formula.math.html.contains("<merror"))
    #expect(!formula.math.html.contains(" style="))
  }

  /// Writes a page of all of them to the path in `FORMULA_GALLERY`, to be looked at.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FORMULA_GALLERY"] != nil))
  func writesAPage() throws {
    let path = try #require(ProcessInfo.processInfo.environment["FORMULA_GALLERY"])
    var rows: [Markup] = []
    for (number, entry) in Textbook.entries.enumerated() {
      if let heading = entry.heading { rows.append(.tag("h2", [:], .text(heading))) }
      let math = entry.formula.math
      rows.append(
        .tag(
          "div", [:], .tag("code", [:], .text("\(number + 1)  \(entry.tex)")),
          entry.isDisplay ? math : .tag("p", [:], "The formula ", math, " within a line of text.")))
    }
    let style = """
      body { font: 18px/1.5 serif; margin: 1em 2em; width: 1100px }
      code { font-size: 10px; color: gray; display: block; overflow: hidden; white-space: nowrap }
      div { border-bottom: 1px solid #ddd; padding: 0.2em 0 0.5em } p { margin: 0.2em 0 }
      """
    let page = Markup.group([
      .written("<!DOCTYPE html>"), .tag("meta", ["charset": "utf-8"]),
      .tag("style", [:], .written(Formula.style + style)), .tag("body", [:], rows),
    ])
    try page.html.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
