import Diagnostics
import Foundation
import NotebookKit
import TestSupport
import Testing

/// Random edits: the server stays alive, and its last word on each version is what `check` says of that text.
///
/// A thousand of them; as many as `NOTEBOOK_EDITS` says, where it says so.
@Suite(.timeLimit(.minutes(60))) struct EditingFuzzTests {
  private static let notebook = """
    ---
    title: Edits
    params: {I: 70 pA}
    ---
    # One {#one}
    Text with $x^2$, {{ s.spikes.count:.1f }}, @fig, [a](#one) and [^n].

    [^n]: Note.

    ```yaml {model #m}
    like: izhikevich
    input: {I: params.I*(t >= 100 ms)}
    ```
    - ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.5 ms
      until: 200 ms
      ```

    | a | b |
    |---|--:|
    | 1 | {{ params.I }} |

    ```yaml {plot #fig}
    of: s
    y: v
    caption: The cell, {{ s.spikes.first }}.
    ```
    ```yaml {expect}
    - s.spikes.count == 1
    ```
    """

  private static let fragments = [
    "```yaml {solve #t}\n", "```\n", "```", "{{ ", " }}", "@s", "[^n]", "$$", "$", "---\n", "\n", "\r\n", "\r", "\t",
    " ",
    "  ", "- ", "> ", "# ", "{#one}", "<!-- solution -->\n", "<!-- /solution -->\n", "<!-- include: n.md -->\n",
    "model: m\n", "method: euler\n", "of: [s, t]\n", "{I: 1, ", "[", "]", "(", ")", "|", "\u{FEFF}", "😀", "e\u{301}",
    "\u{2212}", "\u{A0}", "“", "params.", "params.I", "s.", "expect", "1e400", "^^", "\\", "\u{0}", "équation: |\n",
    "&a",
  ].map { Array($0.unicodeScalars) }

  /// A text as the test keeps it: nothing of it is the server's.
  private struct Text {
    var scalars: [Unicode.Scalar]

    var string: String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }

    func position(_ index: Int) -> [String: Int] {
      var (line, character) = (0, 0)
      for (offset, scalar) in scalars[..<index].enumerated() {
        let endsLine = scalar == "\n" || scalar == "\r" && (offset + 1 == scalars.count || scalars[offset + 1] != "\n")
        if endsLine {
          (line, character) = (line + 1, 0)
        } else if scalar != "\r" {
          character += UTF16.width(scalar)
        }
      }
      return ["line": line, "character": character]
    }

    /// Where a byte of the source stands: a source has no mark at its front.
    func index(ofByte byte: Int) -> Int {
      var left = byte + (scalars.first == "\u{FEFF}" && byte > 0 ? 3 : 0)
      var index = 0
      while index < scalars.count, left >= UTF8.width(scalars[index]) {
        left -= UTF8.width(scalars[index])
        index += 1
      }
      return index
    }

    /// A place that an editor can name: none between the two signs of a line end.
    func place(_ random: inout SplitMix64) -> Int {
      let index = Int.random(in: 0...scalars.count, using: &random)
      let isInside = index > 0 && index < scalars.count && scalars[index - 1] == "\r" && scalars[index] == "\n"
      return isInside ? index - 1 : index
    }
  }

  @Test func randomEditsLeaveNoStaleMistake() throws {
    let count = ProcessInfo.processInfo.environment["NOTEBOOK_EDITS"].flatMap { Int($0) } ?? 1000
    let folder = try TemporaryFolder()
    let editor = try EditorSession(in: folder)
    let path = folder.path + "/n.md"
    let uri = URL(fileURLWithPath: path).absoluteString
    let original = Array(Self.notebook.unicodeScalars)
    var text = Text(scalars: original)
    var random = SplitMix64(seed: 20_261_126)
    var version = 1
    var edits = 0
    try editor.open(uri, text.string)
    while edits < count {
      // From time to time the text is as it was, so that edits meet a notebook and not a heap.
      var changes: [[String: Any]] = []
      if version % 60 == 0 {
        text.scalars = original
        changes.append(["text": text.string])
      }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        edits += 1
        let first = text.place(&random)
        var last = first
        var pasted: [Unicode.Scalar] = []
        switch Int.random(in: 0..<4, using: &random) {
        case 0: pasted = [Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))]
        case 1: pasted = Self.fragments.randomElement(using: &random) ?? []
        case 2:
          let (a, b) = (text.place(&random), text.place(&random))
          pasted = Array(text.scalars[min(a, b)..<min(max(a, b), min(a, b) + 80)])
        default: last = min(text.scalars.count, first + Int.random(in: 1...20, using: &random))
        }
        if last < text.scalars.count, last > 0, text.scalars[last - 1] == "\r", text.scalars[last] == "\n" { last -= 1 }
        last = max(first, last)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: pasted)
        changes.append([
          "range": ["start": text.position(first), "end": text.position(last)], "text": String(view),
        ])
        text.scalars.replaceSubrange(first..<last, with: pasted)
      }
      version += 1
      try editor.notify(
        "textDocument/didChange", ["textDocument": ["uri": uri, "version": version], "contentChanges": changes])
      // Several versions at once now and then: only the last one is waited for.
      if version % 3 == 0 { continue }
      let published = try editor.diagnostics(uri, version: version)
      let source = Source(path: path, text: text.string)
      let files = Files { name throws(Files.Failure) in
        if name == "n.md" { return source.bytes }
        throw .missing()
      }
      let expected = Plan(Notebook(parsing: source, files: files), files: files).diagnostics
      let found = published.map(Self.described)
      let wanted = expected.map { Self.described($0, text) }
      try #require(found == wanted, "version \(version) of\n\(text.string)")
      try Self.ask(editor, uri, text, &random)
    }
    #expect(try editor.end() == 0)
  }

  /// A question about some place, whose answer may be that there is none.
  private static func ask(_ editor: EditorSession, _ uri: String, _ text: Text, _ random: inout SplitMix64) throws {
    let question =
      ["completion", "hover", "definition", "rename", "documentSymbol"].randomElement(using: &random) ?? ""
    let parameters: [String: Any] = [
      "textDocument": ["uri": uri], "position": text.position(text.place(&random)), "newName": "other",
    ]
    do { _ = try editor.request("textDocument/\(question)", parameters) } catch is EditorSession.Refused {}
  }

  private static func described(_ item: [String: Any]) -> String {
    let range = item["range"] as? [String: [String: Int]] ?? [:]
    func place(_ end: String) -> String { "\(range[end]?["line"] ?? -1):\(range[end]?["character"] ?? -1)" }
    return "\(place("start"))-\(place("end")) \(item["severity"] ?? 0) \(item["message"] ?? "")"
  }

  private static func described(_ diagnostic: Diagnostic, _ text: Text) -> String {
    func place(_ byte: Int?) -> String {
      let position = byte.map { text.position(text.index(ofByte: $0)) } ?? ["line": 0, "character": 0]
      return "\(position["line"] ?? -1):\(position["character"] ?? -1)"
    }
    let range = diagnostic.location?.range
    let message = diagnostic.message + (diagnostic.hint.map { "\n" + $0 } ?? "")
    return "\(place(range?.lowerBound))-\(place(range?.upperBound)) \(diagnostic.severity == .error ? 1 : 2) \(message)"
  }
}
