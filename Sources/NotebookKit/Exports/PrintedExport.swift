extension ExportFormat {
  /// The page as a browser prints it.
  package static let printed = ExportFormat("pdf", "the page on paper; takes Chromium or Chrome", needsBrowser: true) {
    report, settings in
    [ExportedFile("\(settings.name).pdf", .printed(html: Page(report).html(on: settings.paper)))]
  }
}

extension Page {
  /// The page with the size of its sheets.
  func html(on paper: Paper) -> String {
    let rule = "@page { size: \(paper == .a4 ? "A4" : "Letter"); }\n"
    let parts = html.split(separator: "</style>", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return html }
    return parts[0] + rule + "</style>" + parts[1]
  }
}
