import Diagnostics

/// A heading with what stands below it, or a block with a label.
package struct OutlineItem: Sendable, Equatable {
  package enum Kind: Sendable { case heading, block, equation }

  package let kind: Kind
  package let name: String
  package let detail: String
  /// All of it, in bytes of the source.
  package let range: Range<Int>
  /// Its first line, or its label.
  package let selection: Range<Int>
  package var children: [OutlineItem]
}

extension Analysis {
  /// Headings and labelled blocks of the file itself, as they stand in each other.
  package var outline: [OutlineItem] {
    var open: [(level: Int, item: OutlineItem)] = []
    var found: [OutlineItem] = []
    func close(_ level: Int, at end: Int) {
      while let last = open.last, last.level >= level {
        open.removeLast()
        let item = last.item
        let whole = OutlineItem(
          kind: item.kind, name: item.name, detail: item.detail,
          range: item.range.lowerBound..<max(item.range.upperBound, end), selection: item.selection,
          children: item.children)
        append(whole)
      }
    }
    func append(_ item: OutlineItem) {
      if open.isEmpty { found.append(item) } else { open[open.count - 1].item.children.append(item) }
    }
    for (level, item) in items.sorted(by: { $0.item.range.lowerBound < $1.item.range.lowerBound }) {
      guard let level else {
        append(item)
        continue
      }
      close(level, at: item.range.lowerBound)
      open.append((level, item))
    }
    close(0, at: source.bytes.count)
    return found
  }

  /// All of them, with the level of headings.
  private var items: [(level: Int?, item: OutlineItem)] {
    let prose = plan.notebook.prose
    let headings = prose.headings.filter { isOwn($0.location) }.map { heading -> (Int?, OutlineItem) in
      (
        heading.level,
        OutlineItem(
          kind: .heading, name: heading.title.isEmpty ? heading.id : heading.title, detail: "",
          range: heading.location.range, selection: heading.location.range, children: [])
      )
    }
    let blocks = plan.nodes.compactMap { node -> (Int?, OutlineItem)? in
      guard let label = node.call.label, isOwn(label.location) else { return nil }
      let start = node.call.location.range.lowerBound
      return (
        nil,
        OutlineItem(
          kind: .block, name: label.text, detail: node.call.name.text,
          range: start..<max(label.location.range.upperBound, end(of: node.call)), selection: label.location.range,
          children: [])
      )
    }
    let still = prose.labelled.compactMap { label, kind -> (Int?, OutlineItem)? in
      guard isOwn(label.location) else { return nil }
      return (
        nil,
        OutlineItem(
          kind: kind == .equation ? .equation : .block, name: label.text,
          detail: kind == .equation ? "equation" : kind == .image ? "image" : "table", range: label.location.range,
          selection: label.location.range, children: [])
      )
    }
    return headings + blocks + still
  }

  private func isOwn(_ location: Location) -> Bool { location.source.path == source.path }

  /// The end of the line that closes the block.
  private func end(of call: Call) -> Int {
    let body = call.text.location
    let last = isOwn(body) ? max(call.location.range.upperBound, body.range.upperBound) : call.location.range.upperBound
    let line = source.lineIndex(of: last)
    let isEmpty = call.text.isEmpty && line > source.lineIndex(of: call.location.range.lowerBound)
    return source.lineRange(min(isEmpty ? line : line + 1, source.lineCount - 1)).upperBound
  }
}
