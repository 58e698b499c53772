import Foundation
import NotebookKit

/// Answers an editor's questions about notebooks while they are being written. Nothing is run.
///
/// One message after the other: what is published is always of the text as it is at that moment. While more messages wait,
/// mistakes are not looked for, so that fast typing does not queue up work.
struct LanguageServer {
  private var stream = MessageStream()
  var documents = OpenDocuments()
  var encoding = PositionEncoding.utf16
  private var published: [String: Publication] = [:]
  private var state = State.new
  private var watches = false

  private enum State { case new, initialized, shutDown }

  /// Serves until the editor says that it is over, or is gone. Gives the exit status.
  mutating func run() -> Int32 {
    while let message = stream.next() {
      if let status = take(message) { return status }
      if !stream.hasMore { publish() }
    }
    return 1
  }

  private mutating func take(_ message: Data) -> Int32? {
    let envelope: Envelope
    do { envelope = try JSONDecoder().decode(Envelope.self, from: message) } catch {
      stream.send(RefusedAnswer(id: nil, error: .unreadable("cannot read the message")))
      return nil
    }
    // Answers to what the server asked say nothing that matters.
    guard let method = envelope.method else { return nil }
    guard let id = envelope.id else {
      if method == "exit" { return state == .shutDown ? 0 : 1 }
      if state == .initialized { notice(method, message) }
      return nil
    }
    do throws(Refusal) {
      switch (method, state) {
      case ("initialize", .new): answer(id, initialize(try read(message, method)))
      case (_, .new): throw .early
      case (_, .shutDown): throw .invalid
      case ("shutdown", .initialized):
        state = .shutDown
        answer(id, Optional<String>.none)
      default: try answer(id, method, message)
      }
    } catch {
      stream.send(RefusedAnswer(id: id, error: error))
    }
    return nil
  }

  private mutating func answer(_ id: RequestID, _ method: String, _ message: Data) throws(Refusal) {
    switch method {
    case "textDocument/completion": answer(id, completion(try read(message, method)))
    case "textDocument/hover": answer(id, hover(try read(message, method)))
    case "textDocument/definition": answer(id, definition(try read(message, method)))
    case "textDocument/references": answer(id, references(try read(message, method)))
    case "textDocument/prepareRename": answer(id, try prepareRename(try read(message, method)))
    case "textDocument/rename": answer(id, try rename(try read(message, method)))
    case "textDocument/documentSymbol": answer(id, symbols(try read(message, method)))
    default: throw .unknown(method)
    }
  }

  private mutating func notice(_ method: String, _ message: Data) {
    do throws(Refusal) {
      switch method {
      case "initialized": if watches { watch() }
      case "textDocument/didOpen":
        let parameters: OpenParameters = try read(message, method)
        documents.open(parameters.textDocument)
      case "textDocument/didChange": documents.change(try read(message, method), encoding)
      case "textDocument/didClose":
        let parameters: DocumentParameters = try read(message, method)
        documents.close(parameters.textDocument.uri)
      case "textDocument/didSave", "workspace/didChangeWatchedFiles": documents.forget()
      default: break
      }
    } catch {
      Terminal.write("notebook lsp: \(error.message)\n", to: .error)
    }
  }

  private mutating func initialize(_ parameters: InitializeParameters) -> InitializeResult {
    state = .initialized
    let offered = parameters.capabilities.general?.positionEncodings ?? []
    encoding = offered.contains(PositionEncoding.utf8.rawValue) ? .utf8 : .utf16
    watches = parameters.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false
    let prepares = parameters.capabilities.textDocument?.rename?.prepareSupport ?? false
    return InitializeResult(
      capabilities: ServerCapabilities(
        positionEncoding: encoding.rawValue, renameProvider: .init(prepareProvider: prepares)),
      serverInfo: ServerInfo(name: "notebook", version: ToolVersion.current))
  }

  private func watch() {
    stream.send(
      Request(id: .text("watch"), method: "client/registerCapability", params: WatchRegistration()))
  }

  /// Tells what has changed of the mistakes since they were last told.
  private mutating func publish() {
    guard state == .initialized else { return }
    let current = documents.publications(encoding)
    for uri in Set(current.keys).union(published.keys).sorted() {
      let publication = current[uri] ?? Publication(uri: uri, version: nil, diagnostics: [])
      if published[uri] == publication { continue }
      stream.send(Notification(method: "textDocument/publishDiagnostics", params: publication))
    }
    published = current
  }

  private func read<Value: Decodable>(_ message: Data, _ method: String) throws(Refusal) -> Value {
    do { return try JSONDecoder().decode(Parameters<Value>.self, from: message).params } catch {
      throw .parameters(method)
    }
  }

  private func answer(_ id: RequestID, _ result: (some Encodable)?) {
    stream.send(Answer(id: id, result: result))
  }
}
