/// A piece of text taken from an author's file, which knows where each of its bytes stands there.
///
/// The body of a directive in a list or a quote, or a block of equations with its indentation taken off, is not one run
/// of bytes of the file, and a notebook that includes others is not one file. A fragment is what the language's readers
/// work on, so that every message is about the file that the author sees.
package struct Fragment: Sendable, Equatable {
  package let bytes: [UInt8]
  /// Where runs of bytes begin: in the fragment, and in a source. Ascending, the first at 0.
  private let anchors: [Anchor]

  private struct Anchor: Sendable, Equatable {
    let here: Int
    let there: Int
    let source: Source
  }

  /// Bytes of a source, from which a fragment is put together.
  package struct Run: Sendable {
    package let source: Source
    package let range: Range<Int>
    package init(_ source: Source, _ range: Range<Int>) {
      self.source = source
      self.range = range
    }
  }

  /// The source in which the fragment begins.
  package var source: Source { anchors[0].source }

  /// The bytes of `range` as they stand in the source.
  package init(source: Source, range: Range<Int>) {
    let range = range.clamped(to: 0..<source.bytes.count)
    bytes = Array(source.bytes[range])
    anchors = [Anchor(here: 0, there: range.lowerBound, source: source)]
  }

  /// The lines of `ranges`, joined by line feeds.
  package init(source: Source, lines ranges: [Range<Int>]) {
    self.init(lines: ranges.map { [Run(source, $0)] }, of: source)
  }

  /// Lines, each made of runs, joined by line feeds.
  ///
  /// - Parameter source: where the fragment stands if it has no lines at all.
  package init(lines: [[Run]], of source: Source) {
    var bytes: [UInt8] = []
    var anchors: [Anchor] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "\n")) }
      for run in line {
        // A line that follows the one before it in its file needs no anchor of its own.
        if let last = anchors.last, last.there + bytes.count - last.here == run.range.lowerBound,
          last.source.bytes.count == run.source.bytes.count, last.source.path == run.source.path
        {
          bytes += run.source.bytes[run.range]
          continue
        }
        anchors.append(Anchor(here: bytes.count, there: run.range.lowerBound, source: run.source))
        bytes += run.source.bytes[run.range]
      }
    }
    if anchors.first?.here != 0 {
      anchors.insert(Anchor(here: 0, there: 0, source: anchors.first?.source ?? source), at: 0)
    }
    self.init(bytes: bytes, anchors: anchors)
  }

  /// The bytes of several ranges of this fragment, one after the other.
  package func joining(_ ranges: [Range<Int>]) -> Fragment {
    var bytes: [UInt8] = []
    var kept: [Anchor] = []
    for range in ranges {
      let part = slice(range)
      for anchor in part.anchors {
        kept.append(Anchor(here: bytes.count + anchor.here, there: anchor.there, source: anchor.source))
      }
      bytes += part.bytes
    }
    return Fragment(bytes: bytes, anchors: kept.isEmpty ? [Anchor(here: 0, there: 0, source: source)] : kept)
  }

  /// The same places with other bytes in `range`, as many as there were.
  package func replacing(_ range: Range<Int>, with replacement: [UInt8]) -> Fragment {
    precondition(replacement.count == range.count)
    return Fragment(
      bytes: bytes[..<range.lowerBound] + replacement + bytes[range.upperBound...], anchors: anchors)
  }

  private init(bytes: [UInt8], anchors: [Anchor]) {
    self.bytes = bytes
    self.anchors = anchors
  }

  /// A text that stands in no file: an option of the command line, a built-in model.
  package init(_ text: String, path: String) {
    self.init(source: Source(path: path, text: text), range: 0..<text.utf8.count)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var isEmpty: Bool { bytes.isEmpty }
  package var range: Range<Int> { 0..<bytes.count }

  /// Where `offset` stands in the source.
  package func sourceOffset(_ offset: Int) -> Int {
    let anchor = anchors[anchorIndex(of: offset)]
    return anchor.there + offset - anchor.here
  }

  /// The last anchor at or before `offset`.
  private func anchorIndex(of offset: Int) -> Int {
    var low = 0
    var high = anchors.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if anchors[middle].here <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The runs of `range`, as they stand in their sources.
  package func runs(_ range: Range<Int>) -> [Run] {
    slice(range).anchoredRuns
  }

  private var anchoredRuns: [Run] {
    anchors.indices.map { index in
      let anchor = anchors[index]
      let end = index + 1 < anchors.count ? anchors[index + 1].here : bytes.count
      return Run(anchor.source, anchor.there..<anchor.there + end - anchor.here)
    }
  }

  /// Where `range` stands in the file in which it begins.
  package func location(_ range: Range<Int>) -> Location {
    let first = anchorIndex(of: range.lowerBound)
    let start = sourceOffset(range.lowerBound)
    if range.isEmpty { return Location(source: anchors[first].source, range: start..<start) }
    var end = sourceOffset(range.upperBound - 1) + 1
    let last = anchorIndex(of: range.upperBound - 1)
    // What goes on in another file is marked to the end of the run in this one.
    if last > first, anchors[first].source.path != anchors[last].source.path {
      end = start + anchors[first + 1].here - range.lowerBound
    }
    return Location(source: anchors[first].source, range: start..<max(start, end))
  }

  package var location: Location { location(range) }

  package func slice(_ range: Range<Int>) -> Fragment {
    let range = range.clamped(to: self.range)
    let first = anchorIndex(of: range.lowerBound)
    var kept = [Anchor(here: 0, there: sourceOffset(range.lowerBound), source: anchors[first].source)]
    for anchor in anchors[(first + 1)...].prefix(while: { $0.here < range.upperBound }) {
      kept.append(Anchor(here: anchor.here - range.lowerBound, there: anchor.there, source: anchor.source))
    }
    return Fragment(bytes: Array(bytes[range]), anchors: kept)
  }

  /// The fragment without spaces, tabs and line ends at its ends.
  package var trimmed: Fragment { slice(trimmed(range)) }

  /// The range without spaces, tabs and line ends at its ends.
  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The ranges of the lines, without their line ends.
  package var lines: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      ranges.append(start..<offset)
      start = offset + 1
    }
    ranges.append(start..<bytes.count)
    return ranges
  }
}
