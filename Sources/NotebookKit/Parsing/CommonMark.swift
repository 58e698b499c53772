import CCommonMark

/// A document parsed by libcmark. It owns the tree; nothing of libcmark's leaves this file and its extensions but text.
///
/// A parsed document lives within one function and one thread: parse, look, change, render.
struct CommonMark: ~Copyable {
  private let root: OpaquePointer
  private let leadingLines: Int

  /// - Parameters:
  ///   - text: parsed with its positions kept.
  ///   - leadingLines: how many lines stand before the one that counts as the first.
  init?(_ text: String, isSmart: Bool, leadingLines: Int = 0) {
    var text = Self.withoutLoneReturns(text)
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_SOURCEPOS | (isSmart ? CMARK_OPT_SMART : 0)
    let parsed = text.withUTF8 { buffer in
      buffer.withMemoryRebound(to: CChar.self) { cmark_parse_document($0.baseAddress, $0.count, options) }
    }
    guard let parsed else { return nil }
    cmark_consolidate_text_nodes(parsed)
    root = parsed
    self.leadingLines = leadingLines
  }

  deinit { cmark_node_free(root) }

  /// libcmark ends a line at a carriage return alone, and a ``Source`` does not: a blank stands for it, so that lines and
  /// columns agree.
  private static func withoutLoneReturns(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var bytes = Array(text.utf8)
    for index in bytes.indices where bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A) {
      bytes[index] = 0x20
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One node of the tree, as long as the document lives.
  struct Node {
    fileprivate let pointer: OpaquePointer
    fileprivate let leadingLines: Int

    enum Kind {
      case document, blockQuote, item, paragraph, heading, codeBlock, htmlBlock
      case text, code, softBreak, lineBreak, inlineHTML, image, link, other
    }

    var kind: Kind {
      switch cmark_node_get_type(pointer) {
      case CMARK_NODE_DOCUMENT: .document
      case CMARK_NODE_BLOCK_QUOTE: .blockQuote
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_CODE_BLOCK: .codeBlock
      case CMARK_NODE_HTML_BLOCK: .htmlBlock
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_CODE: .code
      case CMARK_NODE_SOFTBREAK: .softBreak
      case CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_HTML_INLINE: .inlineHTML
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_LINK: .link
      default: .other
      }
    }

    /// Lines count from 1. The end of a block is not to be trusted for lists and raw HTML.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) - leadingLines }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) - leadingLines }
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var fenceInfo: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }
    var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }
    var parent: Node? { cmark_node_parent(pointer).map { Node(pointer: $0, leadingLines: leadingLines) } }
    var firstChild: Node? { cmark_node_first_child(pointer).map { Node(pointer: $0, leadingLines: leadingLines) } }
    var isOnlyChild: Bool { cmark_node_next(pointer) == nil && cmark_node_previous(pointer) == nil }
    var next: Node? { cmark_node_next(pointer).map { Node(pointer: $0, leadingLines: leadingLines) } }

    /// Whether the node stands in the alternative text of an image.
    var isInImage: Bool {
      var current = parent
      while let here = current, here.kind != .paragraph, here.kind != .heading {
        if here.kind == .image { return true }
        current = here.parent
      }
      return false
    }

    /// The paragraph or heading that an inline node stands in.
    var enclosingBlock: Node? {
      var current = parent
      while let here = current {
        if here.kind == .paragraph || here.kind == .heading { return here }
        current = here.parent
      }
      return nil
    }

    /// What the node says without its markup: the alternative text of an image.
    var plainText: String {
      var text = ""
      var pending = [firstChild].compactMap { $0 }
      while let node = pending.popLast() {
        if let next = node.next { pending.append(next) }
        switch node.kind {
        case .text, .code: text += node.literal
        case .softBreak, .lineBreak: text += " "
        default: if let child = node.firstChild { pending.append(child) }
        }
      }
      return text
    }

