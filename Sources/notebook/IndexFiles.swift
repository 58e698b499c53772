import Foundation
import NotebookKit

/// The index pages of a run: one in each folder that gets several pages or has an index, unless a notebook is the index. Pages
/// of earlier runs that are still there stay in it.
struct IndexFiles {
  private struct Folder {
    let path: String
    let earlier: [IndexPage.Item]
    var entries: [IndexPage.Entry] = []
  }
  private var folders: [Folder] = []

  /// - Parameter pages: the pages that the run is to write.
  init(_ pages: [String]) {
    let byFolder = Dictionary(grouping: pages) { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    for (folder, pages) in byFolder.sorted(by: { $0.key < $1.key })
    where !pages.contains(where: { $0.hasSuffix("/index.html") }) {
      guard let old = try? Disk.read(folder + "/index.html") else {
        if pages.count > 1 { folders.append(Folder(path: folder, earlier: [])) }
        continue
      }
      let text = String(decoding: old, as: UTF8.self)
      guard let items = IndexPage.items(of: text) else {
        // A notebook's page is the index; what is no page of ours is left alone, and said when it is to be replaced.
        if pages.count > 1, !PageMark.isPage(old) { folders.append(Folder(path: folder, earlier: [])) }
        continue
      }
      let earlier = items.filter { FileManager.default.fileExists(atPath: folder + "/" + $0.address) }
      folders.append(Folder(path: folder, earlier: earlier))
    }
  }

  mutating func add(_ entry: IndexPage.Entry, at page: String) {
    let folder = URL(fileURLWithPath: page).deletingLastPathComponent().path
    if let index = folders.firstIndex(where: { $0.path == folder }) { folders[index].entries.append(entry) }
  }

  func write(_ console: Console) throws(Disk.WriteFailure) {
    for folder in folders where !folder.entries.isEmpty {
      let index = IndexPage(folder.entries, keeping: folder.earlier)
      let html = Array(index.html.utf8)
      let path = folder.path + "/index.html"
      let written = try Disk.write(html, to: path, as: .page)
      let size = "\((html.count + 1023) / 1024) KB"
      let kept = index.items.count - folder.entries.count
      let from = kept == 0 ? "" : ", \(kept) of them from earlier runs,"
      console.say(
        "index of \(index.items.count)\(from) -> \(Disk.shortened(path)) (\(written == .same ? "unchanged, " : "")\(size))"
      )
    }
  }
}
