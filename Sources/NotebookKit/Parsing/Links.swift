import Diagnostics

/// Links to places of the page, and to other notebooks.
extension ProseParser {
  mutating func link(_ node: CommonMark.Node, _ document: borrowing CommonMark) {
    let url = node.url
    let place = place(of: url, at: node)
    let isWritten = place.text == url
    if url.hasPrefix("#"), url.utf8.count > 1, isWritten {
      let label = place.range.lowerBound + 1..<place.range.upperBound
      links.append(
        LabelReference(label: String(url.dropFirst()), location: Location(source: place.source, range: label)))
    }
    let (file, fragment) = Self.parts(url)
    if !file.contains(":"), !file.hasPrefix("/") {
      if file.hasSuffix(".html"), isWritten { pageLinks.append(place) }
      if file.hasSuffix(".md") {
        checkNotebook(file, place)
        // Its page stands beside this one.
        document.setURL(node, file.dropLast(3) + ".html" + fragment)
      }
    }
    // A link that would run a script is left empty by libcmark, which says nothing.
    let lowercased = url.lowercased()
    guard lowercased.hasPrefix("javascript:") || lowercased.hasPrefix("vbscript:") else { return }
    diagnostics.append(.warning("a link that would run a script is left out", at: place))
  }

  private static func parts(_ url: String) -> (file: Substring, fragment: Substring) {
    let end = url.firstIndex(of: "#") ?? url.endIndex
    return (url[..<end], url[end...])
  }

  private mutating func checkNotebook(_ file: Substring, _ place: Location) {
    guard reading.surroundings.allowsFiles else { return }
    let name = Self.decodingPercents(String(file))
    do throws(Files.Failure) { _ = try reading.surroundings.read(name, in: place.source) } catch {
      guard case .missing = error else { return }
      diagnostics.append(
        .warning(
          "there is no notebook '\(name)'", at: place, hint: "paths are relative to the file that names them"))
    }
  }
}
