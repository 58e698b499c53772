import Foundation
import NotebookKit
import Testing

@Suite struct ImageTests {
  static let svg = Array(
    "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)
  static let files: [String: [UInt8]] = [
    "a.png": [0x89, 0x50, 0x4E, 0x47, 1, 2, 3], "b.jpg": [0xFF, 0xD8, 0xFF, 0xE0], "c.gif": Array("GIF89a".utf8),
    "d.webp": Array("RIFF\u{0}\u{0}\u{0}\u{0}WEBP".utf8), "e.svg": svg, "sub dir/é.png": [0x89, 0x50, 0x4E, 0x47],
    "bare.svg": Array("<svg/>".utf8), "text.png": Array("hello".utf8),
    "large.png": [0x89, 0x50, 0x4E, 0x47] + Array(repeating: 0, count: 5 << 20),
  ]

  @Test(arguments: [
    ("![x](a.png)", "data:image/png;base64,iVBORwECAw=="), ("![x](b.jpg)", "data:image/jpeg;base64,/9j/4A=="),
    ("![x](c.gif)", "data:image/gif;base64,R0lGODlh"), ("![x](d.webp)", "data:image/webp;base64,"),
    ("![x](e.svg)", "data:image/svg+xml;base64,"), ("![x](<sub dir/é.png>)", "data:image/png;base64,iVBORw=="),
    ("![x](sub%20dir/%C3%A9.png)", "data:image/png;base64,iVBORw=="),
    ("![x][r]\n\n[r]: ./a.png", "data:image/png;base64,"),
  ]) func localImagesBecomePartOfThePage(text: String, address: String) {
    let page = PageOf(text, files: Self.files)
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.main.contains("<p><img class=\"alone\" src=\"\(address)"))
    #expect(!page.html.contains("<script>") && !page.main.contains("<script"))
    #expect(page.report.notebook.files.count == 1)
  }

  @Test func alternativeTextsAreTextWithValues() {
    let page = PageOf("![a *b* \"{{ 1 + 1 }}\" $x$](a.png \"T & <t>\")", files: Self.files)
    #expect(page.main.contains("alt=\"a b “2” x\" title=\"T &amp; &lt;t&gt;\" />"), "\(page.main)")
  }

  @Test(arguments: [
    ("![x](none.png)", "t.md:1:6 there is no such file: 'none.png'"),
    ("a\n\n> b ![x](https://x.org/a.png)", "t.md:3:10 a page fetches nothing: 'https://x.org/a.png'"),
    ("![x](//x.org/a.png)", "t.md:1:6 a page fetches nothing: '//x.org/a.png'"),
    ("![x](file:///etc/passwd)", "t.md:1:6 a page fetches nothing: 'file:///etc/passwd'"),
    ("![x](../../a.png)", "t.md:1:6 the file is outside the project: '../../a.png'"),
    ("![](a.png)", "t.md:1:5 the image has no alternative text"), ("![x]()", "t.md:1:1 the image names no file"),
    ("![x](text.png)", "t.md:1:6 'text.png' is no image that pages can hold"),
    ("![x](bare.svg)", "t.md:1:6 'bare.svg' does not say that it is SVG"),
    ("![x](large.png)", "t.md:1:6 'large.png' has 6 MB, and an image may have 4"),
    ("---\nabstract: see ![x](a.png)\n---\n", "t.md:2:20 an image cannot stand here"),
    ("| a |\n|---|\n| b |\n| ![x](none.png) |", "t.md:4:8 there is no such file: 'none.png'"),
    ("![x](none.png) and ![y](none.png)", "t.md:1:25 there is no such file: 'none.png'"),
  ]) func whatCannotBeShownIsSaid(text: String, message: String) {
    let page = PageOf(text, files: Self.files)
    #expect(page.messages.contains(message), "\(page.messages)")
    #expect(!page.html.contains("<img") || message.contains("alternative"))
  }
}
