import Diagnostics

/// Where in a body a place is: under which keys, and whether a key or a value stands there. Read from the lines above it.
struct BodyPath {
  /// The keys that the place is under, the outermost first.
  private(set) var keys: [String] = []
  /// Whether a key may stand there.
  private(set) var isKey = true
  /// Whether a value may stand there.
  private(set) var isValue = false
  /// What stands on the line before the place, behind the last key.
  private(set) var before = ""

  private let source: Source
  private let first: Int

  /// - Parameters:
  ///   - first: the first line of the body, from 0.
  ///   - offset: the place, in bytes of the source.
  init(_ source: Source, first: Int, offset: Int) {
    self.source = source
    self.first = first
    let index = source.lineIndex(of: offset)
    let line = TypedLine(source, index, upTo: offset)
    var indentation = line.indentation
    var flow: Int?
    if line.isItem { (isKey, isValue) = (true, true) }
    if let key = line.key {
      keys = [key.text]
      (isKey, isValue) = (false, true)
      before = source.text(in: key.end..<offset)
      if line.beginsFlow(at: key.end) { flow = key.end }
    } else {
      before = source.text(in: min(line.start, offset)..<offset)
      if line.beginsFlow(at: line.start) { flow = line.start }
    }
    var wasItem = line.isItem
    for above in stride(from: index - 1, through: first, by: -1) {
      let upper = TypedLine(source, above, upTo: source.lineRange(above).upperBound)
      guard upper.start < source.lineRange(above).upperBound, let key = upper.key,
        upper.indentation < indentation || (upper.indentation == indentation && wasItem && !upper.isItem)
      else { continue }
      let rest = source.text(in: key.end..<source.lineRange(above).upperBound).trimmingBlanks
      if rest.hasPrefix("|") {
        (keys, isKey, isValue) = ([], false, true)
        before = source.text(in: source.lineStarts[index]..<offset)
        flow = nil
      } else if upper.beginsFlow(at: key.end) {
        keys = []
        flow = key.end
      }
      keys.insert(key.text, at: 0)
      indentation = upper.indentation
      wasItem = upper.isItem
    }
    if let flow { follow(flow..<max(flow, offset)) }
  }

  /// Goes through what is open of `{...}` and `[...]`.
  private mutating func follow(_ range: Range<Int>) {
    var frames: [(sign: UInt8, key: String?, start: Int)] = []
    for offset in range {
      let byte = source.bytes[offset]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): frames.append((byte, nil, offset + 1))
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): _ = frames.popLast()
      case UInt8(ascii: ","):
        if let last = frames.indices.last, frames[last].sign != UInt8(ascii: "(") {
          (frames[last].key, frames[last].start) = (nil, offset + 1)
        }
      case UInt8(ascii: ":"):
        guard let last = frames.indices.last, frames[last].sign == UInt8(ascii: "{"), frames[last].key == nil,
          offset + 1 >= range.upperBound || source.bytes[offset + 1] == 0x20
        else { continue }
        frames[last].key = String(source.text(in: frames[last].start..<offset).trimmingBlanks)
        frames[last].start = offset + 1
      default: break
      }
    }
    guard let last = frames.last else {
      (isKey, isValue) = (false, false)
      return
    }
    keys += frames.compactMap(\.key)
    isKey = last.sign == UInt8(ascii: "{") && last.key == nil
    isValue = !isKey
    before = source.text(in: last.start..<range.upperBound)
  }
}

/// A line of a body, as far as it is typed.
struct TypedLine {
  /// How far its first key or word is indented, behind `>` and dashes.
  let indentation: Int
  /// Where that begins, in bytes of the source.
  let start: Int
  let isItem: Bool
  private let end: Int
  private let source: Source

  init(_ source: Source, _ index: Int, upTo end: Int) {
    let bytes = source.bytes
    var start = source.lineStarts[index]
    var isItem = false
    while start < end {
      if bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ">") {
        start += 1
      } else if bytes[start] == UInt8(ascii: "-"), start + 1 == end || bytes[start + 1] == 0x20 {
        isItem = true
        start += 1
      } else {
        break
      }
    }
    indentation = start - source.lineStarts[index]
    (self.start, self.isItem, self.end, self.source) = (start, isItem, end, source)
  }

  /// The key that the line begins with, and where its value begins.
  var key: (text: String, end: Int)? {
    if beginsFlow(at: start) { return nil }
    for offset in start..<max(start, end)
    where source.bytes[offset] == UInt8(ascii: ":") && offset > start {
      guard offset + 1 == end || source.bytes[offset + 1] == 0x20 else { continue }
      let text = source.text(in: start..<offset).trimmingBlanks
      return (String(text), offset + 1)
    }
    return nil
  }

  func beginsFlow(at offset: Int) -> Bool {
    let sign = source.bytes[min(offset, end)..<end].first { $0 != 0x20 }
    return sign == UInt8(ascii: "{") || sign == UInt8(ascii: "[")
  }
}
