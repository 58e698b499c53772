import Diagnostics
import NotebookKit

/// What an editor asks about a place, answered by an ``Analysis``.
extension LanguageServer {
  private mutating func place(_ uri: String, _ position: WirePosition) -> (
    document: OpenDocument, analysis: Analysis, offset: Int
  )? {
    guard let (document, analysis) = documents.known(uri) else { return nil }
    return (document, analysis, document.text.sourceOffset(of: position.position, encoding))
  }

  mutating func completion(_ parameters: PlaceParameters) -> CompletionList? {
    guard let (document, analysis, offset) = place(parameters.textDocument.uri, parameters.position) else { return nil }
    let places = PlaceWriter(encoding)
    let items = analysis.proposals(at: offset).enumerated().map { index, proposal in
      let order = String(index)
      return CompletionList.Item(
        label: proposal.name, kind: proposal.kind.wire, detail: proposal.detail.isEmpty ? nil : proposal.detail,
        documentation: proposal.documentation.isEmpty ? nil : MarkupText(value: proposal.documentation),
        sortText: String(repeating: "0", count: max(0, 4 - order.count)) + order, filterText: proposal.name,
        textEdit: TextEdit(range: places.range(proposal.range, in: document.text), newText: proposal.insertion))
    }
    return CompletionList(items: items)
  }

  mutating func hover(_ parameters: PlaceParameters) -> Hover? {
    guard let (document, analysis, offset) = place(parameters.textDocument.uri, parameters.position),
      let found = analysis.explanation(at: offset)
    else { return nil }
    return Hover(
      contents: MarkupText(value: found.text), range: PlaceWriter(encoding).range(found.range, in: document.text))
  }

  mutating func definition(_ parameters: PlaceParameters) -> [WireLocation]? {
    guard let (_, analysis, offset) = place(parameters.textDocument.uri, parameters.position) else { return nil }
    return locations(analysis.definitions(at: offset))
  }

  mutating func references(_ parameters: ReferenceParameters) -> [WireLocation]? {
    guard let (_, analysis, offset) = place(parameters.textDocument.uri, parameters.position) else { return nil }
    return locations(analysis.references(at: offset, withDefinitions: parameters.context.includeDeclaration))
  }

  private func locations(_ places: [Location]) -> [WireLocation] {
    var writer = PlaceWriter(encoding)
    return places.map { writer.location($0, documents) }
  }

  mutating func prepareRename(_ parameters: PlaceParameters) throws(Refusal) -> PreparedRename? {
    guard let (document, analysis, offset) = place(parameters.textDocument.uri, parameters.position) else { return nil }
    do throws(Analysis.RenamingRefusal) {
      let found = try analysis.renamable(at: offset)
      return PreparedRename(
        range: PlaceWriter(encoding).range(found.location.range, in: document.text), placeholder: found.label)
    } catch {
      throw .failed(error.message)
    }
  }

  mutating func rename(_ parameters: RenameParameters) throws(Refusal) -> WorkspaceEdit? {
    guard let (_, analysis, offset) = place(parameters.textDocument.uri, parameters.position) else { return nil }
    do throws(Analysis.RenamingRefusal) {
      let renaming = try analysis.renaming(at: offset, to: parameters.newName)
      var changes: [String: [TextEdit]] = [:]
      for place in locations(renaming.places) {
        changes[place.uri, default: []].append(TextEdit(range: place.range, newText: renaming.text))
      }
      return WorkspaceEdit(changes: changes)
    } catch {
      throw .failed(error.message)
    }
  }

  mutating func symbols(_ parameters: DocumentParameters) -> [DocumentSymbol]? {
    guard let (document, analysis) = documents.known(parameters.textDocument.uri) else { return nil }
    let places = PlaceWriter(encoding)
    func symbol(_ item: OutlineItem) -> DocumentSymbol {
      DocumentSymbol(
        name: item.name, detail: item.detail, kind: item.kind.wire, range: places.range(item.range, in: document.text),
        selectionRange: places.range(item.selection, in: document.text), children: item.children.map(symbol))
    }
    return analysis.outline.map(symbol)
  }
}
