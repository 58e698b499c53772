import Diagnostics

/// The files that a notebook may read, handed in by whoever runs it: this library itself touches no disk.
///
/// Paths are relative to the notebook; the one who hands it in keeps them below the project root.
package struct Files: Sendable {
  package enum Failure: Error, Sendable {
    case missing
    case outside
    case tooLarge(limit: Int)
    case unreadable(String)

    package var message: String {
      switch self {
      case .missing: "there is no such file"
      case .outside: "the file is outside the project"
      case .tooLarge(let limit): "the file is larger than \(limit) bytes"
      case .unreadable(let reason): "the file cannot be read: \(reason)"
      }
    }
  }

  package let read: @Sendable (String) throws(Failure) -> [UInt8]

  package init(read: @escaping @Sendable (String) throws(Failure) -> [UInt8]) { self.read = read }

  /// No files at all.
  package static let none = Files { _ throws(Failure) in throw Failure.missing }
}
