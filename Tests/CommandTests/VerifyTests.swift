import Foundation
import NotebookKit
import TestSupport
import Testing

/// Pages against what their notebooks give.
@Suite struct VerifyTests {
  private static let text = """
    ---
    title: Decay
    params: {k: 0.5}
    ---
    ```yaml {model #m}
    equations: y' = -params.k*y
    initial: {y: 1}
    ```
    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.1
    until: 5
    ```
    ```yaml {compare #ends}
    of: s
    at: [1, 5]
    digits: 3
    ```
    ```yaml {plot #fig-y}
    of: s
    caption: It ends at {{ s.y(5):.3f }}.
    ```
    ```yaml {expect}
    - s.steps == 50
    ```
    After {{ s.steps }} steps {{ s.y(5):.6f }} is left.
    """

  private static let page = "output/n.html"

  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "n.md")
    #expect(try Command(["render", "n.md"], in: folder).status == 0)
    return folder
  }

  /// Replaces a text that stands once on the page.
  private func edit(_ folder: TemporaryFolder, _ old: String, _ new: String) throws {
    let page = try folder.read(Self.page)
    #expect(page.ranges(of: old).count == 1, "\(old)")
    try folder.write(page.replacing(old, with: new), to: Self.page)
  }

  /// The numbers of the table as the page embeds them, and the same multiplied.
  private func embedded(_ folder: TemporaryFolder, row: Int, times factor: Double) throws -> (old: String, new: String)
  {
    let page = try folder.read(Self.page)
    let table = try #require(page.firstMatch(of: /"name":"ends".*?"rows":\[\[1,([^\]]+)\],\[5,([^\]]+)\]\]/))
    let digits = row == 1 ? table.output.1 : table.output.2
    let number = try #require(Double(digits))
    return ("[\(row == 1 ? 1 : 5),\(digits)]", "[\(row == 1 ? 1 : 5),\(number * factor)]")
  }

  @Test func aFreshPageIsTheSameByteForByte() throws {
    let folder = try project()
    let files = folder.files
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 0, "\(run.output) \(run.error)")
    #expect(run.output.contains("n.md: output/n.html is the same, byte for byte\n"))
    #expect(run.output.hasSuffix("texts: all as the notebooks give\n"))
    #expect(try Command(["verify", "n.md", "--quiet"], in: folder).output.isEmpty)
    #expect(folder.files == files)
  }

  @Test func aChangedNumberIsToldWithItsPlace() throws {
    let folder = try project()
    let (old, new) = try embedded(folder, row: 2, times: 1.02)
    try edit(folder, old, new)
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 3)
    #expect(
      run.output.contains(#/n\.md:15: table 'ends', row 2, column 'y': was 0\.0837\d*, is 0\.0820\d* \(2 %\)\n/#),
      "\(run.output)")
    #expect(run.output.hasSuffix("1 difference in 1 page\n"))
  }

  @Test func aNumberThatDiffersByLessThanTheToleranceIsTheSame() throws {
    let folder = try project()
    let (old, new) = try embedded(folder, row: 1, times: 1 + 1e-9)
    try edit(folder, old, new)
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("n.md: output/n.html has the same results\n"))
    let strict = try Command(["verify", "n.md", "--tolerance", "1e-12"], in: folder)
    #expect(strict.status == 3)
    #expect(strict.output.contains("table 'ends', row 1, column 'y'"))
    #expect(try Command(["verify", "n.md", "--tolerance", "2"], in: folder).status == 2)
  }

  @Test func countsAndTextsMustBeTheSame() throws {
    let folder = try project()
    try edit(folder, #""of":"s.steps","text":"50","numbers":[50]"#, #""of":"s.steps","text":"50","numbers":[51]"#)
    try edit(folder, #""texts":["s.steps == 50"]"#, #""texts":["s.steps == 60"]"#)
    try edit(folder, #""text":"0.082085""#, #""text":"0.082086""#)
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 3)
    for line in [
      "n.md:27: {{ s.steps }}: was 51, is 50 (2 %)",
      "n.md:24: block 'expect 1': was “s.steps == 60”, is “s.steps == 50”",
      "n.md:27: {{ s.y(5) }}: printed was “0.082086”, is “0.082085”", "3 differences in 1 page",
    ] {
      #expect(run.output.contains(line + "\n"), "\(line)\n\(run.output)")
    }
  }

  @Test func valuesOfFiguresMayDifferInTheirLastDigitOnly() throws {
    let folder = try project()
    let page = try folder.read(Self.page)
    let row = "%0A5,0.08208501%0A"
    // The page is not as it was made, and that is told; the values agree.
    try edit(folder, row, "%0A5,0.08208502%0A")
    let near = try Command(["verify", "n.md"], in: folder)
    #expect(near.status == 3)
    #expect(near.output.contains(#/n\.md: the page was changed in line \d+ after it was made\n/#), "\(near.output)")
    #expect(!near.output.contains("values of figure"))
    try folder.write(page.replacing(row, with: "%0A5,0.08208503%0A"), to: Self.page)
    let far = try Command(["verify", "n.md"], in: folder)
    #expect(
      far.output.contains(
        #/n\.md:20: values of figure 'fig-y' \(s\): row 51, column 'y': was 0\.08208503, is 0\.08208501 /#),
      "\(far.output)")
    // A row less: the others are compared all the same.
    try folder.write(
      page.replacing("%0A4,0.1353353%0A", with: "%0A").replacing(row, with: "%0A5,0.09%0A"), to: Self.page)
    let thinned = try Command(["verify", "n.md"], in: folder)
    #expect(
      thinned.output.contains("(s): had 50 rows, has 51; t = 5, column 'y': was 0.09, is 0.08209 (8.8 %)\n"),
      "\(thinned.output)")
  }

  @Test func aChangedParameterIsTold() throws {
    let folder = try project()
    try folder.write(Self.text.replacing("k: 0.5", with: "k: 0.6"), to: "n.md")
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 3)
    #expect(run.output.hasPrefix("n.md:3: parameter 'k': was 0.5, is 0.6\n"))
    #expect(run.output.contains("n.md:15: table 'ends', row 1, column 'y': was 0.6065, is 0.5488 (9.5 %)\n"))
    #expect(run.output.contains("n.md:22: {{ s.y(5) }}: was 0.08209, is 0.04979 (39 %)\n"), "\(run.output)")
    #expect(run.output.contains("(s): 50 of 51 rows differ, the first is row 2, column 'y': was 0.9512, is 0.9418"))
    // The page belongs to another value of the parameter, and says so.
    try folder.write(Self.text, to: "n.md")
    #expect(try Command(["verify", "n.md", "-P", "k=0.6"], in: folder).status == 3)
    #expect(try Command(["verify", "n.md"], in: folder).status == 0)
  }

  @Test func aChangedTextIsToldThoughItsResultsAreTheSame() throws {
    let folder = try project()
    try folder.write(Self.text.replacing("is left", with: "remains"), to: "n.md")
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 3)
    #expect(
      run.output.contains("n.md: the notebook has changed since the page was made, though its results have not\n"))
    try folder.write(Self.text, to: "n.md")
    try edit(folder, "is left.", "is gone.")
    #expect(try Command(["verify", "n.md"], in: folder).output.contains(#/the page was changed in line \d+ after/#))
  }

  @Test func blocksThatCameOrWentAreTold() throws {
    let folder = try project()
    try folder.write(Self.text.replacing("compare #ends", with: "compare #last"), to: "n.md")
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 3)
    #expect(run.output.contains("n.md:15: compare 'last': is not on the page\n"))
    #expect(run.output.contains("n.md: compare 'ends': no longer gives a result\n"), "\(run.output)")
  }

  @Test func aPageOfAnotherVersionIsComparedByItsResults() throws {
    let folder = try project()
    let page = try folder.read(Self.page)
    let data = try #require(page.firstMatch(of: /(?s)<script type="application\/json".*?<\/script>\n/)).output
    // All of the page but its results and its figures is laid out in another way.
    let link = try #require(page.firstMatch(of: /<a id="data-s"[^>]*>/)).output
    let rest = "<!doctype html>\n<body>\n<section>\(link)</section></body>\n"
    let made = data.replacing(/"page":"[0-9a-f]{64}"/, with: "\"page\":\"\(SHA256.hex(rest.utf8))\"")
      .replacing(/"tool":"[^"]*"/, with: "\"tool\":\"0.0.9\"")
    try folder.write(rest.replacing("</body>", with: made + "</body>"), to: Self.page)
    let run = try Command(["verify", "n.md"], in: folder)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("n.md: output/n.html has the same results\n"))
  }

  /// What a page embeds stays data, whatever it says.
  @Test func noTextEndsTheEmbeddedResults() throws {
    let folder = try TemporaryFolder()
    let hostile = "</script><!-- <script> \\ \u{2028}"
    try folder.write(
      Self.text + "\n```yaml {compare #c}\nof: s\nmeasure: steps\nlabels: {s: \(hostile)}\n```\n", to: "n.md")
    let made = try Command(["render", "n.md"], in: folder)
    #expect(made.status == 0, "\(made.error)")
    let page = try folder.read(Self.page)
    #expect(page.contains(#""rows":[["\u003c/script\u003e\u003c!-- \u003cscript\u003e \\ "#))
    #expect(page.ranges(of: "</script>").count == 2)
    let run = try Command(["verify", "n.md", "--tolerance", "0"], in: folder)
    #expect(run.status == 0 && run.output.contains("byte for byte"), "\(run.output)")
  }

  @Test func missingAndForeignPagesAreDifferences() throws {
    let folder = try project()
    try FileManager.default.removeItem(atPath: folder.path + "/" + Self.page)
    let missing = try Command(["verify", "n.md"], in: folder)
    #expect(missing.status == 3)
    #expect(missing.output.contains("n.md: there is no page at output/n.html\n"))
    for text in [
      "", "<!doctype html>\n<body>Hello\n", "<body><script type=\"application/json\" id=\"_results\">\n{\n</script>\n",
    ] {
      try folder.write(text, to: Self.page)
      let foreign = try Command(["verify", "n.md"], in: folder)
      #expect(foreign.status == 3)
      #expect(foreign.output.contains("n.md: the page holds no results to compare"))
    }
    let json = try Command(["verify", "n.md", "--format", "json"], in: folder)
    #expect(json.output.contains("\"message\":\"n.md: the page holds no results to compare"))
  }

  @Test func acceptedPagesAreThoseOfRender() throws {
    let folder = try project()
    let good = try folder.read(Self.page)
    try edit(folder, "is left.", "is gone.")
    let run = try Command(["verify", "n.md", "--accept"], in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("n.md: output/n.html is new\n") && run.output.hasSuffix("in 1 page, accepted\n"))
    #expect(try folder.read(Self.page) == good)
    // What fails is not accepted.
    try folder.write(Self.text.replacing("== 50", with: "== 40"), to: "n.md")
    let failed = try Command(["verify", "n.md", "--accept"], in: folder)
    #expect(failed.status == 1)
    #expect(failed.error.contains("does not hold: s.steps == 40"))
    #expect(failed.output.contains("n.md: output/n.html stays: what failed is not accepted\n"))
    try folder.write(Self.text.replacing("of: s", with: "of: t"), to: "n.md")
    #expect(try Command(["verify", "n.md", "--accept"], in: folder).status == 2)
    #expect(try folder.read(Self.page) == good)
  }
}
