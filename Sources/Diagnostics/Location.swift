/// A range of bytes in an author's file.
package struct Location: Sendable, Equatable {
  package let source: Source
  package let range: Range<Int>

  package init(source: Source, range: Range<Int>) {
    self.source = source
    let start = min(max(0, range.lowerBound), source.bytes.count)
    self.range = start..<min(max(start, range.upperBound), source.bytes.count)
  }

  /// The first `length` bytes of line `line`, counted from 1, or the whole line.
  package init(source: Source, line: Int) {
    let index = min(max(0, line - 1), source.lineCount - 1)
    self.init(source: source, range: source.lineRange(index))
  }

  private var lineIndex: Int { source.lineIndex(of: range.lowerBound) }

  /// The line, from 1.
  package var line: Int { lineIndex + 1 }

  /// The column in characters, from 1.
  package var column: Int { textBefore.count + 1 }

  package var lineText: String { source.line(lineIndex) }

  /// What stands on the line before the location.
  package var textBefore: String {
    source.text(in: source.lineStarts[lineIndex]..<range.lowerBound)
  }

  /// The part of the location that stands on its first line.
  package var textMarked: String {
    let line = source.lineRange(lineIndex)
    return source.text(in: range.lowerBound..<max(range.lowerBound, min(range.upperBound, line.upperBound)))
  }

  package var text: String { source.text(in: range) }
}
