import Diagnostics
import Foundation
import NotebookKit

/// Files and folders: the only place that reads and writes them.
enum Disk {
  /// - Parameter limit: how many bytes the file may have.
  static func read(_ path: String, limit: Int = Limits()[.input]) throws(Files.Failure) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(near: near(path)) }
    if isFolder.boolValue { throw .unreadable("it is a folder") }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    if size > limit { throw .tooLarge(size: size, limit: limit) }
    do { return try Array(Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw .unreadable(reason(error))
    }
  }

  /// The file of the same folder whose name is nearest.
  private static func near(_ path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let others = try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
    let alike = (others ?? []).filter { $0.hasSuffix(".\(url.pathExtension)") }
    return Spelling.nearest(url.lastPathComponent, among: alike.sorted())
  }

  /// The files that a notebook may read: below the root, and nothing that a link leads out of it.
  ///
  /// - Parameters:
  ///   - log: is told of every file that was read.
  ///   - open: the bytes of a file that count instead of those on the disk.
  static func files(
    of notebook: String, root: String, log: ReadLog? = nil,
    open: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) -> Files {
    let folder = URL(fileURLWithPath: notebook).deletingLastPathComponent()
    let rootPath = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    return Files { (path: String, limit: Int) throws(Files.Failure) in
      let url = URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL.resolvingSymlinksInPath()
      guard url.path == rootPath || url.path.hasPrefix(rootPath.hasSuffix("/") ? rootPath : rootPath + "/") else {
        throw .outside
      }
      if let bytes = open(url.path) { return bytes }
      do throws(Files.Failure) {
        let bytes = try read(url.path, limit: limit)
        log?.add(url.path, bytes)
        return bytes
      } catch {
        log?.add(url.path, error)
        guard case .missing(let near?) = error, let end = path.lastIndex(of: "/") else { throw error }
        // As the author names it, with its folder.
        throw .missing(near: path[...end] + near)
      }
    }
  }

  /// The project that a notebook belongs to: the nearest folder above it with `notebook.yaml` or `.git`, else its own.
  static func root(of notebook: String) -> String {
    let own = URL(fileURLWithPath: notebook).standardizedFileURL.deletingLastPathComponent()
    var folder = own
    while true {
      for name in ["notebook.yaml", ".git"]
      where FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) {
        return folder.path
      }
      let parent = folder.deletingLastPathComponent()
      if parent.path == folder.path { return own.path }
      folder = parent
    }
  }

  /// The path as seen from here.
  static func shortened(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  enum Written { case new, same }

  /// Replaces a file as a whole, and only if its bytes differ: a crash leaves the old file, never half of the new one.
  ///
  /// - Parameter kind: what is replaced, where not everything is.
  static func write(_ bytes: [UInt8], to path: String, as kind: OwnFile? = nil) throws(WriteFailure) -> Written {
    if let reason = kind?.reason(againstReplacing: path) { throw WriteFailure(path: path, reason: reason) }
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    try makeFolder(folder)
    removeLeftovers(of: url.lastPathComponent, in: folder)
    if let old = FileManager.default.contents(atPath: path), old == Data(bytes) { return .same }
    if let reason = exchange(path, bytes, isSynced: true) { throw WriteFailure(path: path, reason: reason) }
    return .new
  }

  /// Writes a file where there is none. Gives the reason where that failed; what is there stays as it is.
  static func create(_ path: String, _ bytes: [UInt8]) -> String? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno == EEXIST ? "there is one already" : String(cString: strerror(errno)) }
    let isWritten = writeAll(bytes, to: descriptor)
    let reason = isWritten ? nil : String(cString: strerror(errno))
    close(descriptor)
    if reason != nil { unlink(path) }
    return reason
  }

  /// Makes a folder and those above it, where they are missing.
  private static func makeFolder(_ path: String) throws(WriteFailure) {
    if isThere(path) { return }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if parent != path { try makeFolder(parent) }
    // Another run may have made it by now.
    guard mkdir(path, 0o777) != 0 else { return }
    let reason = errno == EEXIST ? "it is a file, and no folder" : String(cString: strerror(errno))
    if !isThere(path) { throw WriteFailure(path: path, reason: reason) }
  }

  private static func isThere(_ folder: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Puts bytes in the place of a file that a checksum guards: a loss of power may damage it, and nothing else does.
  static func replace(_ path: String, with bytes: [UInt8]) { _ = exchange(path, bytes, isSynced: false) }

  /// Writes beside the file and renames. Gives the reason where that failed.
  private static func exchange(_ path: String, _ bytes: [UInt8], isSynced: Bool) -> String? {
    let url = URL(fileURLWithPath: path)
    let temporary = "\(url.deletingLastPathComponent().path)/\(leftoverPrefix(url.lastPathComponent))\(getpid())"
    Interruption.begin(temporary)
    defer { Interruption.end(temporary) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    var failure: String?
    func check(_ isGood: Bool) { if !isGood, failure == nil { failure = String(cString: strerror(errno)) } }
    check(writeAll(bytes, to: descriptor))
    if failure == nil, isSynced { check(fsync(descriptor) == 0) }
    check(close(descriptor) == 0)
    if failure == nil { check(rename(temporary, path) == 0) }
    if failure != nil { unlink(temporary) }
    return failure
  }

  struct WriteFailure: Error {
    let path: String
    let reason: String
    var message: String { "cannot write '\(Disk.shortened(path))': \(reason)" }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = Foundation.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if written < 0 && errno == EINTR { continue }
        if written <= 0 { return false }
        offset += written
      }
      return true
    }
  }

  /// Whether a file is what a run of ours left that was killed.
  static func isLeftover(_ name: String) -> Bool {
    guard name.hasPrefix("."), let range = name.range(of: ".notebook-", options: .backwards),
      let process = Int32(name[range.upperBound...])
    else { return false }
    return process != getpid() && kill(process, 0) != 0
  }

  private static func leftoverPrefix(_ name: String) -> String { ".\(name).notebook-" }

  /// Removes what a killed run of ours left: files of our own naming whose process is gone.
  private static func removeLeftovers(of name: String, in folder: String) {
    let prefix = leftoverPrefix(name)
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where entry.hasPrefix(prefix) {
      guard let process = Int32(entry.dropFirst(prefix.count)), process != getpid(), kill(process, 0) != 0 else {
        continue
      }
      unlink("\(folder)/\(entry)")
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return (error as NSError).localizedDescription
  }
}
