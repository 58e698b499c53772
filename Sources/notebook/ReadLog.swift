import Foundation
import NotebookKit
import Synchronization

/// Which files a notebook read, with the digests of their bytes.
final class ReadLog: Sendable {
  private let list = Mutex<[PageMemory.Input]>([])

  func add(_ path: String, _ bytes: [UInt8]) {
    let input = PageMemory.Input(path: URL(fileURLWithPath: path).standardizedFileURL.path, digest: SHA256.hex(bytes))
    list.withLock { if !$0.contains(input) { $0.append(input) } }
  }

  var inputs: [PageMemory.Input] { list.withLock { $0 } }
}
