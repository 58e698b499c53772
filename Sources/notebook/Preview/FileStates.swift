import Foundation
import NotebookKit

/// What files hold, by digest. Only what looks changed is read again.
struct FileStates {
  private struct Stamp: Equatable {
    let modified: timespec
    let size: Int
    let number: UInt64

    static func == (left: Stamp, right: Stamp) -> Bool {
      left.modified.tv_sec == right.modified.tv_sec && left.modified.tv_nsec == right.modified.tv_nsec
        && left.size == right.size && left.number == right.number
    }
  }

  private struct Known {
    let stamp: Stamp?
    let state: MadePage.Input.State
  }

  private var known: [String: Known] = [:]

  /// For how long a date of change says nothing: two changes within a tick of the file system's clock have the same, in seconds.
  private static let doubt = 1

  subscript(path: String) -> MadePage.Input.State? { known[path]?.state }

  /// Looks at the files again, and forgets all others.
  mutating func refresh(_ paths: Set<String>) {
    let now = time(nil)
    known = Dictionary(
      uniqueKeysWithValues: paths.map { path in
        let stamp = Self.stamp(path)
        if let old = known[path], old.stamp == stamp, now - (stamp?.modified.tv_sec ?? 0) > Self.doubt {
          return (path, old)
        }
        return (path, Known(stamp: stamp, state: stamp == nil ? .missing : Self.state(path)))
      })
  }

  /// Nothing where there is no file.
  private static func stamp(_ path: String) -> Stamp? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    #if canImport(Darwin)
      let modified = found.st_mtimespec
    #else
      let modified = found.st_mtim
    #endif
    return Stamp(modified: modified, size: Int(found.st_size), number: UInt64(found.st_ino))
  }

  /// Files of any size: whether one is too large is for the one who makes the page to say.
  private static func state(_ path: String) -> MadePage.Input.State {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .missing }
    guard !isFolder.boolValue, let file = FileHandle(forReadingAtPath: path) else { return .unreadable }
    defer { try? file.close() }
    var digest = SHA256()
    do {
      while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { digest.update(part) }
    } catch {
      return .unreadable
    }
    return .read(digest.hex)
  }
}
