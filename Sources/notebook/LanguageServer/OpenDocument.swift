import Diagnostics
import Foundation
import NotebookKit
import Synchronization

/// A text that the editor has open: it counts, and not what is on the disk.
struct OpenDocument {
  let uri: String
  /// As messages show it.
  let path: String
  /// The path without links; nothing for a text that is no file.
  let file: String?
  var version: Int
  var text: EditedText
  /// What is known of the text; nothing after a change.
  var known: Known?

  struct Known {
    let analysis: Analysis
    /// The files that it was made from, whether they are there or not.
    let files: Set<String>
  }

  init(_ document: OpenParameters.Document) {
    uri = document.uri
    let path = FileURI.path(document.uri)
    self.path = path ?? document.uri
    file = path.map(FileURI.resolved)
    version = document.version
    text = EditedText(document.text)
  }

  /// Reads the text as a notebook.
  ///
  /// - Parameter open: the texts of open files, by their paths.
  func analysed(_ open: [String: [UInt8]]) -> Known {
    guard file != nil else { return Known(analysis: Analysis(of: text.source(path: path)), files: []) }
    let log = PathLog()
    let files = Disk.files(of: path, root: Disk.root(of: path)) { file in
      log.add(file)
      return open[file]
    }
    let analysis = Analysis(of: text.source(path: path), files: files)
    return Known(analysis: analysis, files: log.paths)
  }
}

/// Which files were asked for.
private final class PathLog: Sendable {
  private let list = Mutex<Set<String>>([])

  func add(_ path: String) { list.withLock { _ = $0.insert(path) } }
  var paths: Set<String> { list.withLock { $0 } }
}
