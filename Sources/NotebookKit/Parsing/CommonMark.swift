import CCommonMark

/// A document parsed by libcmark. It owns the tree; nothing of libcmark's leaves this file and its extensions but text.
///
/// A parsed document lives within one function and one thread: parse, look, change, render.
struct CommonMark: ~Copyable {
  private let root: OpaquePointer

  /// - Parameter text: parsed with smart punctuation, positions kept.
  init?(_ text: String, isSmart: Bool) {
    var text = text
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_SOURCEPOS | (isSmart ? CMARK_OPT_SMART : 0)
    let parsed = text.withUTF8 { buffer in
      buffer.withMemoryRebound(to: CChar.self) { cmark_parse_document($0.baseAddress, $0.count, options) }
    }
    guard let parsed else { return nil }
    cmark_consolidate_text_nodes(parsed)
    root = parsed
  }

  deinit { cmark_node_free(root) }

  /// One node of the tree, as long as the document lives.
  struct Node {
    fileprivate let pointer: OpaquePointer

    enum Kind { case codeBlock, htmlBlock, inlineHTML, paragraph, heading, text, image, link, document, other }

    var kind: Kind {
      switch cmark_node_get_type(pointer) {
      case CMARK_NODE_CODE_BLOCK: .codeBlock
      case CMARK_NODE_HTML_BLOCK: .htmlBlock
      case CMARK_NODE_HTML_INLINE: .inlineHTML
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_DOCUMENT: .document
      default: .other
      }
    }

    /// Lines count from 1. The end of a block is not to be trusted for lists and raw HTML.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var fenceInfo: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }
    var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    var parent: Node? { cmark_node_parent(pointer).map { Node(pointer: $0) } }
  }

  /// All nodes in the order of the text, each once.
  var nodes: [Node] {
    var found: [Node] = []
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return found }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { found.append(Node(pointer: node)) }
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

  /// Puts raw HTML in the place of an inline node.
  func replaceInline(_ node: Node, withHTML html: String) {
    guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
    cmark_node_set_on_enter(custom, html)
    if cmark_node_replace(node.pointer, custom) == 1 { cmark_node_free(node.pointer) } else { cmark_node_free(custom) }
  }

  /// The page text: raw HTML and dangerous links are left out.
  func html(isSmart: Bool) -> String {
    guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT | (isSmart ? CMARK_OPT_SMART : 0)) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }

  static var version: String { String(cString: cmark_version_string()) }
}
