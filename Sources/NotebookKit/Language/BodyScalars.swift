import Diagnostics

/// What stands behind a key or a dash: a text, a flow list or mapping, or the lines of a `|` block below it.
extension BodyParser {
  mutating func value(_ range: Range<Int>, indentation: Int) -> BodyValue {
    let text = fragment.slice(range).text
    if text == "|" || text == "|-" || text == "|+" { return blockText(indentation, at: range) }
    if let refusal = Refusal.ofValue(text) {
      fail(refusal.message, range, hint: refusal.hint)
      _ = skipNested(indentation)
      return .nothing(fragment.location(range))
    }
    let first = position
    position += 1
    var end = range.upperBound
    if text.hasPrefix("{") || text.hasPrefix("[") {
      // A flow list or mapping may go on below, as long as it is open and indented.
      var open = FlowText.openBrackets(fragment, range)
      while open > 0, position < lines.count,
        lines[position].isBlank || lines[position].indentation > indentation
      {
        if !lines[position].isBlank {
          open += FlowText.openBrackets(fragment, lines[position].content)
          end = lines[position].content.upperBound
        }
        position += 1
      }
      end = FlowText.endBeforeComment(fragment, range.lowerBound..<end)
      return .text(FlowText.joined(lines[first..<min(position, lines.count)], range.lowerBound..<end, of: fragment))
    }
    skipBlank()
    if position < lines.count, lines[position].indentation > indentation {
      let content = lines[position].content
      fail(.tooDeep(content, isEntry: keyEnd(content) != nil, below: indentation))
      position -= 1
      _ = skipNested(indentation)
    }
    let bytes = fragment.bytes[range]
    if bytes.first == UInt8(ascii: "\""), bytes.dropFirst().firstIndex(of: UInt8(ascii: "\"")) == nil {
      fail(
        "the quote is never closed", range.lowerBound..<range.lowerBound + 1,
        hint: "end the text with '\"', or leave the quote away: a text needs none")
    }
    return .text(unquoted(range))
  }

  private mutating func blockText(_ indentation: Int, at place: Range<Int>) -> BodyValue {
    position += 1
    var parts: [BodyLine] = []
    while position < lines.count {
      let line = lines[position]
      let isEmpty = fragment.bytes[line.whole].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      guard isEmpty || line.indentation > indentation else { break }
      parts.append(line)
      position += 1
    }
    while let last = parts.last, fragment.bytes[last.whole].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      parts.removeLast()
    }
    let filled = parts.filter { !fragment.bytes[$0.whole].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    guard let margin = filled.map(\.indentation).min() else {
      return .block(fragment.slice(place.upperBound..<place.upperBound))
    }
    let ranges = parts.map { line in
      min(line.whole.lowerBound + margin, line.whole.upperBound)..<line.whole.upperBound
    }
    return .block(fragment.joiningLines(ranges))
  }
}
