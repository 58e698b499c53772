import Foundation
import TestSupport
import Testing

/// Pages that follow their files, served to this machine alone.
@Suite(.serialized) struct PreviewTests {
  private static let text = """
    ---
    params: {k: 1}
    ---
    # First {#sec-first}

    Word one.

    ```yaml {model #m}
    equations: y' = -params.k*y
    initial: {y: 1}
    ```
    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.01
    until: 5
    ```

    # Second {#sec-second}

    ```yaml {plot #fig}
    of: s
    ```
    {{ s.y(5):.6f }}
    """

  private func project(_ text: String = Self.text) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "n.md")
    return folder
  }

  /// As many editors save: another file takes the name.
  private func replace(_ name: String, with text: String, in folder: TemporaryFolder) throws {
    try folder.write(text, to: name + ".tmp~")
    #expect(rename(folder.url.appending(path: name + ".tmp~").path, folder.url.appending(path: name).path) == 0)
  }

  private func remove(_ name: String, in folder: TemporaryFolder) throws {
    try FileManager.default.removeItem(at: folder.url.appending(path: name))
  }

  @Test func thePageIsThatOfRenderAndAScript() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    let served = try session.page(with: "0.006738")
    #expect(!folder.has("output"))
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    let saved = try folder.read("output/n.html")
    #expect(served.contains("connect-src 'self'") && !saved.contains("connect-src"))
    func main(_ page: String) throws -> Substring {
      let (start, end) = (try #require(page.range(of: "<body>")), try #require(page.range(of: "<script")))
      return page[start.lowerBound..<end.lowerBound]
    }
    #expect(try main(served) == main(saved))
    // What pages are compared by is of no use in one that changes with its file.
    #expect(saved.contains("id=\"_results\"") && !served.contains("id=\"_results\""))
    #expect(served.contains("EventSource") && !saved.contains("EventSource"))
    #expect(try session.get("/").head.contains("Location: /n.html"))
    #expect(try session.get("/n.html").head.contains("Cache-Control: no-store"))
    #expect(try session.get("/n.html", method: "HEAD").body.isEmpty)
    #expect(try session.get("/none.html").status == 404)
  }

  @Test func anEditIsServedSoon() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    try session.page(with: "Word one.")
    for (words, text) in [
      ("Word two.", Self.text.replacing("Word one", with: "Word two")),
      ("0.006737947", Self.text.replacing("step: 0.01", with: "step: 0.001").replacing(":.6f", with: ":.9f")),
    ] {
      let start = Date()
      try replace("n.md", with: text, in: folder)
      try session.page(with: words)
      // A tenth of that where nothing else runs; a machine under load is slower.
      #expect(Date().timeIntervalSince(start) < 5)
    }
    #expect(session.said.contains(#/n\.md -> http://127\.0\.0\.1:\d+/n\.html \(\d+ KB, \d+ ms\)/#))
  }

  /// A file that a notebook reads: how the notebook names it, what it holds, and what the page then shows.
  struct Kind: Sendable, CustomTestStringConvertible {
    let file: String
    let matter: String
    let body: String
    let holds: @Sendable (Int) -> String
    let shows: @Sendable (Int) -> String
    let arguments: [String]
    var testDescription: String { file }

    init(
      _ file: String, matter: String = "", body: String = "", arguments: [String] = [],
      holds: @escaping @Sendable (Int) -> String, shows: @escaping @Sendable (Int) -> String
    ) {
      (self.file, self.matter, self.body, self.holds, self.shows) = (file, matter, body, holds, shows)
      self.arguments = arguments
    }

    static let all = [
      Kind(
        "parts/model.md", body: "<!-- include: parts/model.md -->", holds: { "Part \($0)." }, shows: { "Part \($0)." }),
      Kind(
        "data/d.csv", body: "```yaml {data #d}\nfile: data/d.csv\ncolumns: {t: number, y: number}\n```",
        holds: { "t,y\n0,1234\($0)\n" }, shows: { "1234\($0)" }),
      Kind("course.css", matter: "theme: course.css", holds: { "p { margin: \($0)px }" }, shows: { "margin: \($0)px" }),
      Kind(
        "refs.bib", matter: "bibliography: refs.bib", body: "[@key]",
        holds: { "@book{key, author = {Ann Author}, title = {Volume \($0)}, year = 2001}" }, shows: { "Volume \($0)" }),
      Kind(
        "set.yaml", matter: "params: {q: 0}", body: "Value {{ params.q }}.", arguments: ["--params", "set.yaml"],
        holds: { "q: \($0)\n" }, shows: { "Value \($0)." }),
      Kind(
        "images/p.svg", body: "![Picture](images/p.svg)",
        holds: { "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\($0)\" height=\"10\"></svg>" },
        shows: {
          Data("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\($0)\" height=\"10\"></svg>".utf8)
            .base64EncodedString()
        }),
    ]
  }

  @Test(arguments: Kind.all) func everyFileThatIsReadIsWatched(_ kind: Kind) throws {
    let folder = try project("---\n\(kind.matter)\n---\nText.\n\n\(kind.body)\n")
    try folder.write(kind.holds(1), to: kind.file)
    let session = try PreviewSession(["n.md"] + kind.arguments, in: folder)
    try session.page(with: kind.shows(1))
    try folder.write(kind.holds(2), to: kind.file)
    try session.page(with: kind.shows(2))
    try replace(kind.file, with: kind.holds(3), in: folder)
    try session.page(with: kind.shows(3))
    // Gone with its folder, and back.
    let first = String(kind.file.split(separator: "/")[0])
    try remove(first, in: folder)
    try session.wait("a message") { session.said.contains("there is no such file") }
    try folder.write(kind.holds(4), to: kind.file)
    try session.page(with: kind.shows(4))
    #expect(session.interrupt() == 130)
  }

  @Test func lookingByTheClockSeesTheSame() throws {
    let folder = try project()
    let session = try PreviewSession(["--poll", "n.md"], in: folder)
    try session.page(with: "Word one.")
    try replace("n.md", with: Self.text.replacing("Word one", with: "Word two"), in: folder)
    try session.page(with: "Word two.")
  }

  @Test func mistakesAreShownInPlaceAndOnTheTerminal() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    try session.page(with: "Word one.")
    try folder.write(Self.text.replacing("method: rk4", with: "method: rk5"), to: "n.md")
    try session.page(with: "unknown method")
    try session.wait("the message") { session.said.contains("n.md:14:9: error: unknown method 'rk5'") }
    try folder.write(Self.text, to: "n.md")
    try session.wait("the good page") { try !session.get("/n.html").body.contains("unknown method") }
  }

  @Test func aNotebookThatGoesLeavesItsPageAndMayComeBack() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    try session.page(with: "Word one.")
    let heard = try session.events(until: "there is no such file") { try self.remove("n.md", in: folder) }
    #expect(heard.contains("\"isFailure\":true"))
    #expect(try session.get("/n.html").body.contains("Word one."))
    try folder.write(Self.text.replacing("Word one", with: "Word two"), to: "n.md")
    try session.page(with: "Word two.")
    let quiet = try session.events(until: "event: status")
    #expect(quiet.contains("\"isFailure\":false"))
  }

  @Test func aPreviewMayBeginWithoutItsNotebook() throws {
    let folder = try TemporaryFolder()
    let session = try PreviewSession(["n.md"], in: folder)
    try session.page(with: "This page is being made.")
    try session.wait("the message") { session.said.contains("cannot read 'n.md': there is no such file") }
    try folder.write("Here.", to: "n.md")
    try session.page(with: "Here.")
  }

  @Test func severalNotebooksHaveAnIndex() throws {
    let folder = try project()
    try folder.write("# The other\n\nWord.\n", to: "o.md")
    try folder.write("p { margin: 1px }", to: "course.css")
    let session = try PreviewSession(["n.md", "o.md"], in: folder)
    #expect(try session.get("/").head.contains("Location: /index.html"))
    let index = try session.page("index.html", with: "The other")
    #expect(index.contains("href=\"o.html\"") && index.contains("EventSource"))
    let heard = try session.events(of: "index.html", until: "event: page\ndata: {\"version\":") {
      try folder.write("# Another name\n", to: "o.md")
    }
    #expect(!heard.isEmpty)
    try session.page("index.html", with: "Another name")
    // The other page is not made again.
    try session.wait("the line of the other page") { session.said.contains("n.md -> ") }
    #expect(session.said.split(separator: "\n").count { $0.hasPrefix("n.md -> ") } == 1)
  }

  @Test func pagesMayHaveAnyName() throws {
    let folder = try project()
    try folder.write("# Of contents\n", to: "index.md")
    try folder.write("# Of more\n", to: "my notes.md")
    let session = try PreviewSession(["n.md", "index.md", "my notes.md"], in: folder)
    try session.page("index.html", with: "Of contents")
    try session.page("my%20notes.html", with: "Of more")
    try session.page(with: "Word one.")
    for name in ["index", "my%20notes"] {
      let page = try session.get("/\(name).html").body
      let version = try #require(page.firstMatch(of: #/notebook-preview" content="(\w+)"/#)).1
      #expect(try session.events(of: name + ".html", until: "event: status").contains("\"\(version)\""))
    }
  }

  @Test func foreignRequestsAreRefused() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    let own = "http://127.0.0.1:\(session.port)"
    let good = [
      [], ["Origin: \(own)"], ["Sec-Fetch-Site: same-origin"],
      ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"],
    ]
    for headers in good { #expect(try session.get("/n.html", headers).status == 200, "\(headers)") }
    #expect(try session.get("/n.html", host: "localhost:\(session.port)").status == 200)
    let bad = [
      ["Origin: http://evil.example"], ["Origin: null"], ["Origin: http://127.0.0.1:1"],
      ["Origin: https://127.0.0.1:\(session.port)"], ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
    ]
    for path in ["/n.html", "/", "/_events?page=n.html", "/at?line=1"] {
      for headers in bad { #expect(try session.get(path, headers).status == 403, "\(path) \(headers)") }
      for host in ["evil.example", "evil.example:\(session.port)", "127.0.0.1", "127.0.0.1:1", ""] {
        #expect(try session.get(path, host: host).status == 403, "\(path) \(host)")
      }
    }
    let navigation = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"]
    #expect(try session.get("/at?line=1", navigation).status == 403)
    #expect(try session.get("/n.html", method: "POST").status == 405)
    #expect(try session.response(to: "nonsense\r\n\r\n").status == 400)
    let twice = "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(session.port)\r\nHost: evil.example\r\n\r\n"
    #expect(try session.response(to: twice).status == 400)
    #expect(try session.response(to: "GET / HTTP/1.1\r\n" + String(repeating: "a: b\r\n", count: 9000)).status == 0)
    // Of this machine's addresses it listens on one.
    let lines = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
    #expect(lines.isEmpty || lines.contains("0100007F:\(String(format: "%04X", session.port))"))
    let other = (try? String(contentsOfFile: "/proc/net/tcp6", encoding: .utf8)) ?? ""
    #expect(!other.contains(String(format: ":%04X 0000", session.port)))
  }

  @Test func aPortInUseIsPassedOver() throws {
    let folder = try project()
    let first = try PreviewSession(["n.md"], in: folder)
    let second = try PreviewSession(["n.md"], in: folder, port: Int(first.port))
    #expect(second.port > first.port)
    #expect(second.said.contains("port \(first.port) is in use"))
    try first.page(with: "Word one.")
    try second.page(with: "Word one.")
  }

  private static let training = """
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
    epochs: {adam: 1000000}
    ```
    """

  @Test func aTrainingTellsHowFarItIsAndIsGivenUp() throws {
    let folder = try project(Self.training)
    let session = try PreviewSession(["n.md"], in: folder)
    let heard = try session.events(until: " s left")
    #expect(heard.contains("pinn net, epoch ") && heard.contains(" of 1000000"))
    let makers = session.makers
    #expect(makers.count == 1)
    try replace("n.md", with: "Only words.", in: folder)
    try session.page(with: "Only words.")
    try session.wait("the end of the training") { session.makers.allSatisfy { !makers.contains($0) } }
    #expect(try session.events(until: "event: status").contains("\"text\":\"\""))
  }

  /// Ctrl-C in the midst of a training: status 130, and neither a process nor a file is left.
  @Test func controlCEndsAllOfIt() throws {
    let folder = try project(Self.training)
    let session = try PreviewSession(["n.md"], in: folder)
    _ = try session.events(until: " s left")
    let makers = session.makers
    #expect(makers.count == 1)
    #expect(session.interrupt() == 130)
    try session.wait("the end of \(makers)") { makers.allSatisfy { kill($0, 0) != 0 } }
    #expect(folder.files.filter { !$0.hasPrefix(".notebook-cache") } == [".preview-log", "n.md"])
    #expect(!folder.files.contains { $0.contains(".notebook-") && !$0.hasPrefix(".notebook-cache") })
  }

  @Test func aKilledPreviewTakesItsWorkersAlong() throws {
    let folder = try project(Self.training)
    let session = try PreviewSession(["n.md"], in: folder)
    _ = try session.events(until: " s left")
    let makers = session.makers
    kill(session.process.processIdentifier, SIGKILL)
    try session.wait("the end of \(makers)") { makers.allSatisfy { kill($0, 0) != 0 } }
  }

  @Test func anEditorSaysWhereItsCursorIs() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    try session.page(with: "Word one.")
    let heard = try session.events(until: "event: at") {
      let answer = try session.get("/at?line=24&file=n.md")
      #expect(answer.status == 204)
    }
    #expect(heard.contains("{\"ids\":[\"fig\",\"sec-second\",\"s\",\"m\",\"sec-first\"]}"))
    let path = folder.url.appending(path: "n.md").path
    #expect(try session.get("/at?line=1&file=\(path)").status == 204)
    #expect(try session.get("/at?line=1&file=o.md").status == 404)
    #expect(try session.get("/at").status == 400)
  }

  @Test func pagesAreWrittenWhereThatIsAskedFor() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md", "-o", "out"], in: folder)
    try session.page(with: "Word one.")
    try session.wait("the file") { folder.has("out/n.html") }
    #expect(try Command(["render", "n.md", "-o", "out"], in: folder).error.contains("unchanged"))
  }

  /// 30 saves in a row, or as many as `NOTEBOOK_SAVES` says, with an open page that listens and others that come and go.
  @Test func savesLeakNothing() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    let count = ProcessInfo.processInfo.environment["NOTEBOOK_SAVES"].flatMap { Int($0) } ?? 30
    func save(_ number: Int) throws {
      let text = Self.text.replacing("Word one", with: "Word number \(number)")
      if number % 2 == 0 { try folder.write(text, to: "n.md") } else { try replace("n.md", with: text, in: folder) }
      _ = try session.events(until: "event: status")
      try session.page(with: "Word number \(number).")
    }
    for number in 1...10 { try save(number) }
    // Pages that are gone are noticed when they are next told something.
    try session.waitForRest()
    sleep(6)
    let (handles, memory) = (session.handles, session.memory)
    let start = Date()
    for number in 11...10 + count { try save(number) }
    let time = Date().timeIntervalSince(start)
    try session.waitForRest()
    sleep(6)
    print(
      "\(count) saves: handles \(handles) to \(session.handles), memory \(memory) to \(session.memory) KB, \(time / Double(count)) s each"
    )
    #expect(session.handles <= handles + 2)
    #expect(session.memory < memory + 20_000)
  }

  /// A hundred saves without a pause: the last one counts.
  @Test func aBurstOfSavesEndsWithTheLast() throws {
    let folder = try project()
    let session = try PreviewSession(["n.md"], in: folder)
    try session.page(with: "Word one.")
    for number in 1...100 {
      try folder.write(Self.text.replacing("Word one", with: "Word number \(number)"), to: "n.md")
    }
    try session.page(with: "Word number 100.")
    try session.waitForRest()
  }
}
