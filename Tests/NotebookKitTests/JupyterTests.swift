import Diagnostics
import Foundation
import NotebookKit
import Testing

/// Notebooks of Jupyter: their structure as nbformat 4.5 wants it, and the way back.
@Suite struct JupyterTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// Every notebook that is shipped, and every fixture.
  static let texts: [URL] = [root.appending(path: "notebooks"), tests.appending(path: "Fixtures")].flatMap { folder in
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "md" }
  }.sorted { $0.path < $1.path }

  /// Forms that a text may have at its edges and around its blocks.
  static let odd = [
    "", "\n", "  \n\n", "text", "text\n\n\n", "\n\n  text\n", "---\ntitle: T\n---\n", "---\ntitle: T\n---",
    "---\n---\ntext",
    "---\nnever closed", "a\r\n\r\n```yaml {values #v}\r\na: 1\r\n```\r\nb\r\n", "a\r\nb\n", "a\rb\n",
    "```yaml {values #v}\na: 1\n```", "```yaml {values #v}\n```\n", "```yaml {values #v}\n\n```\n",
    "a\n```yaml {values #v}\na: 1\n```\nb\n", "~~~~yaml   {values   #v}  \na: 1\n~~~~~\n\n\n\nb",
    "````yaml {values #v}\n```\n````\n", "```yaml {values #v}\na: 1", "> ```yaml {values #v}\n> a: 1\n> ```\n",
    "- ```yaml {values #v}\n  a: 1\n  ```\n- b\n", "```yaml {values}\na: 1\n```\n```yaml {values}\na: 1\n```\n",
    "```{solve}\n```\n", "    # {code}\n\n```yaml\n# {plain}\n```\n", "# {heading}\n",
    "\u{FEFF}é 𝄞 \u{2028} \"\\\t\u{1}\n",
    "a\n<!-- student -->\nb\n<!-- /student -->\nc\n", "[^n]: ```\n\ntext[^n]\n\n```yaml {values #v}\na: 1\n```\n",
  ]

  private static func exported(_ text: [UInt8], variant: Variant = .instructor, files: Files = .none) -> String {
    let notebook = Notebook(parsing: Source(path: "t.md", bytes: text), files: files, variant: variant)
    // Nothing is run: a block that did not run is a cell all the same.
    return written(Report(running: Plan(notebook, files: files, directives: [])))
  }

  private static func written(_ report: Report) -> String {
    let files = ExportFormat.jupyter.files(report, ExportSettings(name: "t"))
    guard files.count == 1, files[0].path == "t.ipynb", case .bytes(let bytes) = files[0].content else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func imported(_ text: String) throws -> JupyterImport {
    try JupyterImport.read(Source(path: "t.ipynb", text: text)).get()
  }

  @Test(arguments: texts) func theImportGivesTheTextBack(file: URL) throws {
    let text = try Data(contentsOf: file)
    let read = try Self.imported(Self.exported(Array(text)))
    #expect(Data(read.markdown.utf8) == text)
    #expect(read.isAsExported && read.notes.isEmpty)
  }

  @Test(arguments: odd) func oddFormsComeBackToo(text: String) throws {
    let read = try Self.imported(Self.exported(Array(text.utf8)))
    // A byte order mark is no part of a source.
    #expect(read.markdown.unicodeScalars.elementsEqual(text.unicodeScalars.drop { $0 == "\u{FEFF}" }))
    #expect(read.isAsExported && read.notes.isEmpty)
  }

  @Test func manyTextsOfOddPiecesComeBack() throws {
    var random = SystemRandom(seed: 7)
    let pieces = [
      "\n", "\n\n", " ", "text", "# {solve #a}", "```", "```yaml {values #v}", "```yaml {values}\na: 1\n```\n", "> ",
      "- ", "---",
      "~~~", "\\", "\"", "    ", "{{ 1 }}", "<!-- solution -->\n", "<!-- /solution -->\n", "$$", "[^n]: ",
    ]
    for _ in 0..<400 {
      let text = (0..<12).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      let read = try Self.imported(Self.exported(Array(text.utf8)))
      #expect(read.markdown == text, "\(text.debugDescription)")
      #expect(read.isAsExported)
    }
  }

  private struct SystemRandom {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }

  // MARK: Structure

  static let lesson = """
    ---
    title: A lesson
    author: A. Author
    ---

    Spikes: {{ run.spikes.count }}, see @fig-v.

    ```yaml {model #rs}
    like: izhikevich
    input: {I: 70*(t >= 100)}
    ```

    ```yaml {solve #run}
    model: rs
    method: euler
    step: 1 ms
    until: 1000 ms
    ```

    ```yaml {plot #fig-v}
    of: run
    caption: It fires {{ run.spikes.count }} times, $v$ over time.
    ```

    - in a list

      ```yaml {compare #tbl}
      of: run
      measure: [count]
      ```

    ```yaml {expect}
    - run.spikes.count == 7
    ```
    """

  @Test func theStructureIsThatOfNbformat() throws {
    let text = Self.written(PageOf(Self.lesson).report)
    let notebook = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    #expect(Set(notebook.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    var ids: Set<String> = []
    var kinds: Set<String> = []
    for cell in cells {
      let id = try #require(cell["id"] as? String)
      #expect(id.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil && ids.insert(id).inserted)
      let kind = try #require(cell["cell_type"] as? String)
      #expect(cell["metadata"] is [String: Any] && cell["source"] is [String])
      var keys: Set = ["cell_type", "id", "metadata", "source"]
      if kind == "code" {
        keys.formUnion(["execution_count", "outputs"])
        #expect(cell["execution_count"] is NSNull)
      }
      #expect(Set(cell.keys) == keys)
      for output in cell["outputs"] as? [[String: Any]] ?? [] {
        let type = try #require(output["output_type"] as? String)
        if type == "error" {
          #expect(Set(output.keys) == ["output_type", "ename", "evalue", "traceback"])
        } else {
          #expect(type == "display_data" && Set(output.keys) == ["output_type", "data", "metadata"])
          let data = try #require(output["data"] as? [String: [String]])
          #expect(data["text/plain"]?.joined().isEmpty == false)
          kinds.formUnion(data.keys)
        }
      }
    }
    #expect(kinds == ["image/svg+xml", "text/html", "text/markdown", "text/plain"])
    #expect(ids.isSuperset(of: ["rs", "run", "fig-v", "tbl", "expect", "title", "front-matter"]))
    // The picture brings its colours along, the caption is filled in, the failure is told, and the source is as it was.
    #expect(text.contains("--plot-1:") && text.contains("It fires 6 times, $v$ over time."))
    #expect(text.contains("does not hold") && text.contains("Spikes: {{ run.spikes.count }}, see @fig-v."))
    #expect(text == Self.written(PageOf(Self.lesson).report))
    #expect(try Self.imported(text).markdown == Self.lesson)
  }

  @Test func includedTextIsShownAndStaysWhereItWas() throws {
    let text = "Before.\n\n<!-- include: part.md -->\n\n```yaml {values #b}\nx: a.x + 1\n```\n"
    let page = PageOf(text, texts: ["part.md": "From the part.\n\n```yaml {values #a}\nx: 1\n```\n"])
    let written = Self.written(page.report)
    #expect(written.contains("From the part.") && written.contains("\"# {values #a}\\n\""))
    let read = try Self.imported(written)
    #expect(read.markdown == text && read.notes == [])
    // A change of what is only shown has no place to go, and is told of.
    let changed = try Self.imported(written.replacing("From the part.", with: "From my part."))
    #expect(changed.markdown == text)
    #expect(changed.notes.count == 1 && changed.notes[0].contains("1 changed cell is left out"), "\(changed.notes)")
    #expect(changed.notes.first?.hasSuffix("('From my part.')") == true)
  }

  @Test func studentsGetNoSolutions() throws {
    let text = "a\n\n<!-- solution -->\nsecret\n<!-- /solution -->\n\nb\n"
    let written = Self.exported(Array(text.utf8), variant: .student)
    #expect(!written.contains("secret"))
    #expect(try Self.imported(written).markdown == "a\n\n\nb\n")
    #expect(Self.exported(Array(text.utf8)).contains("secret"))
  }

  // MARK: Changed notebooks, and those of others

  @Test func anEditWins() throws {
    let text = "a\n\n```yaml {values #v}\nx: 1\n```\n\nb\n"
    let written = Self.exported(Array(text.utf8))
    let edited = written.replacing("\"x: 1\"", with: "\"x: 2\\n\",\n\"```\"").replacing(
      "# {values #v}", with: "# {values #w}")
    let read = try Self.imported(edited)
    #expect(read.markdown == "a\n\n````yaml {values #w}\nx: 2\n```\n````\n\nb\n")
    #expect(!read.isAsExported && read.notes.count == 1)
  }

  /// Readers see numbers, references and equations; what gave them comes back with every paragraph that they left alone.
  @Test func proseIsShownFilledAndComesBackAsWritten() throws {
    let text = """
      # Start {#sec-start}

      ```yaml {values #v}
      x: 2
      ```

      As @sec-start says, x is {{ v.x:.1f }}.

      ```math {#eq-one}
      a = b
      ```

      Twice that is {{ 2*v.x }}, by @eq-one.

      > [!NOTE]
      > Nothing.

      """
    let written = Self.written(PageOf(text).report)
    for part in [
      "As [Section “Start”](#sec-start) says, x is 2.0.", "a = b \\\\tag{1}", "\"$$\\n\"",
      "Twice that is 4, by Equation\u{A0}1.", "> **Note**",
    ] {
      #expect(written.contains(part), "\(part) in \(written)")
    }
    let read = try Self.imported(written)
    #expect(read.markdown == text && read.isAsExported)
    let edited = try Self.imported(written.replacing("Twice that is 4", with: "Twice that is really 4"))
    #expect(
      edited.markdown
        == text.replacing("Twice that is {{ 2*v.x }}, by @eq-one", with: "Twice that is really 4, by Equation\u{A0}1"))
    #expect(edited.notes.count == 2 && edited.notes[0].hasPrefix("1 changed paragraph has the numbers"))
  }

  @Test func aCellAddedInJupyterBecomesTextOrABlock() throws {
    let written = Self.exported(Array("a\n".utf8))
    let cell = """
      {"cell_type": "code", "id": "new", "metadata": {}, "execution_count": 1, "outputs": [], "source": "# {values #n}\\nx: 1"},
      {"cell_type": "markdown", "id": "words", "metadata": {}, "source": ["more\\n", "words"]}
      """
    let read = try Self.imported(written.replacing("\n  }\n ],", with: "\n  },\n\(cell)\n ],"))
    #expect(read.markdown == "a\n```yaml {values #n}\nx: 1\n```\n\nmore\nwords\n\n")
  }

  @Test func anyOtherNotebookBecomesProseAndListings() throws {
    let read = try Self.imported(
      """
      {"nbformat": 4, "nbformat_minor": 2, "metadata": {"language_info": {"name": "python"}}, "cells": [
       {"cell_type": "markdown", "metadata": {}, "source": ["# Title\\n", "{{ braces }}\\n", "```\\n", "{{ code }}\\n", "```"],
        "attachments": {"a.png": {}}},
       {"cell_type": "code", "metadata": {}, "execution_count": 3, "source": "print('```')\\n# {solve}",
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]},
       {"cell_type": "code", "metadata": {}, "execution_count": null, "source": [], "outputs": []},
       {"cell_type": "raw", "metadata": {}, "source": "raw"}]}
      """)
    #expect(
      read.markdown == """
        # Title
        \\{{ braces }}
        ```
        {{ code }}
        ```

        ````python
        print('```')
        # {solve}
        ````

        ```
        raw
        ```

        """)
    #expect(read.notes.count == 2 && !read.isAsExported)
    #expect(read.notes[0].hasPrefix("1 output") && read.notes[1].hasPrefix("1 attached image"))
  }

  @Test(arguments: ["", "{", "[]", "{}", "{\"nbformat\": 3, \"worksheets\": []}", "{\"nbformat\": 4}", "no JSON"])
  func whatIsNoNotebookIsRefused(text: String) {
    guard case .failure(let mistake) = JupyterImport.read(Source(path: "x.ipynb", text: text)) else {
      Issue.record("it was read")
      return
    }
    #expect(mistake.location?.source.path == "x.ipynb" && !mistake.message.isEmpty)
  }
}
