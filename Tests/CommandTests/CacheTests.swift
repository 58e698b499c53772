import Foundation
import TestSupport
import Testing

/// The cache as a user meets it.
@Suite struct CacheTests {
  private static let text = """
    ```yaml {model #m}
    equations: y' = -k*y
    initial: {y: 1}
    parameters: {k: 1}
    ```
    ```yaml {data #d}
    file: values.csv
    columns: {t: number, y: number}
    ```
    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.1
    until: 5
    ```
    ```yaml {plot}
    of: s
    ```
    {{ s.y(5):.6f }} {{ d.y(1) }}
    """

  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "n.md")
    try folder.write("t,y\n0,1\n1,0.37\n", to: "values.csv")
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    return folder
  }

  @Test func anUnchangedNotebookIsNotMadeAgain() throws {
    let folder = try project()
    let page = try folder.read("output/n.html")
    let again = try Command(["render", "n.md"], in: folder)
    #expect(again.status == 0 && again.error.contains("unchanged"))
    // The page is looked at as well: a damaged one is made again.
    try folder.write(String(page.prefix(page.count / 2)) + "broken", to: "output/n.html")
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    #expect(try folder.read("output/n.html") == page)
    #expect(try Command(["render", "n.md", "--no-cache", "-j", "1", "-o", "other"], in: folder).status == 0)
    #expect(try folder.read("other/n.html") == page)
  }

  /// Where nothing can be kept a render says so once, and makes its page.
  @Test func aCacheThatCannotBeWrittenIsTold() throws {
    let folder = try project()
    try folder.write("no folder", to: "kept")
    let run = try Command(["render", "n.md", "--cache", "kept", "-o", "other"], in: folder)
    #expect(
      run.status == 0 && run.error.contains("warning: results are not kept: 'kept' cannot be written"), "\(run.error)")
    #expect(try folder.read("other/n.html") == folder.read("output/n.html"))
    #expect(try !Command(["render", "n.md", "-o", "third"], in: folder).error.contains("warning"))
  }

  /// Why a block does not run is a mistake with a place.
  @Test func explainTellsMistakes() throws {
    let folder = try project()
    try folder.write(Self.text.replacing("step: 0.1", with: "stpe: 0.1"), to: "n.md")
    let run = try Command(["explain", "n.md"], in: folder)
    #expect(run.output.contains("s: does not run: it has mistakes"))
    #expect(run.status == 2 && run.error.contains("unknown key 'stpe'"), "\(run.error)")
  }

  /// What Jupyter Book, MyST and knitr get wrong.
  @Test func aChangedDataFileIsSeen() throws {
    let folder = try project()
    #expect(try folder.read("output/n.html").contains("0.37"))
    try folder.write("t,y\n0,1\n1,0.42\n", to: "values.csv")
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    #expect(try folder.read("output/n.html").contains("0.42"))
  }

  @Test func aRenderSaysWhyItRan() throws {
    let folder = try project()
    #expect(
      try Command(["explain", "n.md", "s"], in: folder).output
        == "s: reused: nothing that it depends on has changed\n")
    try folder.write(Self.text.replacing("{k: 1}", with: "{k: 2}"), to: "n.md")
    #expect(try Command(["explain", "n.md", "s"], in: folder).output == "s: runs: parameter k changed: 1 → 2\n")
    #expect(try Command(["explain", "n.md", "x"], in: folder).status == 2)
    #expect(try Command(["explain", "n.md", "d"], in: folder).output == "d: made with the page\n")
    let cache = try Command(["cache"], in: folder).output
    #expect(cache.hasPrefix(".notebook-cache: 2 results"), "\(cache)")
    #expect(try Command(["cache", "--prune", "0"], in: folder).output.contains("0 results"))
    #expect(
      try Command(["explain", "n.md"], in: folder).output.contains("s: runs: it has no result from an earlier render"))
  }

  @Test func damagedEntriesAreNeverBelieved() throws {
    let folder = try project()
    let page = try folder.read("output/n.html")
    let entries = folder.files.filter { $0.hasPrefix(".notebook-cache/") && $0.count > 70 }
    #expect(entries.count == 2)
    for entry in entries {
      let path = folder.path + "/" + entry
      let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
      var all = stride(from: 0, to: bytes.count, by: max(1, bytes.count / 6)).map { place in
        var damaged = bytes
        damaged[place] ^= 0x20
        return damaged
      }
      // The first and the last byte of the checksum, the last byte of all, and entries that are too short or too long.
      for place in [63, 64, bytes.count - 1] {
        var damaged = bytes
        damaged[place] ^= 1
        all.append(damaged)
      }
      all += [[], Array(bytes.prefix(40)), Array(bytes.prefix(64)), Array(bytes.dropLast()), bytes + [0]]
      for damaged in all {
        try Data(damaged).write(to: URL(fileURLWithPath: path))
        try folder.write("", to: "output/n.html")
        #expect(try Command(["render", "n.md"], in: folder).status == 0)
        #expect(try folder.read("output/n.html") == page)
      }
    }
  }

  @Test func everyKindOfLabelIsExplained() throws {
    let folder = try TemporaryFolder()
    let text = """
      # Title {#top}

      ```math {#eq}
      x
      ```
      <!-- solution -->
      ```yaml {solve #hidden}
      model: m
      method: heun
      step: 0.1
      until: 5
      ```
      <!-- /solution -->
      ```yaml {plot #fig}
      of: s
      ```
      ```yaml {solve #later}
      run: no
      model: m
      method: heun
      step: 0.1
      until: 5
      ```
      ```yaml {solve #wrong}
      model: m
      method: heum
      step: 0.1
      until: 5
      ```
      ```yaml {compare #blocked}
      of: wrong
      measure: steps
      ```

      """
    try folder.write("t,y\n0,1\n", to: "values.csv")
    try folder.write(text + Self.text.replacing("d.y(1)", with: "d.y(0)"), to: "n.md")
    func explained(_ arguments: String...) throws -> String {
      try Command(["explain", "n.md"] + arguments, in: folder).output
    }
    #expect(try explained("top") == "top: a heading: nothing is computed\n")
    #expect(try explained("eq") == "eq: an equation: nothing is computed\n")
    #expect(try explained("fig") == "fig: made with the page, from s (runs)\n")
    #expect(try explained("later") == "later: does not run: it says 'run: no'\n")
    #expect(try explained("wrong") == "wrong: does not run: it has mistakes\n")
    #expect(try explained("blocked") == "blocked: does not run: it needs 'wrong', which gives no result\n")
    #expect(try explained("m", "d") == "m: made with the page\nd: made with the page\n")
    #expect(try explained("hidden") == "hidden: runs: it has no result from an earlier render\n")
    #expect(try explained().contains("hidden: runs"))
    // The student's page has no such block.
    let student = try Command(["explain", "n.md", "hidden", "--variant", "student"], in: folder)
    #expect(student.status == 2 && student.error.contains("n.md has no label 'hidden'"))
    #expect(try !explained("--variant", "student").contains("hidden"))
  }

  @Test func timingsAreSaidAndTracedButNotOnThePage() throws {
    let folder = try project()
    let page = try folder.read("output/n.html")
    let run = try Command(["render", "n.md", "--no-cache", "--timings", "--trace", "trace.json"], in: folder)
    #expect(run.status == 0)
    #expect(run.error.contains("ms  n.md: solve s") && run.error.contains("in 4 blocks"), "\(run.error)")
    let object = try JSONSerialization.jsonObject(with: Data(folder.read("trace.json").utf8)) as? [String: Any]
    let events = try #require(object?["traceEvents"] as? [[String: Any]])
    #expect(events.count == 4 && events.allSatisfy { $0["ph"] as? String == "X" })
    #expect(try folder.read("output/n.html") == page)
  }
}
