import Diagnostics

/// The text of a notebook before anything is read in it: included files stand where they are named, and what the variant
/// leaves out is gone. Nothing that comes later sees a word of it.
///
/// The lines that mark parts stay: they are comments of CommonMark, so blocks around them are the same in each variant.
struct Assembly {
  /// More files than a notebook is put together from, or deeper than anybody nests them, is a circle or a bomb.
  private static let depthLimit = 8
  private static let fileLimit = 200
  private static let sizeLimit = 16 << 20

  private let surroundings: Surroundings
  /// Nothing keeps all parts.
  private let variant: Variant?
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var files: [ReadFile] = []
  /// Whether the notebook marks parts, here or in an included file.
  private(set) var hasParts = false
  private var hasWrongMarks = false
  private var size = 0

  init(_ surroundings: Surroundings, _ variant: Variant?) {
    self.surroundings = surroundings
    self.variant = variant
  }

  /// The text from line `firstLine` on.
  mutating func text(of source: Source, from firstLine: Int) -> Fragment {
    let start = firstLine < source.lineCount ? source.lineStarts[firstLine] : source.bytes.count
    for mark in CommentMark.misplaced(in: source, before: firstLine) { refuse(mark, in: source) }
    let marks = CommentMark.all(in: source, from: firstLine)
    if marks.isEmpty, !hasWrongMarks { return Fragment(source: source, range: start..<source.bytes.count) }
    let lines = lines(of: source, from: firstLine, marks, prefix: [], trail: [source.path])
    // Where a mark is wrong nobody knows where a solution ends: then students see nothing at all.
    if hasWrongMarks, variant == .student { return Fragment(source: source, range: start..<start) }
    return Fragment(lines: lines, of: source)
  }

  private mutating func lines(
    of source: Source, from firstLine: Int, _ marks: [CommentMark], prefix: [Fragment.Run], trail: [String]
  ) -> [[Fragment.Run]] {
    var lines: [[Fragment.Run]] = []
    var open: (part: NotebookPart, place: Location)?
    var next = firstLine
    func line(_ index: Int) -> [Fragment.Run] { prefix + [Fragment.Run(source, source.lineRange(index))] }
    func isKept(_ part: NotebookPart?) -> Bool { part.flatMap { part in variant.map { $0.keeps(part) } } ?? true }
    for mark in marks {
      if isKept(open?.part) { lines += (next..<mark.line).map(line) }
      next = max(next, mark.line)
      let place = Location(source: source, range: mark.range)
      switch mark.kind {
      case .begin(let part):
        hasParts = true
        if let open {
          fail(
            "a part inside another: '\(part.rawValue)' in '\(open.part.rawValue)'", at: place,
            hint: "end the first with '<!-- /\(open.part.rawValue) -->'", note: ("begun here", open.place))
        } else {
          open = (part, place)
          lines.append(line(mark.line))
        }
        next = mark.line + 1
      case .end(let part):
        hasParts = true
        if open?.part != part {
          fail(
            "'<!-- /\(part.rawValue) -->' ends nothing", at: place,
            hint: open.map { "the part begun in line \($0.place.line) ends with '<!-- /\($0.part.rawValue) -->'" }
              ?? "begin the part with '<!-- \(part.rawValue) -->' alone on its line")
        } else {
          if isKept(part) { lines.append(line(mark.line)) }
          open = nil
        }
        next = mark.line + 1
      case .include(let path):
        if isKept(open?.part) {
          let runs = prefix + [Fragment.Run(source, mark.prefix)]
          lines += included(Fragment(source: source, range: path), prefix: runs, trail)
        }
        next = mark.line + 1
      case .mistake: refuse(mark, in: source)
      }
    }
    if let open {
      fail(
        "'<!-- \(open.part.rawValue) -->' is never ended", at: open.place,
        hint: "write '<!-- /\(open.part.rawValue) -->' alone on a line behind it")
    }
    if isKept(open?.part), next < source.lineCount { lines += (next..<source.lineCount).map(line) }
    return lines
  }

  private mutating func refuse(_ mark: CommentMark, in source: Source) {
    guard case .mistake(let message, let hint) = mark.kind else { return }
    fail(message, at: Location(source: source, range: mark.range), hint: hint)
  }

  private mutating func fail(
    _ message: String, at place: Location, hint: String, note: (text: String, place: Location)? = nil
  ) {
    hasWrongMarks = true
    diagnostics.append(
      .error(message, at: place, hint: hint, notes: note.map { [Diagnostic.Note($0.text, at: $0.place)] } ?? []))
  }

  /// The lines of another file, each behind what holds the include in its list or quote.
  private mutating func included(_ name: Fragment, prefix: [Fragment.Run], _ trail: [String]) -> [[Fragment.Run]] {
    let shown = surroundings.shown(name.text, in: name.source)
    func refuse(_ message: String, _ hint: String? = nil) -> [[Fragment.Run]] {
      diagnostics.append(.error(message, at: name.location, hint: hint))
      return []
    }
    if trail.contains(shown) {
      return refuse(
        "'\(name.text)' includes itself: \((trail.drop { $0 != shown } + [shown]).joined(separator: " → "))")
    }
    if trail.count > Self.depthLimit { return refuse("includes are nested more than \(Self.depthLimit) deep") }
    if files.count >= Self.fileLimit { return refuse("more than \(Self.fileLimit) files are included") }
    let bytes: [UInt8]
    do throws(Files.Failure) { bytes = try surroundings.read(name.text, in: name.source) } catch {
      return refuse("\(error.message): '\(name.text)'", error.hint ?? "paths are relative to the file that names them")
    }
    size += bytes.count
    if size > Self.sizeLimit { return refuse("the included files have more than \(Self.sizeLimit >> 20) MB") }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return refuse("'\(name.text)' is not a text in UTF-8", "include Markdown, and show images as '![text](file)'")
    }
    files.append(ReadFile(path: surroundings.path(name.text, in: name.source), bytes: bytes))
    let source = Source(path: shown, bytes: bytes)
    var first = 0
    if source.line(0).trimmingEnd == "---",
      let end = (1..<max(1, source.lineCount)).first(where: { ["---", "..."].contains(source.line($0).trimmingEnd) })
    {
      first = end + 1
      diagnostics.append(
        .warning(
          "the front matter of an included file is not read", at: Location(source: source, line: 1),
          hint: "what it says belongs into the notebook's own"))
    }
    // The line end of the last line is not a line more.
    let marks = CommentMark.all(in: source, from: first)
    var found = lines(of: source, from: first, marks, prefix: prefix, trail: trail + [shown])
    if let last = found.last, last.last?.range.isEmpty ?? true, found.count > 1 { found.removeLast() }
    return found
  }
}