    /// The node alone, as HTML.
    func html(isSmart: Bool) -> String { CommonMark.html(pointer, isSmart) }
  }

  /// All nodes in the order of the text, each once.
  var nodes: [Node] {
    var found: [Node] = []
    visit { node, _ in found.append(node) }
    return found
  }

  /// How deep quotes, lists (a list and its items are two) and emphasis are nested at most.
  var depth: Int {
    var deepest = 0
    visit { _, depth in deepest = max(deepest, depth) }
    // The document, and a paragraph's text in it, are none of them.
    return max(0, deepest - 2)
  }

  private func visit(_ body: (Node, Int) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    var depth = 0
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let pointer = cmark_iter_get_node(iterator) else { continue }
      // Leaves have no exit event.
      let isContainer = cmark_node_first_child(pointer) != nil
      if event == CMARK_EVENT_ENTER {
        body(Node(pointer: pointer, leadingLines: leadingLines), depth)
        if isContainer { depth += 1 }
      } else if isContainer {
        depth -= 1
      }
    }
  }

  /// Puts `html` in the place of a block.
  func replace(_ node: Node, withHTML html: String) {
    guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
    cmark_node_set_on_enter(custom, html)
    if cmark_node_replace(node.pointer, custom) == 1 { cmark_node_free(node.pointer) } else { cmark_node_free(custom) }
  }

  /// Gives a block another tag: its content stays.
  func retag(_ node: Node, enter: String, exit: String) {
    guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
    cmark_node_set_on_enter(custom, enter)
    cmark_node_set_on_exit(custom, exit)
    guard cmark_node_insert_before(node.pointer, custom) == 1 else { return cmark_node_free(custom) }
    while let child = cmark_node_first_child(node.pointer) {
      guard cmark_node_append_child(custom, child) == 1 else { break }
    }
    cmark_node_unlink(node.pointer)
    cmark_node_free(node.pointer)
  }

  /// Changes the text of a text node.
  func setLiteral(_ node: Node, _ text: String) { cmark_node_set_literal(node.pointer, text) }

  /// Changes where a link leads.
  func setURL(_ node: Node, _ url: String) { cmark_node_set_url(node.pointer, url) }

  /// Puts raw HTML in the place of an inline node.
  func replaceInline(_ node: Node, withHTML html: String) {
    guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
    cmark_node_set_on_enter(custom, html)
    if cmark_node_replace(node.pointer, custom) == 1 { cmark_node_free(node.pointer) } else { cmark_node_free(custom) }
  }

  /// Puts raw HTML before an inline node.
  func insertInline(_ html: String, before node: Node) {
    guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
    cmark_node_set_on_enter(custom, html)
    if cmark_node_insert_before(node.pointer, custom) != 1 { cmark_node_free(custom) }
  }

  /// Puts raw HTML at the beginning and the end of a block's text.
  func surround(_ node: Node, with start: String, _ end: String) {
    for (html, isStart) in [(start, true), (end, false)] {
      guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
      cmark_node_set_on_enter(custom, html)
      let isAdded =
        isStart ? cmark_node_prepend_child(node.pointer, custom) : cmark_node_append_child(node.pointer, custom)
      if isAdded != 1 { cmark_node_free(custom) }
    }
  }

  /// Moves what stands before `child` in its paragraph into a paragraph of its own.
  func splitParagraph(before child: Node) {
    guard let paragraph = cmark_node_parent(child.pointer), let new = cmark_node_new(CMARK_NODE_PARAGRAPH) else {
      return
    }
    guard cmark_node_first_child(paragraph) != child.pointer, cmark_node_insert_before(paragraph, new) == 1 else {
      cmark_node_free(new)
      return
    }
    while let first = cmark_node_first_child(paragraph), first != child.pointer {
      guard cmark_node_append_child(new, first) == 1 else { break }
    }
    if let last = cmark_node_last_child(new),
      [.softBreak, .lineBreak].contains(Node(pointer: last, leadingLines: 0).kind)
    {
      cmark_node_unlink(last)
      cmark_node_free(last)
    }
  }

  /// What stands in an inline node, as a paragraph of its own. The node is empty afterwards.
  func takeContent(of node: Node, isSmart: Bool) -> String {
    guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else { return "" }
    defer { cmark_node_free(paragraph) }
    while let child = cmark_node_first_child(node.pointer) {
      guard cmark_node_append_child(paragraph, child) == 1 else { break }
    }
    return Self.html(paragraph, isSmart)
  }

  /// Takes a node out of the document.
  func remove(_ node: Node) {
    cmark_node_unlink(node.pointer)
    cmark_node_free(node.pointer)
  }

  /// The page text: raw HTML and dangerous links are left out.
  func html(isSmart: Bool) -> String { Self.html(root, isSmart) }

  private static func html(_ node: OpaquePointer, _ isSmart: Bool) -> String {
    guard let text = cmark_render_html(node, CMARK_OPT_DEFAULT | (isSmart ? CMARK_OPT_SMART : 0)) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }

  static var version: String { String(cString: cmark_version_string()) }
}
