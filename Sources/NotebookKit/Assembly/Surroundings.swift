import Diagnostics

/// The files around a notebook, as it names them: relative to the file in which the name stands.
struct Surroundings: Sendable {
  private let files: Files?
  /// The notebook's folder as messages show it, with a slash at its end, or nothing.
  private let folder: String

  /// - Parameter files: nothing where no files may be named, such as in a caption.
  init(_ files: Files?, notebook: Source) {
    self.files = files
    folder = Self.folder(of: notebook.path)
  }

  static let none = Surroundings(nil, notebook: Source(path: "", text: ""))

  var allowsFiles: Bool { files != nil }

  /// Reads the file that `name` stands for in `source`.
  func read(_ name: String, in source: Source) throws(Files.Failure) -> [UInt8] {
    guard let files else { throw .missing() }
    return try files.read(path(name, in: source))
  }

  /// The path relative to the notebook.
  func path(_ name: String, in source: Source) -> String {
    if name.hasPrefix("/") { return name }
    let own = Self.folder(of: source.path)
    let below = own.hasPrefix(folder) ? String(own.dropFirst(folder.count)) : ""
    return Self.normalised(below + name)
  }

  /// The path as messages show it.
  func shown(_ name: String, in source: Source) -> String {
    name.hasPrefix("/") ? name : Self.normalised(Self.folder(of: source.path) + name)
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path without `.` and, where they can be taken away, without `..`.
  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      if part == "." { continue }
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

/// A file that was read beside the notebook.
package struct ReadFile: Sendable {
  /// Relative to the notebook.
  package let path: String
  package let bytes: [UInt8]
}
