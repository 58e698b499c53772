import NotebookKit

/// What the server answers. (LSP 3.17, language features)
struct CompletionList: Encodable {
  struct Item: Encodable {
    let label: String
    let kind: Int
    let detail: String?
    let documentation: MarkupText?
    let sortText: String
    let filterText: String
    let textEdit: TextEdit
  }
  let isIncomplete = false
  let items: [Item]
}

extension Proposal.Kind {
  /// The protocol's number of a kind: module, property, value, variable, constant, field.
  var wire: Int {
    switch self {
    case .directive: 9
    case .key: 10
    case .word: 12
    case .label: 6
    case .parameter: 21
    case .query: 5
    }
  }
}

struct Hover: Encodable {
  let contents: MarkupText
  let range: WireRange
}

struct PreparedRename: Encodable {
  let range: WireRange
  let placeholder: String
}

struct WorkspaceEdit: Encodable {
  let changes: [String: [TextEdit]]
}

struct DocumentSymbol: Encodable {
  let name: String
  let detail: String
  let kind: Int
  let range: WireRange
  let selectionRange: WireRange
  let children: [DocumentSymbol]
}

extension OutlineItem.Kind {
  /// The protocol's number of a kind: string (as Markdown's headings are elsewhere), object, constant.
  var wire: Int {
    switch self {
    case .heading: 15
    case .block: 19
    case .equation: 14
    }
  }
}
