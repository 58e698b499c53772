package import Diagnostics

/// A text with `⟦` and `⟧` around the spots that messages should point at.
///
/// The marks are taken out; ``locations`` says where they were, so that expected positions stand in the test's input.
package struct MarkedText {
  package let text: String
  package let ranges: [Range<Int>]

  package init(_ marked: String) {
    var text = ""
    var ranges: [Range<Int>] = []
    var starts: [Int] = []
    for character in marked {
      switch character {
      case "⟦": starts.append(text.utf8.count)
      case "⟧": if let start = starts.popLast() { ranges.append(start..<text.utf8.count) }
      default: text.append(character)
      }
    }
    self.text = text
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  package func source(path: String = "test.md") -> Source { Source(path: path, text: text) }
}
