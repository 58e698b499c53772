import Dynamics
import Foundation
import NotebookKit

/// Results of earlier runs in a folder: one file for each, named by its key, with a digest of its own bytes before them.
///
/// A file is written under another name and renamed, so several runs may share the folder, and a kill leaves whole files.
struct DiskCache: Sendable {
  let folder: String

  /// Where a project keeps its results unless told otherwise.
  static func standard(for notebook: String) -> DiskCache {
    DiskCache(folder: Disk.root(of: notebook) + "/.notebook-cache")
  }

  /// Larger results are computed again sooner than they are read.
  private static let largestEntry = 64 << 20

  /// The bytes kept under a key; nothing where there are none, or where they are damaged.
  func read(_ key: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path(key)) else { return nil }
    let bytes = Array(data)
    let digest = SHA256.hex(bytes.dropFirst(64)).utf8
    guard bytes.count >= 64, bytes.prefix(64).elementsEqual(digest) else { return nil }
    return Array(bytes.dropFirst(64))
  }

  /// Keeps bytes. A cache that cannot be written is no failure: the next run computes again.
  func write(_ key: String, _ bytes: [UInt8]) {
    guard bytes.count <= Self.largestEntry else { return }
    let target = path(key)
    let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: parent) {
      let isNew = !FileManager.default.fileExists(atPath: folder)
      try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      // Neither kept in a repository nor copied by backups.
      if isNew {
        try? "*\n".write(toFile: folder + "/.gitignore", atomically: false, encoding: .utf8)
        try? "Signature: 8a477f597d28d172789f06886806bc55\n".write(
          toFile: folder + "/CACHEDIR.TAG", atomically: false, encoding: .utf8)
      }
    }
    Disk.replace(target, with: Array(SHA256.hex(bytes).utf8) + bytes)
  }

  /// Whether anything can be kept: the folder can be written to, or be made.
  var canBeWritten: Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
      return FileManager.default.isWritableFile(atPath: parent)
    }
    return isFolder.boolValue && FileManager.default.isWritableFile(atPath: folder)
  }

  private func path(_ key: String) -> String { "\(folder)/\(key.prefix(2))/\(key.dropFirst(2))" }

  struct Entry {
    let path: String
    let size: Int
    let used: Date
  }

  /// All entries, those not used for longest first.
  var entries: [Entry] {
    var found: [Entry] = []
    let keys: [URLResourceKey] = [.fileSizeKey, .contentModificationDateKey]
    let all = FileManager.default.enumerator(
      at: URL(fileURLWithPath: folder), includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    for case let url as URL in all ?? FileManager.DirectoryEnumerator() where url.lastPathComponent.count == 62 {
      let values = try? url.resourceValues(forKeys: Set(keys))
      found.append(
        Entry(
          path: url.path, size: values?.fileSize ?? 0, used: values?.contentModificationDate ?? .distantPast))
    }
    return found.sorted { ($0.used, $0.path) < ($1.used, $1.path) }
  }

  /// Removes entries, those written longest ago first, until no more than `limit` bytes are left. Gives how many bytes went.
  @discardableResult
  func prune(to limit: Int) -> Int {
    removeLeftovers()
    let entries = entries
    var size = entries.reduce(0) { $0 + $1.size }
    var removed = 0
    for entry in entries where size > limit {
      unlink(entry.path)
      size -= entry.size
      removed += entry.size
    }
    return removed
  }

  /// What killed runs left.
  private func removeLeftovers() {
    for shard in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where shard.count == 2 {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + shard)) ?? []
      where Disk.isLeftover(name) { unlink("\(folder)/\(shard)/\(name)") }
    }
  }

  /// What the folder may hold after a run, in bytes.
  static let standardLimit = 1 << 30

  /// The store that runs take results from.
  func store(engine: String) -> Store { Store(engine: engine, read: read, write: write) }

  // MARK: Pages

  private static func key(_ notebook: String, _ page: String) -> String {
    SHA256.hex("page\n\(absolute(notebook))\n\(absolute(page))".utf8)
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  func memory(of notebook: String, _ page: String) -> PageMemory? {
    guard let bytes = read(Self.key(notebook, page)) else { return nil }
    var reader = ByteReader(bytes)
    return try? reader.value(PageMemory.self)
  }

  func remember(_ memory: PageMemory, of notebook: String, _ page: String) {
    var writer = ByteWriter()
    writer.write(memory)
    write(Self.key(notebook, page), writer.bytes)
  }
}

extension PageMemory {
  /// Whether all that the page was made from is as it was, and the page too.
  func isCurrent(_ settings: String, page path: String) -> Bool {
    func digest(_ path: String) -> String? { FileManager.default.contents(atPath: path).map { SHA256.hex($0) } }
    return settings == self.settings && digest(path) == page && inputs.allSatisfy { digest($0.path) == $0.digest }
  }
}
