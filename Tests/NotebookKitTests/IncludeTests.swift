import NotebookKit
import Testing

@Suite struct IncludeTests {
  @Test func anIncludedFileStandsWhereItIsNamed() {
    let page = PageOf("a\n\n<!-- include: parts/b.md -->\n\nc", texts: ["parts/b.md": "*b*\n\n- l\n"])
    #expect(page.messages.isEmpty)
    #expect(page.main == "<p>a</p>\n<p><em>b</em></p>\n<ul>\n<li>l</li>\n</ul>\n<p>c</p>\n")
  }

  @Test func messagesNameTheIncludedFile() {
    let page = PageOf(
      "# T\n\n> <!-- include: parts/b.md -->\n\n@x {{ y }}",
      texts: [
        "parts/b.md": "ok\n\n@zz and $\\foo$\n\n<!-- include: c/d.md -->",
        "parts/c/d.md": "---\ntitle: x\n---\n```yaml {solve #s}\nmodel: q\n```\n",
      ],
      path: "notes/t.md")
    #expect(
      page.messages == [
        "notes/parts/b.md:3:1 nothing is labelled 'zz'", "notes/parts/b.md:3:10 unknown command '\\foo'",
        "notes/parts/c/d.md:1:1 the front matter of an included file is not read",
        "notes/parts/c/d.md:4:1 missing key 'method' in 'solve'",
        "notes/parts/c/d.md:5:8 unknown label 'q'", "notes/t.md:5:1 nothing is labelled 'x'",
        "notes/t.md:5:7 unknown result 'y'",
      ], "\(page.messages)")
    #expect(page.main.contains("<blockquote>\n<p>ok</p>"))
  }

  @Test func labelsAndLinksAreSharedAndFilesAreRelativeToTheirOwn() {
    let page = PageOf(
      "@eq-a [l]\n\n<!-- include: parts/b.md -->\n",
      texts: [
        "parts/b.md": "$$ x $$ {#eq-a}\n\n[l]: /u\n\n![i](i.svg)",
        "parts/i.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      ])
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.main.contains("Equation\u{A0}1") && page.main.contains("<a href=\"/u\">l</a>"))
    #expect(page.main.contains("data:image/svg+xml;base64,"))
  }

  @Test(arguments: [
    ("<!-- include: none.md -->", "t.md:1:15 there is no such file: 'none.md'"),
    ("<!-- include: ../x.md -->", "t.md:1:15 the file is outside the project: '../x.md'"),
    ("<!-- include: a.md -->", "b.md:1:15 'a.md' includes itself: a.md → b.md → a.md"),
    ("<!-- include: t.md -->", "t.md:1:15 't.md' includes itself: t.md → t.md"),
    ("<!-- include: d0.md -->", "d7.md:1:15 includes are nested more than 8 deep"),
    ("<!-- include: bytes.md -->", "t.md:1:15 'bytes.md' is not a text in UTF-8"),
    ("<!-- include: bomb0.md -->", "bomb7.md:1:15 more than 200 files are included"),
    ("<!-- include parts/b.md -->", "t.md:1:1 '<!-- include parts/b.md -->' is nearly a mark, and means nothing"),
  ]) func whatCannotBeIncludedIsSaid(text: String, message: String) {
    var files: [String: [UInt8]] = [
      "a.md": Array("<!-- include: b.md -->".utf8), "b.md": Array("<!-- include: a.md -->".utf8),
      "bytes.md": [0xFF, 0xFE],
      "t.md": [],
    ]
    for index in 0..<12 {
      files["d\(index).md"] = Array("<!-- include: d\(index + 1).md -->".utf8)
      let bomb = (0..<4).map { "<!-- include: bomb\(index + 1).md -->\n<!-- \($0) -->" }.joined(separator: "\n")
      files["bomb\(index).md"] = Array((index < 7 ? bomb : "<!-- include: x.md -->").utf8)
    }
    let messages = PageOf(text, files: files).messages
    #expect(
      messages.contains(message) || messages.contains { $0.hasSuffix(message.drop { $0 != " " }) },
      "\(messages.prefix(5))")
  }

  @Test func dataIsReadBesideThePartThatNamesIt() {
    let part = "```yaml {data #d}\nfile: rows.csv\ncolumns: {t: ms, v: mV}\n```\n"
    let page = PageOf("<!-- include: parts/b.md -->", texts: ["parts/b.md": part, "parts/rows.csv": "t,v\n0,1\n1,2\n"])
    #expect(page.messages.isEmpty, "\(page.messages)")
  }

  @Test func theDigestCoversWhatIsRead() {
    let one = PageOf("<!-- include: b.md -->", texts: ["b.md": "x"]).report.notebook.digest
    let two = PageOf("<!-- include: b.md -->", texts: ["b.md": "y"]).report.notebook.digest
    let none = PageOf("x").report.notebook
    #expect(one != two)
    #expect(none.files.isEmpty && none.digest == PageOf("x", variant: .student).report.notebook.digest)
  }
}
