/// What stands between `<!-- solution -->` and `<!-- /solution -->` is folded on the page, so that a reader may think first.
extension ProseParser {
  /// The markup that takes the place of a mark; nothing for other comments, and for a solution that is left out.
  mutating func fold(_ node: CommonMark.Node) -> String? {
    switch Self.mark(node) {
    case "solution":
      // Both marks stand in one item of a list, or the fold would end in another place than it seems to.
      var last = node.next
      while let next = last, Self.mark(next) != "/solution" { last = next.next }
      guard let last, last.startLine != node.next?.startLine else { return nil }
      foldEnds.insert(last.startLine)
      folds.append(place(of: String(node.literal.trimmingBlanks), at: node))
      return "<details class=\"folded\"><summary>\(reading.words.solution)</summary>"
    case "/solution": return foldEnds.contains(node.startLine) ? "</details>" : nil
    default: return nil
    }
  }

  private static func mark(_ node: CommonMark.Node) -> String? {
    guard case .htmlBlock = node.kind else { return nil }
    let text = node.literal.trimmingBlanks
    guard text.hasPrefix("<!--"), text.hasSuffix("-->") else { return nil }
    return String(text.dropFirst(4).dropLast(3).trimmingBlanks)
  }
}
