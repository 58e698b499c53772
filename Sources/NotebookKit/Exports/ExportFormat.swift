/// A form that a report can be written in.
package struct ExportFormat: Sendable {
  package let name: String
  /// What one gets.
  package let summary: String
  /// The files, the main one first; none where the report has nothing to write in this form.
  package let files: @Sendable (Report, ExportSettings) -> [ExportedFile]
  /// Whether making the files takes a browser.
  package let needsBrowser: Bool

  init(
    _ name: String, _ summary: String, needsBrowser: Bool = false,
    files: @escaping @Sendable (Report, ExportSettings) -> [ExportedFile]
  ) {
    self.name = name
    self.summary = summary
    self.needsBrowser = needsBrowser
    self.files = files
  }

  /// All forms, the standard one first.
  package static let catalogue: [ExportFormat] = [.html, .jupyter, .markdown, .printed, .latexTables]

  package static let html = ExportFormat("html", "a self-contained page") { report, settings in
    [ExportedFile("\(settings.name).html", Page(report).html)]
  }
}

/// What the command says about the files to write.
package struct ExportSettings: Sendable {
  /// The name of the files, without an extension.
  package let name: String
  package var paper = Paper.a4

  package init(name: String, paper: Paper = .a4) {
    self.name = name
    self.paper = paper
  }
}

/// A sheet to print on.
package enum Paper: String, Sendable, CaseIterable {
  case a4, letter
}

/// A file of an export.
package struct ExportedFile: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    /// A page that a browser is to print.
    case printed(html: String)
  }

  /// Relative to the folder of the output.
  package let path: String
  package let content: Content

  package init(_ path: String, _ content: Content) {
    self.path = path
    self.content = content
  }

  init(_ path: String, _ text: String) { self.init(path, .bytes(Array(text.utf8))) }
}
