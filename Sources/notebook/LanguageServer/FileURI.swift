import Foundation

/// `file:` addresses, by which editors name files.
enum FileURI {
  /// The path that an address names; nothing for what is no file, such as a text that was never saved.
  static func path(_ uri: String) -> String? {
    guard let url = URL(string: uri), url.isFileURL else { return nil }
    return url.path
  }

  static func uri(_ path: String) -> String { URL(fileURLWithPath: path).absoluteString }

  /// The path by which one file is always known, whatever links lead to it.
  static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
