import Foundation
import NotebookKit

/// Chromium or Chrome, which prints pages.
struct Browser: Sendable {
  let path: String

  static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

  /// Longer takes no page of ours: then something else is wrong.
  private static let patience = 180.0

  /// The first of them on the path.
  static var installed: Browser? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }.map(Browser.init)
  }

  struct Failure: Error {
    let reason: String
  }

  /// The page as a PDF, with bookmarks and tags. Its dates are the beginning of 1970: the same page gives the same bytes, as
  /// long as the browser and the fonts are the same.
  ///
  /// The browser gets a profile of its own, which is gone afterwards, and no network.
  func printed(_ html: String) throws(Failure) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "notebook-print-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (page, sheet) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
    let log = folder.appending(path: "log")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(html.utf8).write(to: page)
      try Data().write(to: log)
      try run(folder, page, sheet, log: FileHandle(forWritingTo: log))
      return PrintedIdentifiers.numbered(Self.withoutDates(Array(try Data(contentsOf: sheet))))
    } catch let failure as Failure {
      throw failure
    } catch {
      let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      let last = said.split(separator: "\n").last.map { ": \($0)" } ?? ""
      throw Failure(reason: "'\(path)' printed no page\(last)")
    }
  }

  private func run(_ folder: URL, _ page: URL, _ sheet: URL, log: FileHandle) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      [
        "--headless", "--disable-gpu", "--user-data-dir=\(folder.appending(path: "profile").path)", "--no-first-run",
        "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-background-networking",
        "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
        "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=\(sheet.path)",
      ]
      // Its sandbox refuses to work for the administrator, who is who runs containers. The page loads nothing and runs no
      // script but its own.
      + (geteuid() == 0 ? ["--no-sandbox"] : []) + [page.absoluteString]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = log
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + Self.patience) == .success else {
      process.terminate()
      throw Failure(reason: "'\(path)' did not end within \(Int(Self.patience)) s")
    }
  }

  /// Digits of dates become those of the beginning of 1970, as many as there were: all offsets stay right.
  private static func withoutDates(_ pdf: [UInt8]) -> [UInt8] {
    var pdf = pdf
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      // The browser writes them at the front.
      let end = min(pdf.count, 4096)
      guard let found = Data(pdf[..<end]).range(of: Data(name.utf8)) else { continue }
      let digits = pdf[found.upperBound..<end].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if digits.count == 14 { pdf.replaceSubrange(digits.indices, with: Array("19700101000000".utf8)) }
    }
    return pdf
  }
}
