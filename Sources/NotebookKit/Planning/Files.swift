import Diagnostics

/// The files that a notebook may read, handed in by whoever runs it: this library itself touches no disk.
///
/// Paths are relative to the notebook; the one who hands it in keeps them below the project root.
package struct Files: Sendable {
  package enum Failure: Error, Sendable {
    /// - Parameter near: a file beside it whose name is nearly the same.
    case missing(near: String? = nil)
    case outside
    case tooLarge(size: Int, limit: Int)
    case unreadable(String)

    package var message: String {
      switch self {
      case .missing: "there is no such file"
      case .outside: "the file is outside the project"
      case .tooLarge(let size, let limit):
        "the file has \(Limits.Name.input.text(Double(size))), and the limit is \(Limits.Name.input.text(Double(limit)))"
      case .unreadable(let reason): "the file cannot be read: \(reason)"
      }
    }

    /// What to do, where that is known.
    package var hint: String? {
      switch self {
      case .tooLarge(let size, _): Limits.Name.input.raising(to: Double(size))
      case .missing(let near): near.map { "did you mean '\($0)'?" }
      case .outside, .unreadable: nil
      }
    }
  }

  private let readAtMost: @Sendable (String, Int) throws(Failure) -> [UInt8]
  /// How many bytes a file may have.
  private var limit = Limits()[.input]

  /// - Parameter readAtMost: gives the bytes of a file, unless it has more than a number of them.
  package init(readAtMost: @escaping @Sendable (String, Int) throws(Failure) -> [UInt8]) {
    self.readAtMost = readAtMost
  }

  /// Files whose size is known once they are read.
  package init(read: @escaping @Sendable (String) throws(Failure) -> [UInt8]) {
    self.init { (path: String, limit: Int) throws(Failure) in
      let bytes = try read(path)
      if bytes.count > limit { throw .tooLarge(size: bytes.count, limit: limit) }
      return bytes
    }
  }

  package func read(_ path: String) throws(Failure) -> [UInt8] { try readAtMost(path, limit) }

  /// The same files, each as large as the limits let it be.
  package func limited(to limits: Limits) -> Files {
    var files = self
    files.limit = limits[.input]
    return files
  }

  /// No files at all.
  package static let none = Files { _ throws(Failure) in throw Failure.missing() }
}
