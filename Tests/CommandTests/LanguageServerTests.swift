import Foundation
import TestSupport
import Testing

/// A scripted session of an editor.
@Suite(.timeLimit(.minutes(5))) struct LanguageServerTests {
  private static let notebook = """
    ---
    title: 😀
    params: {⟦I⟧: ⟦70 pA⟧}
    ---
    # First {#sec-one}

    😀 See @⟦fig-v⟧, [it](#fig-v), {{ ⟦euler⟧.spikes.⟦count⟧ }} and {{ params.⟦⟧ }}.

    ```yaml {⟦model⟧ #rs}
    like: ⟦izhikevich⟧
    input: {I: params.⟦I⟧*(t >= 100)}
    ```

    ```yaml {solve #euler}
    ⟦model⟧: ⟦rs⟧
    method: ⟦rk⟧
    step: 1 ms
    until: 1000 ms
    ```

    ```yaml {plot #fig-v}
    of: euler
    ⟦ca⟧
    ```
    """

  private static func labels(_ answer: Any?) -> [String] {
    let items = (answer as? [String: Any])?["items"] as? [[String: Any]] ?? []
    return items.compactMap { $0["label"] as? String }
  }

  private static func text(_ answer: Any?) -> String {
    ((answer as? [String: Any])?["contents"] as? [String: Any])?["value"] as? String ?? ""
  }

  @Test(arguments: [true, false]) func aSessionFromOpeningToExit(utf8: Bool) throws {
    let folder = try TemporaryFolder()
    let general: [String: Any] = utf8 ? ["general": ["positionEncodings": ["utf-8", "utf-16"]]] : [:]
    let editor = try EditorSession(in: folder, capabilities: general)
    #expect(editor.capabilities["positionEncoding"] as? String == (utf8 ? "utf-8" : "utf-16"))
    let text = EditorText(Self.notebook, folder)
    try editor.open(text.uri, text.text)

    let mistakes = try editor.diagnostics(text.uri, version: 1)
    #expect(
      mistakes.map { $0["message"] as? String } == [
        "expected a name after '.'", "unknown method 'rk'\ndid you mean 'rk4'?",
        "expected 'key: value'\nfor several lines of text write 'key: |' on the line above them",
      ])
    #expect(mistakes[1]["range"] as? [String: [String: Int]] == text.range(11, utf8: utf8))
    #expect(mistakes[1]["severity"] as? Int == 1)

    func complete(_ mark: Int) throws -> [String] {
      Self.labels(try editor.request("textDocument/completion", text.at(mark, utf8: utf8)))
    }
    #expect(try complete(2) == ["sec-one", "rs", "euler", "fig-v"])
    #expect(try complete(5) == ["I"])
    #expect(try complete(6).prefix(2) == ["model", "solve"])
    #expect(try complete(7).contains("hodgkin-huxley"))
    #expect(try complete(8) == ["I"])
    #expect(try complete(10) == ["rs"])
    #expect(try complete(11).contains("dormand-prince"))
    #expect(try complete(12).contains("caption"))
    #expect(try !complete(12).contains("of"))

    func hover(_ mark: Int) throws -> String {
      Self.text(try editor.request("textDocument/hover", text.at(mark, utf8: utf8)))
    }
    #expect(try hover(6).contains("defines differential equations"))
    #expect(try hover(7).contains("Dynamical Systems in Neuroscience"))
    #expect(try hover(2).contains("`fig-v` is a figure"))

    let place = try editor.request("textDocument/definition", text.at(10, utf8: utf8)) as? [[String: Any]]
    #expect(place?.count == 1)
    let parameter = try editor.request("textDocument/hover", text.at(8, utf8: utf8))
    #expect(Self.text(parameter) == "`params.I` is 70 pA")
    let given = try editor.request("textDocument/definition", text.at(8, utf8: utf8)) as? [[String: Any]]
    #expect(given?.first?["range"] as? [String: [String: Int]] == text.range(1, utf8: utf8))
    #expect(try editor.end() == 0)
  }

  @Test func queriesMethodsAndMistakesFollowTheText() throws {
    let folder = try TemporaryFolder()
    let editor = try EditorSession(in: folder)
    let text = EditorText(
      Self.notebook.replacing("⟦rk⟧", with: "⟦rk4⟧").replacing("⟦ca⟧", with: "⟦caption⟧: V")
        .replacing("{{ params.⟦⟧ }}", with: "⟦⟧"), folder)
    try editor.open(text.uri, text.text)
    #expect(try editor.diagnostics(text.uri, version: 1).isEmpty)
    let queries = Self.labels(try editor.request("textDocument/completion", text.at(4)))
    #expect(queries.contains("count") && queries.contains("interval"))
    #expect(Self.text(try editor.request("textDocument/hover", text.at(4))).contains("`count`"))
    let method = Self.text(try editor.request("textDocument/hover", text.at(11)))
    #expect(method.contains("order 4"))
    #expect(Self.text(try editor.request("textDocument/hover", text.at(3))).contains("Runge"))

    let references = try editor.request(
      "textDocument/references", text.at(3).merging(["context": ["includeDeclaration": true]]) { $1 })
    #expect((references as? [Any])?.count == 3)
    let symbols = try editor.request("textDocument/documentSymbol", ["textDocument": ["uri": text.uri]])
    let first = (symbols as? [[String: Any]])?.first
    #expect(first?["name"] as? String == "First")
    #expect((first?["children"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["rs", "euler", "fig-v"])

    // An edit in the middle of a line with a character of two units.
    try editor.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": text.uri, "version": 2],
        "contentChanges": [
          ["range": text.range(2), "text": "nowhere"], ["range": text.range(11), "text": "eulr"],
        ],
      ])
    let mistakes = try editor.diagnostics(text.uri, version: 2)
    #expect(
      mistakes.map { $0["message"] as? String } == [
        "nothing is labelled 'nowhere'\nfor an @ that is no reference write '\\@'",
        "unknown method 'eulr'\ndid you mean 'euler'?",
      ])
    try editor.notify("textDocument/didClose", ["textDocument": ["uri": text.uri]])
    #expect(try editor.request("textDocument/hover", text.at(4)) == nil)
    #expect(try editor.end() == 0)
  }

  @Test func renamingChangesEveryUseOrSaysWhyNot() throws {
    let folder = try TemporaryFolder()
    let editor = try EditorSession(in: folder, capabilities: ["textDocument": ["rename": ["prepareSupport": true]]])
    #expect((editor.capabilities["renameProvider"] as? [String: Any])?["prepareProvider"] as? Bool == true)
    let text = EditorText(
      """
      # A {#sec-a}
      @⟦euler⟧ is [here](#⟦euler⟧): {{ ⟦euler⟧.spikes.count + ⟦euler⟧.rmse(v, ⟦euler⟧) }}, $x = {{ ⟦euler⟧.v(1) }}$.
      ```yaml {model #rs}
      like: izhikevich
      input: {I: 70 pA}
      ```
      ```yaml {solve #⟦euler⟧}
      model: rs
      method: euler
      step: 1 ms
      until: 1000 ms
      ```
      ```yaml {plot #fig}
      of: [⟦euler⟧]
      labels: {⟦euler⟧: Euler}
      caption: Of @⟦euler⟧ as in `euler`.
      ```
      ```yaml {expect}
      - ⟦euler⟧.outcome == finished
      - {that: ⟦euler⟧.spikes.count == 2, hint: euler}
      ```
      """, folder)
    try editor.open(text.uri, text.text)
    #expect(try editor.diagnostics(text.uri, version: 1).isEmpty)
    let prepared = try editor.request("textDocument/prepareRename", text.at(3)) as? [String: Any]
    #expect(prepared?["placeholder"] as? String == "euler")
    func rename(_ name: String) throws -> Any? {
      try editor.request("textDocument/rename", text.at(3).merging(["newName": name]) { $1 })
    }
    let changes = (try rename("slow-one") as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    let ranges = (changes?[text.uri] ?? []).compactMap { $0["range"] as? [String: [String: Int]] }
    #expect(Set(ranges) == Set((0..<12).map { text.range($0) }))
    #expect(ranges.count == 12)
    for (name, reason) in [
      ("rs", "the label 'rs' is taken: it is a model, line 3"), ("sec-a", "is taken: it is a section"),
      ("Slow", "'Slow' is not a label"), ("9", "'9' is not a label"),
      ("params", "'params' has a meaning of its own"), ("finished", "would be a mistake"),
    ] {
      let refusal = #expect(throws: EditorSession.Refused.self) { try rename(name) }
      #expect(refusal?.message.contains(reason) == true, "\(refusal?.message ?? "")")
    }
    #expect(try editor.end() == 0)
  }

  /// An open part counts as it is in the editor, and is read as part of the notebook that includes it.
  @Test func includedFilesAreTakenFromTheEditor() throws {
    let folder = try TemporaryFolder()
    let part = "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 1\nuntil: 3\n```\n"
    try folder.write(part, to: "parts/solve.md")
    let editor = try EditorSession(in: folder)
    let text = EditorText(
      "```yaml {model #⟦m⟧}\nlike: decay\n```\n<!-- include: parts/solve.md -->\n\n{{ s.steps }}\n", folder)
    let other = EditorText(part, folder, "parts/solve.md")
    try folder.write(text.text, to: "n.md")
    try editor.open(text.uri, text.text)
    #expect(try editor.diagnostics(text.uri, version: 1).isEmpty)
    try editor.open(other.uri, part)
    #expect(try editor.diagnostics(other.uri, version: 1).isEmpty)
    try editor.change(other.uri, to: part.replacing("rk4", with: "rk5"), version: 2)
    let mistakes = try editor.diagnostics(other.uri, version: 2)
    #expect(mistakes.count == 1)
    #expect((mistakes.first?["message"] as? String)?.hasPrefix("unknown method 'rk5'") == true)
    try editor.change(other.uri, to: part, version: 3)
    let edit = try editor.request("textDocument/rename", text.at(0).merging(["newName": "k"]) { $1 })
    let changes = (edit as? [String: Any])?["changes"] as? [String: [Any]]
    #expect(changes?.mapValues(\.count) == [text.uri: 1, other.uri: 1])
    // What is on the disk counts again after closing.
    try folder.write(part.replacing("until: 3", with: "until: -3"), to: "parts/solve.md")
    try editor.notify("textDocument/didClose", ["textDocument": ["uri": other.uri]])
    try editor.change(text.uri, to: text.text, version: 2)
    #expect(try editor.diagnostics(text.uri, version: 2).isEmpty)
    #expect(try editor.end() == 0)
  }

  @Test func nothingIsRun() throws {
    let folder = try TemporaryFolder()
    let editor = try EditorSession(in: folder)
    let text = EditorText(
      """
      ```yaml {model #m}
      like: lorenz
      ```
      ```yaml {sweep #s}
      model: m
      vary: {method: [rk4, taylor, dormand-prince], rho: 1 to 1000 by 1}
      step: 1e-4
      until: 10000
      measure: steps
      ```
      {{ ⟦s⟧.steps(method = rk4, rho = 28) }}
      """, folder)
    try folder.write(text.text, to: "n.md")
    let clock = ContinuousClock()
    let taken = try clock.measure {
      try editor.open(text.uri, text.text)
      _ = try editor.diagnostics(text.uri, version: 1)
      #expect(Self.text(try editor.request("textDocument/hover", text.at(0))).contains("a sweep"))
    }
    // Its 3000 solves of a hundred million steps each would take days.
    #expect(taken < .seconds(20))
    #expect(try editor.end() == 0)
    #expect(folder.files == ["n.md"])
  }

  @Test func oddMessagesAreAnsweredAsTheProtocolSays() throws {
    let folder = try TemporaryFolder()
    let editor = try EditorSession(in: folder)
    func code(_ method: String, _ parameters: [String: Any]) -> Int? {
      #expect(throws: EditorSession.Refused.self) { try editor.request(method, parameters) }?.code
    }
    #expect(code("textDocument/semanticTokens/full", [:]) == -32601)
    #expect(code("textDocument/hover", ["position": 3]) == -32602)
    #expect(code("initialize", ["capabilities": [:]]) == -32601)
    try editor.notify("textDocument/didChange", ["textDocument": ["uri": "file:///no", "version": 2]])
    try editor.notify("$/setTrace", ["value": "off"])
    let absent: [String: Any] = ["textDocument": ["uri": "untitled:1"], "position": ["line": 9, "character": 9]]
    #expect(try editor.request("textDocument/hover", absent) == nil)
    try editor.open("untitled:1", "@nowhere")
    #expect(try editor.diagnostics("untitled:1", version: 1).count == 1)
    #expect(try editor.request("textDocument/hover", absent) == nil)
    _ = try editor.request("shutdown", nil)
    #expect(code("textDocument/hover", absent) == -32600)
    let input = try Command(["lsp"], in: folder)
    #expect(input.status == 1)
  }
}
