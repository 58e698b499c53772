import Diagnostics
import Markup

extension ExportFormat {
  /// A notebook of Jupyter (nbformat 4.5) that `notebook import` makes the same Markdown of.
  package static let jupyter = ExportFormat("ipynb", "a notebook of Jupyter, which 'notebook import' turns back") {
    report, settings in
    [ExportedFile("\(settings.name).ipynb", JupyterExport(report).text)]
  }

  /// Whether a notebook of Jupyter was written by this export.
  package static func isJupyter(exported text: [UInt8]) -> Bool {
    String(decoding: text, as: UTF8.self).contains("\"\(JupyterCell.key)\": {")
  }
}

/// A report as a notebook of Jupyter: prose as it is written in cells of Markdown, blocks as cells of code with what they show.
///
/// Blocks in lists, quotes and included files stay in the text that holds them, and are shown behind it once more.
private struct JupyterExport {
  private let report: Report
  private let filled: FilledText
  private let outputs: JupyterOutputs
  private let header: String
  private let body: DirectiveLines
  /// Whether the body is the file itself: students get the text of their variant, where included files are part of the text.
  private let isFile: Bool
  private let hasReturns: Bool
  /// By call, the blocks that are cells of their own.
  private let placed: [Int: DirectiveLines.Block]

  init(_ report: Report) {
    self.report = report
    outputs = JupyterOutputs(report)
    let numbering = Numbering(report)
    filled = FilledText(report, PieceWriter(report, numbering), numbering, pages: "ipynb")
    let notebook = report.notebook
    let source = notebook.source
    let first = Self.firstLine(of: source)
    let start = first < source.lineCount ? source.lineStarts[first] : source.bytes.count
    header = source.text(in: 0..<start)
    isFile = notebook.variant != .student
    let text =
      isFile ? Fragment(source: source, range: start..<source.bytes.count) : Self.withoutMarks(notebook.text)
    let body = DirectiveLines(text, report.plan.nodes.map(\.call))
    self.body = body
    hasReturns = Self.hasReturns(Array(header.utf8) + text.bytes)
    let own = body.blocks.filter { block in
      let fence = text.slice(body.lines[block.lines.lowerBound]).text
      return block.prefix.isEmpty && block.isClosed && JupyterHeader.braces(ofFence: fence) != nil
    }
    placed = Dictionary(own.map { ($0.call, $0) }) { first, _ in first }
  }

  /// A variant has nothing to leave out, and a mark whose part is gone would be a mistake.
  private static func withoutMarks(_ text: Fragment) -> Fragment {
    let plain = Source(path: "", bytes: text.bytes)
    let marks = CommentMark.all(in: plain, from: 0).filter { if case .include = $0.kind { false } else { true } }
    let lines = Set(marks.map(\.line))
    if lines.isEmpty { return text }
    let starts = plain.lineStarts + [text.bytes.count]
    return text.joining(starts.indices.dropLast().filter { !lines.contains($0) }.map { starts[$0]..<starts[$0 + 1] })
  }

  /// The line behind the front matter.
  private static func firstLine(of source: Source) -> Int {
    guard source.line(0).trimmingEnd == "---" else { return 0 }
    let end = (1..<max(1, source.lineCount)).first { ["---", "..."].contains(source.line($0).trimmingEnd) }
    return end.map { $0 + 1 } ?? source.lineCount
  }

  /// Whether every line ends as on Windows: then cells have plain line ends, and the import puts the others back.
  private static func hasReturns(_ bytes: [UInt8]) -> Bool {
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    return !ends.isEmpty && ends.count == bytes.count { $0 == 0x0D }
      && ends.allSatisfy { $0 > 0 && bytes[$0 - 1] == 0x0D }
  }

  private func plain(_ text: String) -> String {
    hasReturns ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" })) : text
  }

