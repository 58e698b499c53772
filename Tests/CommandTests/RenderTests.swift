import Foundation
import TestSupport
import Testing

/// The command as a user runs it: temporary folder, exit status, messages, files.
@Suite struct RenderTests {
  static let good = """
    ---
    title: Good
    params: {I: 70 pA}
    ---
    ```yaml {model #rs}
    like: izhikevich
    input: {I: params.I*(t >= 100)}
    ```
    ```yaml {solve #euler}
    model: rs
    method: euler
    step: 1 ms
    until: 1000 ms
    event-times: grid
    ```
    Spikes: {{ euler.spikes.count }}.
    """

  @Test func aGoodNotebookBecomesAPage() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "good.md")
    let run = try Command(["render", "good.md"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(run.error.contains("good.md -> output/good.html"))
    #expect(try folder.read("output/good.html").contains("Spikes: 6."))
    #expect(folder.files.filter { !$0.hasPrefix(".notebook-cache") } == ["good.md", "output", "output/good.html"])
    let bare = try TemporaryFolder()
    try bare.write(Self.good, to: "good.md")
    #expect(try Command(["render", "good.md", "--no-cache"], in: bare).status == 0)
    #expect(bare.files == ["good.md", "output", "output/good.html"])
  }

  @Test func renderingTwiceGivesTheSameBytesFromAnyFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "a/good.md")
    #expect(try Command(["render", "a/good.md", "-o", "one"], in: folder).status == 0)
    let other = try TemporaryFolder()
    try other.write(Self.good, to: "b/c/good.md")
    let second = try Command(
      ["render", other.path + "/b/c/good.md", "-o", "two"], in: other,
      environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"])
    #expect(second.status == 0)
    #expect(try folder.read("one/good.html") == other.read("two/good.html"))
    #expect(try Command(["render", "a/good.md", "-o", "one"], in: folder).error.contains("unchanged"))
  }

  @Test func parametersChangeTheResult() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "good.md")
    #expect(try Command(["render", "good.md", "-P", "I=0.1 nA"], in: folder).status == 0)
    #expect(try folder.read("output/good.html").contains("Spikes: 12."))
    #expect(try Command(["render", "good.md", "-P", "J=1"], in: folder).status == 2)
    #expect(try Command(["render", "good.md", "-P", "I=much"], in: folder).status == 2)
  }

  @Test func parametersComeFromFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "good.md")
    try folder.write("# strong\nI: 0.1 nA  # as in the text\n", to: "strong.yaml")
    try folder.write("{\"I\": \"80 pA\"}", to: "weak.json")
    #expect(try Command(["render", "good.md", "--params", "strong.yaml"], in: folder).status == 0)
    #expect(try folder.read("output/good.html").contains("Spikes: 12."))
    #expect(try Command(["render", "good.md", "--params", "weak.json"], in: folder).status == 0)
    #expect(try folder.read("output/good.html").contains("Spikes: 8."))
    // A changed file is seen, and -P goes over it.
    try folder.write("{\"I\": \"70 pA\"}", to: "weak.json")
    #expect(try Command(["render", "good.md", "--params", "weak.json"], in: folder).status == 0)
    #expect(try folder.read("output/good.html").contains("Spikes: 6."))
    #expect(try Command(["render", "good.md", "--params", "weak.json", "-P", "I=100 pA"], in: folder).status == 0)
    #expect(try folder.read("output/good.html").contains("Spikes: 12."))
    try folder.write("\nI: 3 mV\n", to: "wrong.yaml")
    let wrong = try Command(["render", "good.md", "--params", "wrong.yaml"], in: folder)
    #expect(wrong.status == 2 && wrong.error.contains("wrong.yaml:2:4: error: parameter 'I' is in pA, not mV"))
    try folder.write("I = 3\n", to: "wrong.yaml")
    let odd = try Command(["render", "good.md", "--params", "wrong.yaml"], in: folder)
    #expect(odd.status == 2 && odd.error.contains("wrong.yaml:1:1: error: expected 'name: value'"))
    #expect(try Command(["render", "good.md", "--params", "none.yaml"], in: folder).status == 2)
  }

  @Test func aFailedExpectationEndsWithOne() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good + "\n```yaml {expect}\n- euler.spikes.count == 7\n```\n", to: "bad.md")
    let run = try Command(["render", "bad.md"], in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("bad.md:18:3: error: does not hold: euler.spikes.count == 7 (euler.spikes.count is 6)"))
    let page = try folder.read("output/bad.html")
    #expect(page.contains("class=\"failure\"") && page.contains("Spikes: 6."))
  }

  @Test func aMistakeEndsWithTwoAndKeepGoodKeepsTheLastPage() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "x.md")
    #expect(try Command(["render", "x.md"], in: folder).status == 0)
    let before = try folder.read("output/x.html")
    try folder.write(Self.good + "\n```yaml {solve #b}\nmodel: none\n```\n", to: "x.md")
    #expect(try Command(["render", "x.md", "--keep-good"], in: folder).status == 2)
    #expect(try folder.read("output/x.html") == before)
    #expect(try Command(["check", "x.md"], in: folder).status == 2)
    #expect(try Command(["render", "x.md"], in: folder).status == 2)
    #expect(try folder.read("output/x.html") != before)
  }

  @Test func severalNotebooksGetAnIndex() throws {
    let folder = try TemporaryFolder()
    let plot = "\n```yaml {plot #fig-v}\nof: euler\n```\n"
    try folder.write(Self.good.replacing("params:", with: "abstract: See @fig-v.\nparams:") + plot, to: "a.md")
    try folder.write("# The second\n", to: "b.md")
    let run = try Command(["render", "a.md", "b.md"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("index of 2 -> output/index.html"))
    let page = try folder.read("output/index.html")
    #expect(page.contains("<a href=\"a.html\">Good</a>") && page.contains("<a href=\"b.html\">The second</a>"))
    #expect(page.contains("See <a class=\"ref\" href=\"a.html#fig-v\">"))
    #expect(page.matches(of: /<svg class="plot" role="img"/).count == 1)
    #expect(try Command(["render", "a.md", "b.md"], in: folder).error.contains("index.html (unchanged"))
  }

  @Test func pagesOfEarlierRunsStayInTheIndex() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b", "d"] { try folder.write("# The \(name)\n\n- one\n- two\n", to: "\(name).md") }
    #expect(try Command(["render", "a.md", "b.md", "d.md"], in: folder).status == 0)
    let whole = try folder.read("output/index.html")
    let same = try Command(["render", "b.md"], in: folder)
    #expect(
      same.error.contains("index of 3, 2 of them from earlier runs, -> output/index.html (unchanged"), "\(same.error)")
    #expect(try folder.read("output/index.html") == whole)
    // A new name in its place, a new page in the order of names, and none that is gone.
    try folder.write("---\ntitle: A & B\nabstract: |\n  - of\n  - two\n---\n", to: "b.md")
    try folder.write("# The c\n", to: "c.md")
    #expect(try Command(["render", "c.md", "b.md"], in: folder).status == 0)
    func titles() throws -> [String] {
      try folder.read("output/index.html").matches(of: /<a href="(.)\.html">([^<]*)<\/a><\/h2>/).map {
        "\($0.1) \($0.2)"
      }
    }
    #expect(try titles() == ["a The a", "b A &amp; B", "c The c", "d The d"])
    try FileManager.default.removeItem(atPath: folder.path + "/output/d.html")
    #expect(try Command(["render", "a.md"], in: folder).error.contains("index of 3, 2 of them"))
    #expect(try titles() == ["a The a", "b A &amp; B", "c The c"])
    // All at once say their order.
    #expect(try Command(["render", "c.md", "b.md", "a.md"], in: folder).status == 0)
    #expect(try titles() == ["c The c", "b A &amp; B", "a The a"])
    // Signs with a meaning in addresses are none in links.
    try folder.write("# The odd\n", to: "what?#50%.md")
    #expect(try Command(["render", "what?#50%.md"], in: folder).status == 0)
    #expect(try folder.read("output/index.html").contains("<a href=\"what%3F%2350%25.html\">The odd</a>"))
    // An index that is a notebook's page stays.
    try folder.write("# Mine\n", to: "index.md")
    #expect(try Command(["render", "index.md"], in: folder).status == 0)
    #expect(try Command(["render", "a.md", "b.md"], in: folder).status == 0)
    #expect(try folder.read("output/index.html").contains("<title>Mine</title>"))
  }

  @Test func oneNotebookOrOneCalledIndexGetsNone() throws {
    let folder = try TemporaryFolder()
    try folder.write("# One\n", to: "one.md")
    try folder.write("# Mine\n", to: "index.md")
    #expect(try Command(["render", "one.md"], in: folder).status == 0)
    #expect(!folder.has("output/index.html"))
    #expect(try Command(["render", "one.md", "index.md"], in: folder).status == 0)
    #expect(try folder.read("output/index.html").contains("<title>Mine</title>"))
  }

  @Test func aStrictCheckAsksForFiguresInWords() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good + "\n```yaml {plot}\nof: euler\n```\n", to: "x.md")
    #expect(try Command(["check", "x.md"], in: folder).status == 0)
    let strict = try Command(["check", "--strict", "x.md"], in: folder)
    #expect(strict.status == 2)
    #expect(strict.error.contains("say what there is to see in it: 'alt: ...'"))
    try folder.write(Self.good + "\n```yaml {plot}\nof: euler\nalt: Six spikes.\n```\n", to: "x.md")
    #expect(try Command(["check", "--strict", "x.md"], in: folder).status == 0)
  }

  @Test func usageErrorsEndWithTwo() throws {
    let folder = try TemporaryFolder()
    #expect(try Command(["render"], in: folder).status == 2)
    #expect(try Command(["render", "nothing.md"], in: folder).status == 2)
    #expect(try Command(["rendr", "nothing.md"], in: folder).status == 2)
    try folder.write(Self.good, to: "a/x.md")
    try folder.write(Self.good, to: "b/x.md")
    let clash = try Command(["render", "a/x.md", "b/x.md", "-o", "out"], in: folder)
    #expect(clash.status == 2)
    #expect(clash.error.contains("would both become"))
    #expect(try Command(["--help"], in: folder).status == 0)
  }

  @Test func textThatIsNoNotebookIsRefusedOrRendered() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty.md")
    #expect(try Command(["render", "empty.md"], in: folder).status == 0)
    try folder.write("---\ntitle: x\n", to: "open.md")
    #expect(try Command(["render", "open.md"], in: folder).status == 2)
  }

  @Test func theDataOptionWritesNumbersForOtherPrograms() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "good.md")
    #expect(try Command(["render", "good.md", "--data", "numbers"], in: folder).status == 0)
    let rows = try folder.read("numbers/good/euler.csv").split(separator: "\n")
    #expect(rows.count == 1002)
    #expect(rows[0] == "t,v,w")
    #expect(rows[1001] == "1000,-53.697324363249599,1.5648648890273995")
    let json = try folder.read("numbers/good/results.json")
    #expect(json.contains("\"spike\" : ["))
    #expect(json.contains("\"outcome\" : \"finished\""))
  }

  @Test func theStudentsVariantHoldsNoSolutionOnPageOrInNumbers() throws {
    let folder = try TemporaryFolder()
    let solution = "\n<!-- solution -->\nSECRET\n\n```yaml {values #secret}\nx: 42\n```\n<!-- /solution -->\n"
    try folder.write(Self.good + solution, to: "good.md")
    #expect(try Command(["render", "good.md", "--variant", "student", "--data", "numbers"], in: folder).status == 0)
    for file in folder.files where file.hasPrefix("output/") || file.hasPrefix("numbers/good/") {
      let text = try folder.read(file)
      #expect(!text.lowercased().contains("secret") && !file.contains("secret"))
    }
    #expect(try Command(["render", "good.md"], in: folder).status == 0)
    #expect(try folder.read("output/good.html").contains("SECRET"))
    #expect(try Command(["check", "good.md", "--variant", "student"], in: folder).status == 0)
    let wrong = try Command(["render", "good.md", "--variant", "teacher"], in: folder)
    #expect(wrong.status == 2)
    #expect(wrong.error.contains("unknown variant 'teacher': it is instructor or student"))
  }

  @Test func filesBesideANotebookAreReadBelowTheProjectOnly() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "project/notebook.yaml")
    try folder.write("outside", to: "outside.md")
    try folder.write("inside", to: "project/shared/inside.md")
    try folder.write("<!-- include: ../shared/inside.md -->\n", to: "project/lessons/good.md")
    try folder.write("<!-- include: ../../outside.md -->\n", to: "project/lessons/bad.md")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/project/lessons/link.md", withDestinationPath: folder.path + "/outside.md")
    try folder.write("<!-- include: link.md -->\n", to: "project/lessons/linked.md")
    #expect(try Command(["render", "project/lessons/good.md"], in: folder).status == 0)
    #expect(try folder.read("project/output/good.html").contains("<p>inside</p>"))
    for name in ["bad", "linked"] {
      let run = try Command(["check", "project/lessons/\(name).md"], in: folder)
      #expect(run.status == 2)
      #expect(run.error.contains("project/lessons/\(name).md:1:15: error: the file is outside the project"))
    }
  }
}
