import Foundation
import NotebookKit

/// The index pages of a run: one in each folder that gets several pages, unless one of these is the index already.
struct IndexFiles {
  private var folders: [(path: String, entries: [IndexPage.Entry])] = []

  /// - Parameter pages: the pages that the run is to write.
  init(_ pages: [String]) {
    let byFolder = Dictionary(grouping: pages) { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    for (folder, pages) in byFolder.sorted(by: { $0.key < $1.key })
    where pages.count > 1 && !pages.contains(where: { $0.hasSuffix("/index.html") }) {
      folders.append((folder, []))
    }
  }

  mutating func add(_ entry: IndexPage.Entry, at page: String) {
    let folder = URL(fileURLWithPath: page).deletingLastPathComponent().path
    if let index = folders.firstIndex(where: { $0.path == folder }) { folders[index].entries.append(entry) }
  }

  func write(_ console: Console) throws(Disk.WriteFailure) {
    for (folder, entries) in folders where !entries.isEmpty {
      let html = Array(IndexPage(entries).html.utf8)
      let written = try Disk.write(html, to: folder + "/index.html", as: .page)
      let size = "\((html.count + 1023) / 1024) KB"
      console.say(
        "index of \(entries.count) -> \(Disk.shortened(folder + "/index.html")) (\(written == .same ? "unchanged, " : "")\(size))"
      )
    }
  }
}
