import Dispatch
import Foundation
import Synchronization

/// Says that something may have changed in the folders of files. Folders are watched and not files, since editors put new files in
/// the place of old ones; one that is not there is waited for in the nearest one above.
///
/// On Linux the kernel tells (inotify). Elsewhere, where it cannot, and for folders of which it is not told (those of other
/// machines), it says so every 200 ms: looking is then up to the one who listens.
final class FolderWatch: Sendable {
  /// One element for any number of changes since the last.
  let changes: AsyncStream<Void>
  private let tell: AsyncStream<Void>.Continuation
  private let timer = Mutex<(any DispatchSourceTimer)?>(nil)

  #if os(Linux)
    private struct Watched {
      var descriptor: Int32 = -1
      var source: (any DispatchSourceRead)?
      var folders: [String: Int32] = [:]
    }
    private let watched = Mutex(Watched())
  #endif

  /// - Parameter polls: whether to look by the clock where the kernel would tell too.
  init(polls: Bool) {
    (changes, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    #if os(Linux)
      if !polls {
        let descriptor = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
        if descriptor >= 0 {
          listen(to: descriptor)
          return
        }
      }
    #endif
    poll()
  }

  private func poll() {
    timer.withLock { timer in
      guard timer == nil else { return }
      let new = DispatchSource.makeTimerSource(queue: .global())
      new.schedule(deadline: .now() + .milliseconds(200), repeating: .milliseconds(200))
      new.setEventHandler { [tell] in tell.yield() }
      new.resume()
      timer = new
    }
  }

  /// Follows the folders of these files, and no others.
  func follow(_ files: some Sequence<String>) {
    #if os(Linux)
      var folders: Set<String> = []
      for file in files {
        let url = URL(fileURLWithPath: file)
        for place in [url, url.resolvingSymlinksInPath()] {
          folders.insert(Self.nearest(place.deletingLastPathComponent()))
        }
      }
      let isFollowed = watched.withLock { watched in
        guard watched.descriptor >= 0 else { return true }
        // Added again each time: a folder of the same name may be another one by now. For the same one that does nothing.
        var kept: [String: Int32] = [:]
        for folder in folders { kept[folder] = inotify_add_watch(watched.descriptor, folder, Self.events) }
        let inUse = Set(kept.values)
        for number in Set(watched.folders.values).subtracting(inUse) { inotify_rm_watch(watched.descriptor, number) }
        watched.folders = kept.filter { $0.value >= 0 }
        return !inUse.contains(-1)
      }
      // There are only so many watches.
      if !isFollowed { poll() }
    #endif
  }

  #if os(Linux)
    private static let events =
      UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)

    /// The folder, or the nearest above it that is there.
    private static func nearest(_ folder: URL) -> String {
      var folder = folder
      while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
        folder = folder.deletingLastPathComponent()
      }
      return folder.path
    }

    private func listen(to descriptor: Int32) {
      watched.withLock { watched in
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        source.setEventHandler { [tell] in
          // Which folder it was does not matter: what files hold now does.
          var buffer = [UInt8](repeating: 0, count: 1 << 14)
          while read(descriptor, &buffer, buffer.count) > 0 {}
          tell.yield()
        }
        source.resume()
        watched.descriptor = descriptor
        watched.source = source
      }
    }
  #endif
}
