import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// A page to make: of a notebook, with the parameters that vary from page to page.
struct Edition: Sendable {
  let notebook: String
  let point: ParameterGrid.Point
  /// Where all goes that is made of it.
  let folder: String
  /// The page's file.
  let page: String

  init(_ notebook: String, _ point: ParameterGrid.Point, in output: String?) {
    self.notebook = notebook
    self.point = point
    folder = output ?? Disk.root(of: notebook) + "/output"
    page = "\(folder)/\(Self.name(notebook, point)).html"
  }

  /// The name of its page, and of the folder of its data.
  var name: String { Self.name(notebook, point) }

  /// What tells it from the others, for messages.
  var title: String { point.values.isEmpty ? notebook : "\(notebook) (\(point.text))" }

  /// Messages about one of several pages of a notebook: they say which.
  func naming(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if point.values.isEmpty { return diagnostics }
    return diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.message += " (\(point.text))"
      return diagnostic
    }
  }

  private static func name(_ notebook: String, _ point: ParameterGrid.Point) -> String {
    let file = URL(fileURLWithPath: notebook).lastPathComponent
    let name = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    return point.values.isEmpty ? name : "\(name)-\(point.suffix)"
  }

  /// Each notebook with each set of parameters. Two that would be one page are a mistake.
  static func all(of notebooks: [String], _ points: [ParameterGrid.Point], in output: String?) throws -> [Edition] {
    var owners: [String: Edition] = [:]
    return try notebooks.flatMap { notebook in points.map { Edition(notebook, $0, in: output) } }.map { edition in
      if let other = owners.updateValue(edition, forKey: edition.page) {
        throw ValidationError("'\(other.title)' and '\(edition.title)' would both become '\(edition.page)'")
      }
      return edition
    }
  }
}
