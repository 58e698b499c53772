import Diagnostics
import NotebookKit

/// The page of a text, with files beside it that exist only here.
struct PageOf {
  let html: String
  /// What stands between `<main>` and `</main>`.
  let main: String
  /// `path:line:column message`, in the order of the file.
  let messages: [String]
  let hints: [String]
  let report: Report

  init(_ text: String, files: [String: [UInt8]] = [:], variant: Variant = .instructor, path: String = "t.md") {
    let around = Files { name throws(Files.Failure) in
      guard let bytes = files[name] else { throw name.hasPrefix("..") ? .outside : .missing() }
      return bytes
    }
    let notebook = Notebook(parsing: Source(path: path, text: text), files: around, variant: variant)
    report = Report(running: Plan(notebook, files: around))
    html = Page(report).html
    main = html.firstMatch(of: #/(?s)<main[^>]*>\n(.*)<\/main>/#).map { String($0.output.1) } ?? ""
    messages = report.diagnostics.map {
      "\($0.location.map { "\($0.source.path):\($0.line):\($0.column)" } ?? "?") \($0.message)"
    }
    hints = report.diagnostics.map { $0.hint ?? "" }
  }

  /// What a reader reads of ``main``: without tags, its blanks as plain ones.
  var text: String {
    main.replacing(#/<[^>]*>/#, with: "").replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  init(_ text: String, texts: [String: String], variant: Variant = .instructor, path: String = "t.md") {
    self.init(text, files: texts.mapValues { Array($0.utf8) }, variant: variant, path: path)
  }
}
