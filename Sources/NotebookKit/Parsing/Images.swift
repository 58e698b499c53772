import Diagnostics
import Markup

/// Images become part of the page: a page fetches nothing.
extension ProseParser {
  /// An image of more bytes makes a page that nobody can send by mail.
  static let imageLimit = 4 << 20

  mutating func inlineImage(_ node: CommonMark.Node, _ document: borrowing CommonMark) {
    let url = node.url
    let alternative = node.plainText
    let place = place(of: url, at: node)
    if alternative.trimmingBlanks.isEmpty {
      diagnostics.append(
        .warning(
          "the image has no alternative text", at: place,
          hint: "say what it shows, for those who cannot see it: '![a neuron with two dendrites](\(url))'"))
    }
    // What libcmark lets through as it is: images that are part of the text already.
    if url.lowercased().hasPrefix("data:image/") { return }
    let source = image(url, place)
    let title = node.title.isEmpty ? "" : " title=\"\(Escaping.escaped(node.title))\""
    // An image that is a paragraph is shown as one.
    let paragraph = node.isOnlyChild ? node.parent.flatMap { $0.kind == .paragraph ? $0 : nil } : nil
    let layout = paragraph.flatMap { layouts[$0.startLine - 1] }
    let width = layout?.width.map { " style=\"width: \($0)%\"" } ?? ""
    let html =
      source.map { source in
        "<img\(paragraph == nil ? "" : " class=\"alone\"")\(width) src=\"\(mark(.text(source)))\" alt=\"\(Escaping.escaped(alternative))\"\(title) />"
      } ?? "<span class=\"unknown\">\(Escaping.escaped(alternative.isEmpty ? url : alternative))</span>"
    guard let paragraph, let exhibit = layout?.exhibit else { return document.replaceInline(node, withHTML: html) }
    let caption = Self.content(document.takeContent(of: node, isSmart: isSmart))
    document.replace(paragraph, withHTML: self.html(exhibit, html, caption: caption))
  }

  /// The image as a `data:` address, or a message about why it cannot be had.
  private mutating func image(_ url: String, _ place: Location) -> String? {
    func refuse(_ message: String, _ hint: String?) -> String? {
      diagnostics.append(.error(message, at: place, hint: hint))
      return nil
    }
    if url.isEmpty { return refuse("the image names no file", "write '![what it shows](images/file.png)'") }
    if url.hasPrefix("//") || Self.hasScheme(url) {
      return refuse(
        "a page fetches nothing: '\(url)'", "save the image beside the notebook, and write the name of the file")
    }
    guard reading.surroundings.allowsFiles else {
      return refuse("an image cannot stand here", "images stand in the text of a notebook")
    }
    let name = Self.decodingPercents(url)
    let bytes: [UInt8]
    do throws(Files.Failure) { bytes = try reading.surroundings.read(name, in: place.source) } catch {
      return refuse("\(error.message): '\(name)'", error.hint ?? "paths are relative to the file that names them")
    }
    guard bytes.count <= Self.imageLimit else {
      return refuse(
        "'\(name)' has \((bytes.count + (1 << 20) - 1) >> 20) MB, and an image may have \(Self.imageLimit >> 20)",
        "make it smaller: a page is read on screens of a few million pixels")
    }
    guard let kind = ImageKind(of: bytes) else {
      return refuse("'\(name)' is no image that pages can hold", "give a PNG, JPEG, GIF, WebP or SVG file")
    }
    if kind == .svg, bytes[...].firstRange(of: Array("http://www.w3.org/2000/svg".utf8)) == nil {
      return refuse(
        "'\(name)' does not say that it is SVG", "write '<svg xmlns=\"http://www.w3.org/2000/svg\" ...>' in the file")
    }
    let path = reading.surroundings.path(name, in: place.source)
    files.append(ReadFile(path: path, bytes: bytes))
    if place.text == url { images.append(WrittenImage(location: place, path: path)) }
    return "data:\(kind.rawValue);base64,\(Base64.text(bytes))"
  }

  private static func hasScheme(_ url: String) -> Bool {
    guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = url.utf8[..<colon]
    return scheme.count > 1 && InlineScanner.isLetter(scheme.first ?? 0)
      && scheme.allSatisfy { InlineScanner.isLetter($0) || InlineScanner.isDigit($0) || Array("+.-".utf8).contains($0) }
  }

  static func decodingPercents(_ text: String) -> String {
    var bytes: [UInt8] = []
    let given = Array(text.utf8)
    var index = 0
    while index < given.count {
      if given[index] == UInt8(ascii: "%"), index + 2 < given.count,
        let byte = UInt8(String(decoding: given[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(given[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What pages can show, told by the first bytes and not by the file's name. SVG stands in an `img`: nothing in it runs.
private enum ImageKind: String {
  case png = "image/png"
  case jpeg = "image/jpeg"
  case gif = "image/gif"
  case webp = "image/webp"
  case svg = "image/svg+xml"

  init?(of bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: Array("GIF8".utf8)) {
      self = .gif
    } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      self = .webp
    } else if bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<"),
      bytes.prefix(4096).firstRange(of: Array("<svg".utf8)) != nil
    {
      self = .svg
    } else {
      return nil
    }
  }
}
