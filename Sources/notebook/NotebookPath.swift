import Diagnostics
import Foundation

/// What a path says about itself, before a file is read: whether it may be a notebook, and what may have been meant.
enum NotebookPath {
  /// Endings of files that are no Markdown.
  private static let others: Set<String> = [
    "html", "htm", "ipynb", "csv", "tsv", "json", "yaml", "yml", "pdf", "tex", "png", "svg", "jpg", "jpeg", "py", "bib",
    "css", "docx", "xlsx", "zip",
  ]

  /// Why the file is no notebook, where its name says that.
  static func refusal(_ path: String) -> Diagnostic? {
    let url = URL(fileURLWithPath: path)
    let ending = url.pathExtension.lowercased()
    guard others.contains(ending) else { return nil }
    let hint: String
    if ending == "ipynb" {
      hint = "write 'notebook import \(quoted(path))' to make Markdown of it"
    } else {
      let name = url.deletingPathExtension().lastPathComponent + ".md"
      let beside = String(path.dropLast(url.lastPathComponent.count)) + name
      hint =
        [beside, name].first(where: isThere).map { "did you mean '\($0)'?" } ?? "a notebook is a Markdown file, '.md'"
    }
    return .error("'\(path)' is no notebook: it ends in '.\(url.pathExtension)'", at: nil, hint: hint)
  }

  /// `s1` where there is an `s1.md`.
  static func hint(missing path: String) -> String? {
    isThere(path + ".md") ? "did you mean '\(path).md'?" : nil
  }

  private static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The path as a shell takes it.
  static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "._/-+".contains($0) }
    return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
  }
}
