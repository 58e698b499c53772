import Diagnostics
import Foundation
import NotebookKit
import TestSupport
import Testing

/// What is said of places in notebooks that are being written.
@Suite struct EditingTests {
  /// The proposals at the only mark of a text.
  private func proposals(_ marked: String) throws -> [String] {
    let text = MarkedText(marked)
    return Analysis(of: text.source()).proposals(at: try #require(text.ranges.first).upperBound).map(\.name)
  }

  private static let above = """
    ---
    params: {I: 70 pA, late: 5}
    ---
    ```yaml {model #m}
    like: izhikevich
    ```
    ```yaml {solve #s-1}
    model: m
    method: rk4
    step: 1
    until: 9
    ```

    """

  /// A text, and what must be among the proposals, or must not.
  @Test(arguments: [
    ("```yaml {⟦⟧", "solve", "rk4"), ("```yaml {so⟦⟧ #x}\n```", "solve", "model #x"),
    ("```yaml {solve #x}\n⟦⟧\n```", "method", "kind"), ("```yaml {solve #x}\nmodel: m\nmo⟦⟧\n```", "method", "model"),
    ("```yaml {solve #x}\nmodel: ⟦⟧\n```", "m", "s-1"), ("> ```yaml {solve #x}\n> model: ⟦⟧\n> ```", "m", "s-1"),
    ("- ```yaml {solve #x}\n  method: r⟦⟧\n  ```", "rkf45", "m"),
    ("```yaml {solve #x}\nevent-times: ⟦⟧\n```", "grid", "m"), ("```yaml {solve #x}\nrun: ⟦⟧\n```", "no", "m"),
    ("```yaml {solve #x}\ninput: {I: params.⟦⟧}\n```", "late", "params"),
    ("```yaml {solve #x}\nuntil: ⟦⟧\n```", "params", "m"),
    ("```yaml {model #x}\nlike: lif⟦⟧\n```", "adex", "x"),
    ("```yaml {model #x}\nlike: ⟦⟧\n```", "m", "x"),
    ("```yaml {model #x}\nlike: izhikevich-2003\npreset: ⟦⟧\n```", "class-1", "izhikevich"),
    ("```yaml {model #x}\nevents:\n  spike:\n    ⟦⟧\n```", "when", "like"),
    ("```yaml {model #x}\nevents: {spike: {when: v > 1, ⟦⟧}}\n```", "set", "like"),
    ("```yaml {model #x}\nequations: |\n  dv/dt = ⟦⟧\n```", "", "like"),
    ("```yaml {plot #x}\nkind: ⟦⟧\n```", "phase", "m"), ("```yaml {plot #x}\nof: [s-1, ⟦⟧]\n```", "s-1", "x"),
    ("```yaml {plot #x}\nof:\n- ⟦⟧\n```", "s-1", "x"), ("```yaml {plot #x}\nmarks: [⟦⟧]\n```", "onset", "s-1"),
    ("```yaml {plot #x}\nlabels: {⟦⟧}\n```", "s-1", "onset"),
    ("```yaml {plot #x}\ncaption: The {{ s-1.⟦⟧ }}\n```", "spikes", "s-1"),
    ("```yaml {plot #x}\ncaption: As in @⟦⟧\n```", "s-1", "spikes"),
    ("```yaml {compare #x}\nof: s-1\nmeasure: [rmse, ⟦⟧]\n```", "spike-error", "s-1"),
    ("```yaml {compare #x}\nagainst: ⟦⟧\n```", "exact", "m"),
    ("```yaml {sweep #x}\nvary:\n  ⟦⟧\n```", "method", "vary"),
    ("```yaml {sweep #x}\nvary:\n  method: [rk4, ⟦⟧]\n```", "heun", "s-1"),
    ("```yaml {sweep #x}\nvary: {step: 1 to 2 by 1, method: [⟦⟧]}\n```", "heun", "s-1"),
    ("```yaml {expect}\n- ⟦⟧\n```", "s-1", "echo"), ("```yaml {expect}\n- 1 < s-1.spikes.⟦⟧\n```", "count", "s-1"),
    ("```yaml {expect}\n- {that: s-1.⟦⟧, hint: no}\n```", "outcome", "s-1"),
    ("```yaml {values #x}\na: 2*s-1.⟦⟧\n```", "steps", "a"), ("```yaml {values #x}\na: ⟦⟧\n```", "s-1", "a"),
    ("{{ ⟦⟧ }}", "s-1", "rk4"), ("{{ 1 - s-1.⟦⟧", "max", "s-1"), ("{{ params.⟦⟧", "I", "s-1"), ("See @⟦⟧", "s-1", "I"),
    ("## Two words\n[it](#⟦⟧)", "two-words", "I"), ("word⟦⟧", "", "s-1"), ("```\n{{ ⟦⟧\n```", "", "s-1"),
    ("```math\n{{ ⟦⟧ }}\n```", "s-1", "m "),
  ]) func proposalsFitTheirPlace(text: String, wanted: String, unwanted: String) throws {
    let found = try proposals(Self.above + text + "\n")
    if wanted.isEmpty { #expect(found.isEmpty) } else { #expect(found.contains(wanted), "\(found)") }
    #expect(!found.contains(unwanted), "\(found)")
  }

  @Test func frontMatterIsProposedTooAndCompletesToKeys() throws {
    #expect(try proposals("---\ntitle: A\nbib⟦⟧\n---\n").contains("bibliography"))
    #expect(try !proposals("---\ntitle: A\n⟦⟧\n---\n").contains("title"))
    let text = MarkedText("```yaml {solve #s}\nmeth⟦⟧\n```")
    let method = Analysis(of: text.source()).proposals(at: text.ranges[0].upperBound).first { $0.name == "method" }
    #expect(method?.insertion == "method: ")
    #expect(method?.range == text.ranges[0].lowerBound - 4..<text.ranges[0].upperBound)
  }

  /// No place of a shipped notebook is a place where questions end badly, and every label leads somewhere.
  @Test func everyPlaceOfALessonHasAnswers() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "notebooks")
    let bytes = try Array(Data(contentsOf: folder.appending(path: "01-explicit-euler.md")))
    let analysis = Analysis(of: Source(path: "01-explicit-euler.md", bytes: bytes))
    for offset in stride(from: 0, through: bytes.count, by: 7) {
      _ = analysis.proposals(at: offset)
      _ = analysis.explanation(at: offset)
      _ = analysis.definitions(at: offset)
    }
    #expect(analysis.names.uses.count > 20)
    for use in analysis.names.uses {
      let place = use.location.range.upperBound
      #expect(use.location.text == use.label)
      #expect(analysis.explanation(at: place)?.text.hasPrefix("`\(use.label)` is ") == true)
      #expect(!analysis.definitions(at: place).isEmpty)
    }
  }

