import Diagnostics

/// Other text in places of an author's files, to be put into any fragment of them.
struct TextEdits {
  private struct Place: Hashable {
    let path: String
    let offset: Int
  }

  private struct Edit {
    let range: Range<Int>
    let text: String
    /// Whether it belongs to what stands before it.
    let isBehind: Bool
  }

  private var edits: [Place: [Edit]] = [:]

  mutating func replace(_ location: Location, with text: String) {
    replace(location.range, in: location.source, with: text)
  }

  /// - Parameter isBehind: of text that is only put in: whether it stands behind what comes before, and not before what follows.
  mutating func replace(_ range: Range<Int>, in source: Source, with text: String, isBehind: Bool = false) {
    edits[Place(path: source.path, offset: range.lowerBound), default: []].append(
      Edit(range: range, text: text, isBehind: isBehind))
  }

  /// Takes out `{#label}` and the blanks before it.
  mutating func removeAttribute(_ label: Location) {
    var start = label.range.lowerBound - 2
    while start > 0, label.source.bytes[start - 1] == 0x20 { start -= 1 }
    replace(max(0, start)..<label.range.upperBound + 1, in: label.source, with: "")
  }

  /// A part of a fragment, with line ends as on Unix.
  func applied(to fragment: Fragment, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    // How far the last edit goes: over the end of a run, where it goes over lines.
    var (done, path) = (0, "")
    for run in fragment.runs(range) {
      var offset = run.range.lowerBound
      if run.source.path == path, run.range.contains(done) || done == run.range.upperBound { offset = done }
      while offset <= run.range.upperBound {
        let found = (edits[Place(path: run.source.path, offset: offset)] ?? []).filter {
          $0.isBehind ? offset > run.range.lowerBound : offset < run.range.upperBound
        }
        for edit in found.sorted(by: { $0.range.count < $1.range.count }) { bytes += Array(edit.text.utf8) }
        let end = found.map(\.range.upperBound).max() ?? offset
        if end > offset {
          (done, path) = (end, run.source.path)
          offset = end
          continue
        }
        if offset < run.range.upperBound { bytes.append(run.source.bytes[offset]) }
        offset += 1
      }
    }
    return String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
  }
}
