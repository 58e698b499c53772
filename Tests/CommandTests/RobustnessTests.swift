import Foundation
import TestSupport
import Testing

/// What kills, full disks, locked folders and other runs do to pages and results: nothing that the next run does not mend.
@Suite struct RobustnessTests {
  private static let text = """
    ---
    params: {k: 1}
    ---
    ```yaml {model #m}
    equations: y' = -params.k*y
    initial: {y: 1}
    ```
    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.001
    until: 5
    ```
    ```yaml {sweep #g}
    model: m
    method: heun
    until: 2
    vary: {step: 1/8 to 1/64 by halves}
    measure: [max-error, steps]
    against: exact
    ```
    ```yaml {plot}
    of: s
    ```
    {{ s.y(5):.6f }} {{ g.max-error(step = 1/8):.2e }}
    """

  private func project(_ text: String = Self.text) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "n.md")
    return folder
  }

  private func litter(_ folder: TemporaryFolder) -> [String] {
    folder.files.filter { $0.contains(".notebook-") && !$0.hasPrefix(".notebook-cache") }
      + folder.files.filter { $0.hasPrefix(".notebook-cache/") && $0.contains("/.") && !$0.hasSuffix(".gitignore") }
  }

  /// Killed at random moments, 40 times, or as often as `NOTEBOOK_KILLS` says: every page and every file of numbers is a whole
  /// one, old or new; what was kept is right; and the next run leaves nothing behind of those that were killed.
  @Test func killsLeaveWholeFiles() throws {
    let folder = try project()
    var good: [Int: (page: String, numbers: String)] = [:]
    func arguments(_ k: Int, _ output: String, _ data: String) -> [String] {
      ["render", "n.md", "-j", "1", "-P", "k=\(k)", "-o", output, "--data", data]
    }
    var slowest = 0.0
    for k in 1...4 {
      let start = Date()
      #expect(try Command(arguments(k, "good", "numbers") + ["--no-cache"], in: folder).status == 0)
      slowest = max(slowest, Date().timeIntervalSince(start))
      good[k] = (try folder.read("good/n.html"), try folder.read("numbers/n/s.csv"))
    }
    var random = SplitMix64(seed: 1)
    for round in 0..<(environmentVariable("NOTEBOOK_KILLS").flatMap(Int.init) ?? 40) {
      let k = Int.random(in: 1...4, using: &random)
      // Each third run has to compute everything again.
      if round % 3 == 0 { try? FileManager.default.removeItem(atPath: folder.path + "/.notebook-cache") }
      let process = try Command.started(arguments(k, "output", "data"), in: folder)
      usleep(UInt32(1e6 * Double.random(in: 0...slowest, using: &random)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if folder.has("output/n.html") {
        let page = try folder.read("output/n.html")
        #expect(good.values.contains { $0.page == page }, "round \(round)")
      }
      if folder.has("data/n/s.csv") {
        let numbers = try folder.read("data/n/s.csv")
        #expect(good.values.contains { $0.numbers == numbers }, "round \(round)")
      }
    }
    for k in 1...4 {
      #expect(try Command(arguments(k, "output", "data"), in: folder).status == 0)
      #expect(try folder.read("output/n.html") == good[k]?.page)
      #expect(try folder.read("data/n/s.csv") == good[k]?.numbers)
    }
    #expect(litter(folder).isEmpty, "\(litter(folder))")
  }

  @Test func rendersAtOnceAreAllRight() throws {
    let folder = try project()
    #expect(try Command(["render", "n.md", "--no-cache", "-o", "good"], in: folder).status == 0)
    let good = try folder.read("good/n.html")
    for _ in 0..<3 {
      try? FileManager.default.removeItem(atPath: folder.path + "/.notebook-cache")
      try folder.write("", to: "output/n.html")
      let runs = try (0..<3).map { _ in try Command.started(["render", "n.md"], in: folder) }
      for run in runs {
        run.waitUntilExit()
        #expect(run.terminationStatus == 0)
      }
      #expect(try folder.read("output/n.html") == good)
      #expect(litter(folder).isEmpty, "\(litter(folder))")
    }
  }

  /// The shell's limit on the size of files stands for a disk without room: a write fails half-way.
  @Test func aWriteThatFailsHalfWayLeavesTheOldPage() throws {
    let folder = try project()
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    let old = try folder.read("output/n.html")
    let run = try Command(shell: "ulimit -f 8; exec \"$NOTEBOOK\" render n.md -P k=2", in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("error: cannot write") && run.error.contains("n.html': File too large"), "\(run.error)")
    #expect(try folder.read("output/n.html") == old)
    #expect(litter(folder).isEmpty, "\(litter(folder))")
    #expect(try Command(["render", "n.md", "-P", "k=2"], in: folder).status == 0)
    #expect(try folder.read("output/n.html") != old)
  }

  private static let mayMount: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    return (try? Command(shell: "mkdir d && unshare -rm mount -t tmpfs -o size=64k none d", in: folder))?.status == 0
  }()

  /// On a file system of its own, in a name space of its own: where the system lets us have one.
  @Test(.enabled(if: RobustnessTests.mayMount)) func aFullDiskIsSaid() throws {
    let folder = try project()
    let run = try Command(
      shell:
        "mkdir o && unshare -rm sh -c 'mount -t tmpfs -o size=16k none o && \"$NOTEBOOK\" render n.md -o o; s=$?; ls -A o; exit $s'",
      in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("error: cannot write 'o/n.html': No space left on device"), "\(run.error)")
    #expect(run.output.isEmpty, "\(run.output)")
    // Results that find no room are computed again, and nothing else comes of it.
    let cache = try Command(
      shell:
        "mkdir c && unshare -rm sh -c 'mount -t tmpfs -o size=4k none c && \"$NOTEBOOK\" render n.md -o p --cache c'",
      in: folder)
    #expect(cache.status == 0, "\(cache.error)")
  }

  @Test(.enabled(if: RobustnessTests.mayMount)) func aFolderThatIsReadOnlyIsSaid() throws {
    let folder = try project()
    let lock = "mkdir -p o && unshare -rm sh -c 'mount -t tmpfs -o ro none o && "
    let run = try Command(shell: lock + "\"$NOTEBOOK\" render n.md -o o'", in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("error: cannot write 'o/n.html': Read-only file system"), "\(run.error)")
    let data = try Command(shell: lock + "\"$NOTEBOOK\" render n.md -o p --data o'", in: folder)
    #expect(data.status == 1)
    #expect(data.error.contains("error: cannot write 'o/n': Read-only file system"), "\(data.error)")
    // A cache that cannot be written is no failure.
    #expect(try Command(shell: lock + "\"$NOTEBOOK\" render n.md -o q --cache o'", in: folder).status == 0)
    #expect(try folder.read("q/n.html").hasSuffix("</html>\n"))
  }

  @Test func aFolderThatIsAFileIsSaid() throws {
    let folder = try project()
    try folder.write("", to: "o")
    let run = try Command(["render", "n.md", "-o", "o"], in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("error: cannot write 'o"), "\(run.error)")
  }

  /// Twice, by one worker and by eight, with results kept and without, from another folder, in another language and time zone.
  @Test func theSameNotebookGivesTheSameBytes() throws {
    let folder = try project()
    let other = try TemporaryFolder()
    try other.write(Self.text, to: "deep/er/n.md")
    func files(_ folder: TemporaryFolder, _ arguments: [String], _ environment: [String: String] = [:]) throws
      -> [String]
    {
      let run = try Command(
        ["render"] + arguments + ["-o", "out", "--data", "numbers"], in: folder, environment: environment)
      #expect(run.status == 0, "\(run.error)")
      return try ["out/n.html", "numbers/n/s.csv", "numbers/n/results.json"].map { try folder.read($0) }
    }
    let first = try files(folder, ["n.md", "-j", "1", "--no-cache"])
    #expect(try files(folder, ["n.md", "-j", "1", "--no-cache"]) == first)
    #expect(try files(folder, ["n.md", "-j", "8", "--no-cache"]) == first)
    #expect(try files(folder, ["n.md", "-j", "8"]) == first)
    #expect(try files(folder, ["n.md", "-j", "1"]) == first)
    let abroad = ["TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"]
    #expect(try files(other, ["deep/er/n.md"], abroad) == first)
  }
}