  /// What one variant alone shows is renamed as well, and a word that is no label is not.
  @Test func renamingSeesBothVariantsAndLeavesOtherWordsAlone() throws {
    let text = MarkedText(
      """
      # ⟦Rk4⟧
      ```yaml {model #m}
      like: decay
      ```
      ```yaml {solve #⟦rk4⟧}
      model: m
      method: rk4
      step: 1
      until: 9
      ```
      ```yaml {sweep #s}
      model: m
      vary: {method: [rk4, heun]}
      step: 1
      until: 9
      measure: steps
      ```
      <!-- solution -->
      {{ ⟦rk4⟧.steps + s.steps(method = rk4) }}
      <!-- /solution -->
      <!-- student -->
      {{ ⟦rk4⟧.steps - s.steps(method = rk4) }} in @⟦rk4⟧
      <!-- /student -->
      """)
    let analysis = Analysis(of: text.source())
    #expect(analysis.diagnostics.isEmpty, "\(analysis.diagnostics.map(\.message))")
    let renaming = try analysis.renaming(at: text.ranges[1].lowerBound, to: "runge")
    #expect(Set(renaming.places.map(\.range)) == Set(text.ranges.dropFirst()))
    #expect(throws: Analysis.RenamingRefusal.self) { try analysis.renaming(at: text.ranges[0].lowerBound, to: "x") }
    #expect(throws: Analysis.RenamingRefusal.self) { try analysis.renaming(at: text.ranges[1].lowerBound, to: "s") }
  }

  @Test func renamingIsRefusedWhereUsesMayHide() throws {
    let text = MarkedText(
      "```yaml {model #⟦m⟧}\nlike: decay\n```\n```yaml {solve #s}\nmodel: m\n  method: rk4\n```\n")
    let analysis = Analysis(of: text.source())
    let refusal = #expect(throws: Analysis.RenamingRefusal.self) {
      try analysis.renaming(at: text.ranges[0].lowerBound, to: "n")
    }
    #expect(refusal?.message == "line 4 has a mistake and may mean 'm': correct it first")
  }

  /// libcmark ends a line at a carriage return alone, and messages count lines by line feeds.
  @Test(arguments: ["\r", "a\r\r\n\r", "x\r```math\r", "- \r\n\r> "]) func loneReturnsEndNoLine(odd: String) {
    let text = odd + "\n\n```yaml {solve #s}\nmodel: m\n```\n"
    let found = Analysis(of: Source(path: "n.md", text: text)).diagnostics
    let line = text[..<(text.range(of: "model")?.lowerBound ?? text.startIndex)].utf8.count { $0 == 0x0A } + 1
    #expect(found.first { $0.message == "unknown label 'm'" }?.location?.line == line)
  }

  @Test func positionsCountAsEditorsDo() {
    var text = EditedText("a😀é\r\nb\rc\n")
    func offset(_ line: Int, _ character: Int, _ encoding: PositionEncoding = .utf16) -> Int {
      text.sourceOffset(of: TextPosition(line: line, character: character), encoding)
    }
    #expect(offset(0, 1) == 1)
    #expect(offset(0, 2) == 1)
    #expect(offset(0, 3) == 5)
    #expect(offset(0, 99) == 7)
    #expect(offset(0, 5, .utf8) == 5)
    #expect(offset(1, 1) == 10)
    #expect(offset(2, 0) == 11)
    #expect(offset(9, 0) == 13)
    #expect(text.position(ofSource: 7, .utf16) == TextPosition(line: 0, character: 4))
    #expect(text.position(ofSource: 7, .utf8) == TextPosition(line: 0, character: 7))
    text.replace(
      from: TextPosition(line: 0, character: 1), to: TextPosition(line: 1, character: 0), with: "x\n", .utf16)
    #expect(text.text == "ax\nb\rc\n")
    let marked = EditedText("\u{FEFF}ab")
    #expect(marked.sourceOffset(of: TextPosition(line: 0, character: 2), .utf16) == 1)
    #expect(marked.position(ofSource: 1, .utf16) == TextPosition(line: 0, character: 2))
  }
}
