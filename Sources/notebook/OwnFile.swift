import Foundation
import NotebookKit

/// A kind of file that this tool writes: one of its own is replaced by the next, another text that stands there is not.
struct OwnFile: Sendable {
  /// Whether a text was written as a file of the kind.
  let isOwn: @Sendable ([UInt8]) -> Bool

  static let page = OwnFile { PageMark.isPage($0) }
  static let trace = OwnFile { $0.starts(with: Timings.opening.utf8) }
  private static let markdown = OwnFile { ExportFormat.isMarkdown(exported: $0) }
  private static let jupyter = OwnFile { ExportFormat.isJupyter(exported: $0) }
  /// Figures, prints and tables carry no mark: they stand under names that are ours.
  private static let unmarked = OwnFile { _ in true }

  /// The kind of a file that an export writes.
  static func exported(to path: String) -> OwnFile {
    switch URL(fileURLWithPath: path).pathExtension {
    case "html": page
    case "md": markdown
    case "ipynb": jupyter
    default: unmarked
    }
  }

  /// Why a file of the kind may not be written here, if so.
  func reason(againstReplacing path: String) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { return "it is a folder" }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let kind = (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
    guard kind == .typeRegular else { return "it is no file, but a device or the like" }
    guard let old = FileManager.default.contents(atPath: path), !old.isEmpty, !isOwn(Array(old)) else { return nil }
    return "another text stands there, which this tool has not written; move it, or name another place"
  }
}
