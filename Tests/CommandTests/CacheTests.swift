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
    try folder.write("broken", to: "output/n.html")
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    #expect(try folder.read("output/n.html") == page)
    #expect(try Command(["render", "n.md", "--no-cache", "-j", "1", "-o", "other"], in: folder).status == 0)
    #expect(try folder.read("other/n.html") == page)
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
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 6)) {
        var damaged = bytes
        damaged[place] ^= 0x20
        try Data(damaged).write(to: URL(fileURLWithPath: path))
        try folder.write("", to: "output/n.html")
        #expect(try Command(["render", "n.md"], in: folder).status == 0)
        #expect(try folder.read("output/n.html") == page)
      }
    }
  }

  /// Killed at any moment: the page is whole, and the next run leaves nothing behind.
  @Test func killsLeaveWholePages() throws {
    let folder = try project()
    let good = try folder.read("output/n.html")
    for round in 0..<12 {
      let step = 0.001 + 0.0001 * Double(round)
      try folder.write(Self.text.replacing("step: 0.1", with: "step: \(step)"), to: "n.md")
      let process = try Command.started(["render", "n.md"], in: folder)
      usleep(UInt32(2000 + 4000 * round))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let page = try folder.read("output/n.html")
      #expect(page.hasSuffix("</html>\n") || page == good)
    }
    try folder.write(Self.text, to: "n.md")
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    #expect(try folder.read("output/n.html") == good)
    #expect(!folder.files.contains { $0.contains(".notebook-") && !$0.hasPrefix(".notebook-cache") })
    #expect(
      !folder.files.contains { $0.hasPrefix(".notebook-cache/") && $0.contains("/.") && !$0.hasSuffix(".gitignore") })
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

  @Test func twoRendersAtOnceAreBothRight() throws {
    let folder = try project()
    let good = try folder.read("output/n.html")
    try folder.write("", to: "output/n.html")
    let runs = try (0..<3).map { _ in try Command.started(["render", "n.md"], in: folder) }
    for run in runs {
      run.waitUntilExit()
      #expect(run.terminationStatus == 0)
    }
    #expect(try folder.read("output/n.html") == good)
  }
}
