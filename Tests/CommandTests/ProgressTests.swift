import Foundation
import TestSupport
import Testing

/// What is told while the command works.
@Suite struct ProgressTests {
  private static let text = """
    ```yaml {model #m}
    equations: y' = -y
    initial: {y: 1}
    ```
    ```yaml {pinn #net}
    model: m
    trainer: mlp
    until: 1
    layers: 1
    width: 4
    epochs: {adam: 300}
    ```
    ```yaml {sweep #g}
    model: m
    method: heun
    until: 1
    vary: {step: 1/4 to 1/64 by halves}
    measure: steps
    ```
    """

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  @Test func machinesGetOneObjectALine() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "n.md")
    let run = try Command(["render", "n.md", "--progress", "json", "-j", "1"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    let lines = try objects(run.error)
    func events(_ name: String) -> [[String: Any]] { lines.filter { $0["event"] as? String == name } }
    #expect(events("began").count == 3 && events("ended").count == 3)
    #expect(lines.allSatisfy { $0["notebook"] as? String == "n.md" || $0["event"] as? String == "message" })
    #expect(events("ended").compactMap { $0["fraction"] as? Double }.last == 1)
    let trained = events("trained")
    #expect(trained.allSatisfy { $0["label"] as? String == "net" && $0["of"] as? Int == 300 && $0["loss"] != nil })
    #expect(trained.last?["done"] as? Int == 300 && trained.last?["fraction"] as? Double == 1)
    #expect(trained.last?["secondsLeft"] as? Double == 0)
    #expect(events("solved").first?["label"] as? String == "g")
    #expect(events("page").first?["page"] as? String == "output/n.html" && events("page").first?["status"] as? Int == 0)
    #expect((events("message").first?["text"] as? String)?.hasPrefix("n.md -> output/n.html") == true)
  }

  @Test func messagesAreObjectsToo() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text.replacing("heun", with: "huen"), to: "n.md")
    let run = try Command(["render", "n.md", "--progress", "json", "--quiet", "--vary", "x=1"], in: folder)
    #expect(run.status == 2)
    #expect(try objects(run.error).first?["message"] as? String == "the notebook has no parameter 'x'")
    let mistaken = try objects(Command(["render", "n.md", "--progress", "json", "--quiet"], in: folder).error)
    let diagnostic = try #require(mistaken.first { $0["event"] as? String == "diagnostic" })
    #expect(diagnostic["line"] as? Int == 15 && diagnostic["hint"] as? String == "did you mean 'heun'?")
    #expect(!mistaken.contains { $0["event"] as? String == "message" })
    #expect(try Command(["render", "n.md", "--progress", "xml"], in: folder).status == 2)
  }

  @Test func quietSaysNothingAndPlainLinesSayPagesAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "n.md")
    let plain = try Command(["render", "n.md", "--no-cache"], in: folder).error
    #expect(plain.hasPrefix("n.md -> output/n.html (") && plain.split(separator: "\n").count == 1, "\(plain)")
    let quiet = try Command(["render", "n.md", "--no-cache", "--quiet"], in: folder)
    #expect(quiet.error.isEmpty && quiet.output.isEmpty)
  }

  /// On a terminal, what runs stands at its end, and is gone when it is over.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func aTerminalShowsWhatRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text.replacing("adam: 300", with: "adam: 30000"), to: "n.md")
    let run = try Command(
      shell:
        "TERM=xterm script -qec '\"$NOTEBOOK\" render n.md --no-cache' typescript >/dev/null 2>&1 </dev/null; cat typescript",
      in: folder)
    #expect(run.output.contains("n.md 0/3: model m"), "\(run.output)")
    #expect(run.output.contains(#/n\.md 2\/3: pinn net, epoch \d+ of 30000, \d+ s left, \d+ a second, loss [\d.e-]+/#))
    #expect(run.output.contains("\u{1B}[K"))
  }
}
