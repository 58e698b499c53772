import CCommonMark
import Diagnostics
import Foundation
import NotebookKit
import Testing

/// The 652 examples of the CommonMark specification, through our prose path and through libcmark itself.
@Suite struct SpecificationTests {
  struct Example: Decodable {
    let example: Int
    let section: String
    let markdown: String
    let html: String
  }

  static let examples: [Example] = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/commonmark-0.30.json")
    return (try? JSONDecoder().decode([Example].self, from: Data(contentsOf: url))) ?? []
  }()

  static func libcmark(_ text: String, smart: Bool) -> String {
    let options = smart ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT
    guard let html = cmark_markdown_to_html(text, text.utf8.count, options) else { return "" }
    defer { free(html) }
    return String(cString: html)
  }

  static let pixel = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")

  static func ours(_ text: String, smart: Bool) -> String {
    let files = Files { _ in Array(pixel ?? Data()) }
    let prose = Prose(
      parsing: Fragment(text, path: "spec.md"), directives: ["solve"], isSmart: smart, files: files)
    return prose.pieces.map { piece in if case .html(let html) = piece { html } else { "" } }.joined()
  }

  // MARK: Where our extensions apply

  /// Headings have ids, by which they are referred to: `<h1 id="foo">`.
  static let headings: Set<Int> = [
    10, 59, 62, 66, 67, 68, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 86, 89, 90, 91, 95, 96, 102, 103,
    115, 141, 214, 215, 227, 228, 229, 230, 232, 300, 646, 647,
  ]
  /// Raw HTML leaves nothing behind, where libcmark leaves a comment that says so. It was warned of, and a page that says
  /// "raw HTML omitted" in its source helps nobody.
  static let rawHTML: Set<Int> = [
    21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168,
    169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191,
    201, 308, 309, 344, 474, 475, 476, 490, 493, 523, 535, 612, 613, 614, 615, 616, 622, 624, 627, 628, 629, 630, 631,
    642, 643,
  ]
  /// Images are files beside the notebook and become part of the page: `<img class="alone" src="data:image/png;base64,...">`, where the class is
  /// that of an image which is a paragraph.
  static let images: Set<Int> = [
    516, 519, 530, 571, 572, 573, 574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 590,
  ]

  /// A link to a notebook leads to its page.
  static let notebooks: Set<Int> = [483]

  private static func withoutIDs(_ html: String) -> String {
    html.replacing(#/<h([1-6]) id="[^"]*">/#) { "<h\($0.output.1)>" }
  }
  private static func withoutOmissions(_ html: String) -> String {
    html.replacing(#/<!-- raw HTML omitted -->\n?/#, with: "").replacing(#/\n+/#, with: "\n")
  }
  private static func withoutImages(_ html: String) -> String {
    html.replacing(#/<img( class="alone")? src="[^"]*"/#, with: "<img src=\"\"")
  }

  @Test func thereAreAllExamples() { #expect(Self.examples.count == 652) }

  @Test(arguments: [false, true]) func everyExampleIsLibcmarksOwnHTML(smart: Bool) {
    for example in Self.examples {
      let own = Self.ours(example.markdown, smart: smart)
      let theirs = Self.libcmark(example.markdown, smart: smart)
      let name = "\(example.example) \(example.section): \(example.markdown)"
      let number = example.example
      if Self.headings.contains(number) {
        #expect(Self.withoutIDs(own) == theirs && own != theirs, "\(name)")
      } else if Self.rawHTML.contains(number) {
        #expect(Self.withoutOmissions(own) == Self.withoutOmissions(theirs) && own != theirs, "\(name)")
      } else if Self.images.contains(number) {
        #expect(Self.withoutImages(own) == Self.withoutImages(theirs) && own != theirs, "\(name)")
      } else if Self.notebooks.contains(number) {
        #expect(own == theirs.replacing(".md\"", with: ".html\"") && own != theirs, "\(name)")
      } else {
        #expect(own == theirs, "\(name)")
      }
    }
  }
}
