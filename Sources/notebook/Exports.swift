import ArgumentParser
import Foundation
import NotebookKit

/// In which forms `render` writes.
struct ExportOptions: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "What to write: \(ExportFormat.catalogue.map { "\($0.name) (\($0.summary))" }.joined(separator: ", ")). Several, separated by commas.",
      valueName: "format"),
    completion: .list(ExportFormat.catalogue.map(\.name)))
  var formats: [String] = []

  @Option(help: ArgumentHelp("The sheets of a PDF: A4 or letter.", valueName: "size"))
  var paper: String = "A4"

  func validate() throws {
    for name in names where !ExportFormat.catalogue.contains(where: { $0.name == name }) {
      let known = ExportFormat.catalogue.map(\.name)
      throw ValidationError(
        "unknown format '\(name)': it is \(known.dropLast().joined(separator: ", ")) or \(known.last ?? "")")
    }
    if Paper(rawValue: paper.lowercased()) == nil {
      throw ValidationError("unknown paper '\(paper)': it is A4 or letter")
    }
  }

  private var names: [String] {
    let names = formats.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
    return names.isEmpty ? [ExportFormat.html.name] : names
  }

  /// Throws where a browser is needed and none is there: before anything runs.
  func exports() throws -> Exports {
    let formats = ExportFormat.catalogue.filter { names.contains($0.name) }
    let browser = formats.contains(where: \.needsBrowser) ? Browser.installed : nil
    if browser == nil, let format = formats.first(where: \.needsBrowser) {
      throw ValidationError(
        "'--to \(format.name)' takes Chromium or Chrome, and none is on the PATH (\(Browser.names.joined(separator: ", "))): install one, as in 'apt-get install chromium'"
      )
    }
    return Exports(formats: formats, paper: Paper(rawValue: paper.lowercased()) ?? .a4, browser: browser)
  }
}

/// The forms in which a report is written, and what it takes to do so.
struct Exports: Sendable {
  let formats: [ExportFormat]
  let paper: Paper
  let browser: Browser?

  static let page = Exports(formats: [.html], paper: .a4, browser: nil)

  var hasPage: Bool { formats.contains { $0.name == ExportFormat.html.name } }
  var isPageAlone: Bool { hasPage && formats.count == 1 }

  /// Where the first form goes.
  func main(of edition: Edition) -> String { "\(edition.folder)/\(edition.name).\(formats.first?.name ?? "")" }

  /// Writes all but the page, and says what: a line for each form.
  func write(_ report: Report, _ edition: Edition) throws(Disk.WriteFailure) -> [String] {
    var said: [String] = []
    for format in formats where format.name != ExportFormat.html.name {
      let files = format.files(report, ExportSettings(name: edition.name, paper: paper))
      var (size, isNew) = (0, false)
      for file in files {
        let path = "\(edition.folder)/\(file.path)"
        let bytes = try bytes(of: file, at: path)
        isNew = try Disk.write(bytes, to: path, as: .exported(to: path)) == .new || isNew
        size += bytes.count
      }
      guard let first = files.first else {
        said.append("nothing for \(format.name)")
        continue
      }
      let others = files.count > 1 ? " and \(files.count - 1) more" : ""
      let unchanged = isNew ? "" : "unchanged, "
      said.append(
        "\(Disk.shortened("\(edition.folder)/\(first.path)"))\(others) (\(unchanged)\((size + 1023) / 1024) KB)")
    }
    return said
  }

  private func bytes(of file: ExportedFile, at path: String) throws(Disk.WriteFailure) -> [UInt8] {
    switch file.content {
    case .bytes(let bytes): return bytes
    case .printed(let html):
      guard let browser else { throw Disk.WriteFailure(path: path, reason: "no browser prints it") }
      do throws(Browser.Failure) { return try browser.printed(html) } catch {
        throw Disk.WriteFailure(path: path, reason: error.reason)
      }
    }
  }
}
