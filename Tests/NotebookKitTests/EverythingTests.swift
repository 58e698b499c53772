import Diagnostics
import Foundation
import NotebookKit
import Testing

/// A notebook with every form that prose has, as files on disk.
@Suite struct EverythingTests {
  private static func page(_ variant: Variant) throws -> PageOf {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/prose")
    var files: [String: [UInt8]] = [:]
    for name in ["parts/model.md", "images/spike.svg", "images/dot.png", "works.bib", "works.json"] {
      files[name] = try Array(Data(contentsOf: folder.appending(path: name)))
    }
    let text = try String(contentsOf: folder.appending(path: "everything.md"), encoding: .utf8)
    return PageOf(text, files: files, variant: variant, path: "everything.md")
  }

  @Test(arguments: Variant.allCases) func itIsRightInBothVariants(variant: Variant) throws {
    let page = try Self.page(variant)
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.report.status == .good)
    #expect(!page.html.contains("class=\"unknown\""))
    #expect(page.main.matches(of: #/<img /#).count == 2)
    #expect(page.main.matches(of: #/class="alert /#).count == 5)
    #expect(page.main.contains("<a class=\"ref\" href=\"#eq-last\">Equation\u{A0}3</a>"))
    #expect(page.main.contains("<li id=\"note:4\""))
    #expect(page.main.contains("Your answer") == (variant == .student))
    #expect(page.main.contains("The notes say more") == (variant == .instructor))
    let own = try Self.page(variant)
    #expect(own.html == page.html)
  }

  /// Every element ends where it should, and every id is given once and every link inside the page leads to one.
  @Test(arguments: Variant.allCases) func thePageIsWellFormed(variant: Variant) throws {
    let html = try Self.page(variant).html.replacing(#/(?s)<style>.*?<\/style>/#, with: "")
    var open: [Substring] = []
    for tag in html.matches(of: #/<(\/?)([a-zA-Z0-9]+)([^>]*?)(\/?)>/#) {
      let name = tag.output.2
      if ["meta", "img", "br", "hr"].contains(name) || !tag.output.4.isEmpty { continue }
      if tag.output.1.isEmpty {
        open.append(name)
      } else {
        #expect(open.popLast() == name)
      }
    }
    #expect(open.isEmpty)
    let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    for link in html.matches(of: #/href="#([^"]*)"/#) {
      #expect(ids.contains(String(link.output.1)), "\(link.output.1)")
    }
    for link in html.matches(of: #/(src|href)="([a-z]+:)/#) { #expect(["data:", "https:"].contains(link.output.2)) }
  }
}
