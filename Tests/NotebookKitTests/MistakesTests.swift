import Diagnostics
import Foundation
import NotebookKit
import Testing

@Suite struct MistakesTests {
  /// A notebook that says at its end which mistakes it has, and where.
  @Test func twentyMistakesAreAllReportedInTheirPlaces() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/twenty-mistakes.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let plan = Plan(Notebook(parsing: Source(path: "twenty-mistakes.md", text: text)))
    let found = plan.diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)" }
    let expected = text.split(separator: "\n").drop { $0 != "<!-- expected" }.dropFirst().dropLast().map(String.init)
    for line in expected { #expect(found.contains(line), "missing: \(line)") }
    for line in found { #expect(expected.contains(line), "unexpected: \(line)") }
    let report = Report(running: plan)
    #expect(report.status == .mistaken)
    let html = Page(report).html
    #expect(html.contains("class=\"failure\""))
    #expect(html.contains("explicit-euler"))
  }
}