  var text: String {
    let builder = cells
    var own: [String: JSONValue] = [
      "format": .whole(1), "sha256": .text(SHA256.hex(Array(header.utf8) + body.text.bytes)),
      "tool": .text(ToolVersion.current),
    ]
    if !builder.before.isEmpty { own["before"] = .text(builder.before) }
    if hasReturns { own["ends"] = .text("crlf") }
    var used: Set<String> = []
    return JSONValue.object([
      "cells": .list(builder.cells.map { $0.json(&used) }),
      "metadata": .object([
        "language_info": .object([
          "file_extension": .text(".yaml"), "mimetype": .text("text/x-yaml"), "name": .text("yaml"),
        ]),
        JupyterCell.key: .object(own), "title": .text(Page(report).title),
      ]),
      "nbformat": .whole(4), "nbformat_minor": .whole(5),
    ]).document
  }

  private var cells: JupyterBuilder {
    var builder = JupyterBuilder()
    builder.add(.raw, plain(header))
    if let head = outputs.head { builder.show([head]) }
    let shown = insertions
    var start = 0
    for block in body.blocks where placed[block.call] != nil {
      let (first, last) = (body.lines[block.lines.lowerBound], body.lines[block.lines.upperBound])
      add(start..<first.lowerBound, to: &builder)
      builder.show(shown[block.call] ?? [])
      let fences = (line(first), line(last))
      let braces = JupyterHeader.braces(ofFence: fences.0) ?? ""
      let lines = body.lines[block.lines].dropFirst().dropLast().map { "\n" + plain(body.text.slice($0).text) }
      builder.add(
        JupyterCell(
          kind: .code, name: report.plan.nodes[block.call].label ?? report.plan.nodes[block.call].call.name.text,
          source: "# " + braces + lines.joined(), after: "",
          fences: fences == JupyterHeader.fences(braces) ? nil : fences, outputs: outputs.outputs(block.call)))
      start = last.upperBound
    }
    add(start..<body.text.bytes.count, to: &builder)
    builder.show(shown[-1] ?? [])
    return builder
  }

  /// A piece of prose.
  private func add(_ range: Range<Int>, to builder: inout JupyterBuilder) {
    builder.add(
      .markdown, plain(body.text.slice(range).text), filled: filled.texts(report.prose, [range], in: body.text)[0])
  }

  private func line(_ range: Range<Int>) -> String { plain(body.text.slice(range).text) }

  /// What is shown behind the text that holds it, by the block that it stands before; at -1 what stands before none.
  private var insertions: [Int: [JupyterCell]] {
    let all = DirectiveLines(report.notebook.text, report.plan.nodes.map(\.call))
    let starts = Dictionary(all.blocks.map { ($0.lines.lowerBound, $0) }) { first, _ in first }
    var found: [Int: [JupyterCell]] = [:]
    var pending: [JupyterCell] = []
    var text = ""
    func endText() {
      let trimmed = text.trimmingBlanks
      if !trimmed.isEmpty {
        pending.append(JupyterCell(kind: .markdown, name: "included", source: String(trimmed), isShown: true))
      }
      text = ""
    }
    var index = 0
    while index < all.lines.count {
      let block = starts[index]
      if let block {
        endText()
        if placed[block.call] != nil {
          found[block.call] = pending
          pending = []
        } else {
          pending.append(cell(showing: block.call))
        }
      } else if isFile, all.text.location(all.lines[index]).source.path != report.notebook.source.path {
        text += all.text.slice(all.lines[index]).text + "\n"
      } else {
        endText()
      }
      index = (block?.lines.upperBound ?? index) + 1
    }
    endText()
    found[-1] = pending
    return found
  }

  private func cell(showing call: Int) -> JupyterCell {
    let node = report.plan.nodes[call]
    let braces = ([node.call.name.text] + [node.label.map { "#" + $0 }].compactMap { $0 }).joined(separator: " ")
    return JupyterCell(
      kind: .code, name: node.label ?? "shown", source: "# {\(braces)}\n" + plain(node.call.text.text), isShown: true,
      outputs: outputs.outputs(call))
  }
}
