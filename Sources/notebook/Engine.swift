import Dynamics
import Foundation
import NotebookKit

/// Which tool computes: its version, the build, and the library that its results depend on.
enum Engine {
  static let name = [ToolVersion.current, build, Elementary.library].compactMap { $0 }.joined(separator: ", ")

  /// The linker's mark of this build, from the first page of the executable: so that a changed tool of the same version does not
  /// take up results of the old one.
  private static var build: String? {
    guard let file = FileHandle(forReadingAtPath: "/proc/self/exe"), let data = try? file.read(upToCount: 16384) else {
      return nil
    }
    let bytes = Array(data)
    // An ELF note of type 3: the length of its name (4), the length of the mark, the type, the name.
    let ending: [UInt8] = [3, 0, 0, 0, UInt8(ascii: "G"), UInt8(ascii: "N"), UInt8(ascii: "U"), 0]
    for place in 8..<max(8, bytes.count - 40) where bytes[place] == 3 {
      guard bytes[place..<place + 8].elementsEqual(ending), bytes[place - 8..<place - 4].elementsEqual([4, 0, 0, 0])
      else { continue }
      let length = Int(bytes[place - 4])
      guard length > 0, place + 8 + length <= bytes.count else { return nil }
      return bytes[place + 8..<place + 8 + length].map { String(format: "%02x", $0) }.joined()
    }
    return nil
  }
}
