import Diagnostics
import NotebookKit
import Testing

/// The page around the notebook: landmarks, policy, and the author's own style.
@Suite struct PageTests {
  static func report(_ text: String, files: [String: String] = [:]) -> Report {
    let files = Files { path throws(Files.Failure) in
      guard let text = files[path] else { throw Files.Failure.missing() }
      return Array(text.utf8)
    }
    return Report(running: Plan(Notebook(parsing: Source(path: "page.md", text: text)), files: files))
  }

  static let themed = "---\ntheme: course.css\n---\nText.\n"

  @Test func aThemeHasTheLastWord() {
    let css =
      ":root { --link: teal; }\n/* not @import, nor url(x) */ h1 { background: url( 'data:image/png;base64,AA==' ); }\n"
    let report = Self.report(Self.themed, files: ["course.css": css])
    #expect(report.diagnostics.isEmpty)
    let page = Page(report).html
    #expect(page.contains(css + "\n</style>"))
    #expect(page.contains("font-src data:;"))
  }

  @Test(arguments: [
    ("@import 'other.css';", "1:1", "a page fetches nothing, and '@import' would"),
    ("@IMPORT url(data:text/css,a);", "1:1", "a page fetches nothing, and '@import' would"),
    (
      "h1 {}\nh2 { background: URL(https://example.org/x.png) }", "2:18",
      "a page fetches nothing, and this address would be fetched"
    ),
    ("/* </style><script> */", "1:4", "'</' would end the style sheet"),
    ("p { background: image-set('a.png' 1x) }", "1:17", "a page fetches nothing, and 'image-set' would"),
  ]) func aThemeThatFetchesIsRefused(css: String, place: String, message: String) {
    let report = Self.report(Self.themed, files: ["course.css": css])
    let found = report.diagnostics.map { "\($0.location.map { "\($0.line):\($0.column)" } ?? "") \($0.message)" }
    #expect(found == ["\(place) \(message)"])
    #expect(!Page(report).html.contains(css))
  }

  @Test func aMissingThemeIsAMistakeInItsPlace() {
    let report = Self.report(Self.themed)
    #expect(report.diagnostics.map(\.message) == ["there is no such file: 'course.css'"])
    #expect(report.diagnostics[0].location?.line == 2)
  }

  @Test func aPageHasLandmarksAndAWayPastTheContents() {
    let page = Page(Self.report("---\ntitle: T\n---\n# One\n\n# Two\n")).html
    for part in [
      "<a class=\"skip\" href=\"#_main\">", "<header class=\"title\">",
      "<nav class=\"contents\" aria-label=\"Contents\">",
      "<span id=\"_main\" tabindex=\"-1\"></span>\n<main>", "<footer>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    let plain = Page(Self.report("Text alone.\n")).html
    #expect(!plain.contains("skip\" href"))
    #expect(plain.contains("<h1 class=\"unseen\">page</h1>"))
    #expect(!page.contains("<h1 class=\"unseen\">"))
    // What a page has no use for stays away.
    #expect(plain.utf8.count < 16_000, "\(plain.utf8.count) bytes")
    #expect(!plain.contains(".plot") || !plain.contains("--plot-1:"))
  }
}
