import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticTextTests {
  @Test func showsPlaceLineCaretAndHint() {
    let marked = MarkedText("a: 1\n⟦stpe⟧: 1 ms\n")
    let diagnostic = Diagnostic.error(
      "unknown key 'stpe'", at: Location(source: marked.source(), range: marked.ranges[0]),
      hint: Spelling.hint("stpe", among: ["step", "until"]))
    #expect(
      diagnostic.text() == """
        test.md:2:1: error: unknown key 'stpe'
           2 | stpe: 1 ms
             | ^~~~
          hint: did you mean 'step'?
        """)
  }

  @Test(arguments: [
    ("é⟦x⟧", 2, 1), ("e\u{301}⟦x⟧", 2, 1), ("日本⟦x⟧", 3, 4), ("🧠⟦x⟧", 2, 2), ("👩‍🔬 ⟦x⟧", 3, 3), ("a\t⟦x⟧", 3, 1),
  ]) func columnsCountCharactersAndCaretsCountCells(marked: String, column: Int, cells: Int) throws {
    let marked = MarkedText(marked)
    let location = Location(source: marked.source(), range: marked.ranges[0])
    #expect(location.column == column)
    let caretLine = try #require(Diagnostic.error("m", at: location).text().split(separator: "\n").last)
    let beforeCaret = caretLine.dropFirst("     | ".count).prefix { $0 != "^" }
    #expect(beforeCaret.count == (marked.text.contains("\t") ? 2 : cells))
  }

  /// A line of thousands of characters is shown around the spot, with the caret under it.
  @Test func longLinesAreCropped() throws {
    let marked = MarkedText(String(repeating: "ab ", count: 500) + "⟦here⟧" + String(repeating: " cd", count: 500))
    let lines = Diagnostic.error("m", at: Location(source: marked.source(), range: marked.ranges[0])).text().split(
      separator: "\n")
    #expect(lines[0] == "test.md:1:1501: error: m")
    #expect(lines[1].count < 400 && lines[1].contains("… ab") && lines[1].hasSuffix("…"))
    let spot = try #require(lines[2].firstIndex(of: "^"))
    #expect(lines[1].dropFirst(lines[2].distance(from: lines[2].startIndex, to: spot)).hasPrefix("here"))
  }

  @Test func aFragmentOfStrippedLinesKnowsTheFile() {
    let marked = MarkedText("> ab: 1\n> cd: ⟦22⟧\n")
    let source = marked.source()
    let fragment = Fragment(source: source, lines: [2..<7, 10..<16])
    #expect(fragment.text == "ab: 1\ncd: 22")
    #expect(fragment.slice(10..<12).location.range == marked.ranges[0])
    #expect(fragment.slice(6..<12).slice(4..<6).location.range == marked.ranges[0])
  }

  @Test(arguments: [
    ("stpe", "step"), ("euler", "euler"), ("rk-4", "rk4"), ("untl", "until"), ("Method", "method"),
  ]) func nearestWord(word: String, expected: String) {
    #expect(Spelling.nearest(word, among: ["step", "until", "method", "euler", "rk4"]) == expected)
  }

  @Test func nothingIsNearToAWordThatIsFar() {
    #expect(Spelling.nearest("banana", among: ["step", "until"]) == nil)
  }
}

extension DiagnosticTextTests {
  /// A stranger's text shows itself, and does not steer the terminal.
  @Test func whatSteersATerminalIsShownAsAMark() {
    let marked = MarkedText("of: ⟦\u{1B}]0;x\u{7}\u{202E}q⟧\u{9B}\n")
    let text = Diagnostic.error(
      "unknown '\u{1B}q'", at: Location(source: marked.source(), range: marked.ranges[0]), hint: "not '\u{7}'"
    ).text()
    #expect(
      !text.unicodeScalars.contains {
        ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
      })
    #expect(text.contains("unknown '␛q'") && text.contains("of: ␛]0;x␇\u{FFFD}q\u{FFFD}") && text.contains("not '␇'"))
  }

  @Test func utf16IsNamed() {
    let bytes = Array("---\n".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(Source(path: "a.md", bytes: [0xFF, 0xFE] + bytes).encodingMistake?.hint?.contains("utf-16") == true)
    #expect(Source(path: "a.md", bytes: [0x61, 0xE4]).encodingMistake?.hint?.contains("latin1") == true)
    #expect(Source(path: "a.md", bytes: Array("ä".utf8)).encodingMistake == nil)
  }
}
