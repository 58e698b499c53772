import Foundation
import TestSupport
import Testing

/// `render --to` and `import`, as a user runs them.
@Suite struct ExportCommandTests {
  private static let text = RenderTests.good + "\n\n```yaml {plot #fig-v}\nof: euler\n```\n"

  @Test func severalFormsAreWrittenAndComeBack() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    let run = try Command(["render", "good.md", "--to", "ipynb,md", "--to", "latex-tables"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("good.md -> output/good.ipynb") && run.error.contains("nothing for latex-tables"))
    #expect(
      folder.has("output/good.md") && folder.has("output/good-files/fig-v.svg") && !folder.has("output/good.html"))
    let again = try Command(["render", "good.md", "--to", "ipynb,md"], in: folder)
    #expect(again.error.contains("output/good.ipynb (unchanged, "))
    let back = try Command(["import", "output/good.ipynb", "-o", "back"], in: folder)
    #expect(back.status == 0 && back.error.contains("output/good.ipynb -> back/good.md (as it was)"))
    #expect(try folder.read("back/good.md") == Self.text)
    let refused = try Command(["import", "output/good.ipynb", "-o", "back"], in: folder)
    #expect(refused.status == 2 && refused.error.contains("'back/good.md' is there already, and is not replaced"))
    #expect(try Command(["import", "none.ipynb"], in: folder).status == 2)
    #expect(try Command(["import", "good.md", "-o", "new"], in: folder).status == 2)
  }

  @Test func anExportReplacesNoNotebook() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    let run = try Command(["render", "good.md", "--to", "md", "-o", "."], in: folder)
    #expect(
      run.status == 1 && run.error.contains("good.md': another text stands there, which this tool has not written"),
      "\(run.error)")
    #expect(try folder.read("good.md") == Self.text)
    // What an export has written is its own.
    #expect(try Command(["render", "good.md", "--to", "md"], in: folder).status == 0)
    #expect(try Command(["render", "good.md", "--to", "md", "-P", "I=80 pA"], in: folder).status == 0)
    for arguments in [["-o", ""], ["--data", ""], ["--cache", ""], ["--trace", ""], ["--trace", "good.md"]] {
      #expect(try Command(["render", "good.md"] + arguments, in: folder).status != 0)
    }
    #expect(try folder.read("good.md") == Self.text)
  }

  /// Pages, indices, traces and notebooks of Jupyter that others have made stay.
  @Test(arguments: [
    ("output/good.html", []), ("output/index.html", ["other.md"]), ("output/good.ipynb", ["--to", "ipynb"]),
    ("notes.json", ["--trace", "notes.json"]),
  ]) func whatOthersWroteStays(path: String, arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    try folder.write(Self.text, to: "other.md")
    try folder.write("of another hand", to: path)
    let run = try Command(["render", "good.md"] + arguments, in: folder)
    #expect(run.status != 0 && run.error.contains("another text stands there"), "\(run.error)")
    #expect(try folder.read(path) == "of another hand")
    try folder.remove(path)
    for _ in 1...2 {
      let again = try Command(["render", "good.md"] + arguments, in: folder)
      #expect(again.status == 0, "\(again.error)")
    }
    #expect(folder.has(path))
  }

  @Test func aTraceGoesToNoDeviceAndNoFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    try folder.write("", to: "some/file")
    for (place, reason) in [("/dev/null", "it is no file, but a device"), ("some", "it is a folder")] {
      let run = try Command(["render", "good.md", "--trace", place], in: folder)
      #expect(run.status == 2 && run.error.contains(reason), "\(run.error)")
    }
    #expect(try Command(["render", "good.md", "-j", "0"], in: folder).status == 2)
  }

  /// What is wrong with the command has its place at the top of the page, which is not the one asked for.
  @Test func aWrongParameterStandsOnThePage() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    #expect(try Command(["render", "good.md", "-P", "none=1"], in: folder).status == 2)
    let page = try folder.read("output/good.html")
    #expect(page.contains("<p>This page is not what was asked for.</p>") && page.contains("none"))
    try folder.write("{\"I\": true}", to: "p.json")
    #expect(
      try Command(["render", "good.md", "--params", "p.json"], in: folder).error.contains("neither a number nor a text")
    )
    try folder.write("I: 1\nI: 2\n", to: "p.txt")
    #expect(try Command(["render", "good.md", "--params", "p.txt"], in: folder).error.contains("'I' is given twice"))
  }

  @Test func statusAndPageAreThoseOfHTML() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text + "\n```yaml {expect}\n- euler.spikes.count == 7\n```\n", to: "bad.md")
    #expect(try Command(["render", "bad.md", "--to", "md,html"], in: folder).status == 1)
    let before = try folder.read("output/bad.md")
    #expect(before.contains("[!CAUTION]") && folder.has("output/bad.html"))
    try folder.write("```yaml {solve #b}\nmodel: none\n```\n", to: "bad.md")
    #expect(try Command(["render", "bad.md", "--to", "md", "--keep-good"], in: folder).status == 2)
    #expect(try folder.read("output/bad.md") == before)
  }

  @Test func unknownFormsAndSheetsAreUsageErrors() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    let format = try Command(["render", "good.md", "--to", "docx"], in: folder)
    #expect(format.status == 2 && format.error.contains("unknown format 'docx'"))
    #expect(try Command(["render", "good.md", "--paper", "A3"], in: folder).status == 2)
    #expect(!folder.has("output"))
  }

  @Test func withoutABrowserAPDFIsRefusedBeforeAnythingRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    let run = try Command(["render", "good.md", "--to", "pdf"], in: folder, environment: ["PATH": folder.path])
    #expect(run.status == 2 && run.error.contains("takes Chromium or Chrome"))
    #expect(!folder.has("output"))
    // One that prints nothing.
    try folder.write("#!/bin/sh\necho it broke >&2\nexit 3\n", to: "chromium")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/chromium")
    let broken = try Command(
      ["render", "good.md", "--to", "pdf"], in: folder, environment: ["PATH": folder.path + ":/bin"])
    #expect(broken.status == 1 && broken.error.contains("printed no page: it broke"))
    #expect(!folder.has("output/good.pdf"))
  }

  @Test(.enabled(if: Chromium.path != nil)) func aPDFHasTheRightSheetsAndTheSameBytes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "good.md")
    #expect(try Command(["render", "good.md", "--to", "pdf", "-o", "one"], in: folder).status == 0)
    #expect(try Command(["render", "good.md", "--to", "pdf", "-o", "two"], in: folder).status == 0)
    let pdf = try Data(contentsOf: folder.url.appending(path: "one/good.pdf"))
    #expect(try pdf == Data(contentsOf: folder.url.appending(path: "two/good.pdf")))
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.contains("/CreationDate (D:19700101000000") && text.contains("/FontFile2"))
    #expect(text.contains("/MediaBox [0 0 594") || text.contains("/MediaBox [0 0 595"))
    #expect(try Command(["render", "good.md", "--to", "pdf", "--paper", "letter"], in: folder).status == 0)
    let letter = try Data(contentsOf: folder.url.appending(path: "output/good.pdf"))
    #expect(String(decoding: letter, as: UTF8.self).contains("/MediaBox [0 0 612 792]"))
  }
}
