/// What an editor says of itself. (LSP 3.17, initialize)
struct InitializeParameters: Decodable {
  struct Capabilities: Decodable {
    struct General: Decodable { let positionEncodings: [String]? }
    struct Document: Decodable {
      struct Rename: Decodable { let prepareSupport: Bool? }
      let rename: Rename?
    }
    struct Workspace: Decodable {
      struct Watching: Decodable { let dynamicRegistration: Bool? }
      let didChangeWatchedFiles: Watching?
    }
    let general: General?
    let textDocument: Document?
    let workspace: Workspace?
  }
  let capabilities: Capabilities
}

struct InitializeResult: Encodable {
  let capabilities: ServerCapabilities
  let serverInfo: ServerInfo
}

struct ServerInfo: Encodable {
  let name: String
  let version: String
}

struct ServerCapabilities: Encodable {
  struct Synchronization: Encodable {
    let openClose = true
    /// Parts of the text.
    let change = 2
    let save = true
  }
  struct Completion: Encodable { let triggerCharacters = [".", "@", "{", "#", "["] }
  struct Rename: Encodable { let prepareProvider: Bool }

  let positionEncoding: String
  let textDocumentSync = Synchronization()
  let completionProvider = Completion()
  let hoverProvider = true
  let definitionProvider = true
  let referencesProvider = true
  let documentSymbolProvider = true
  let renameProvider: Rename
}

/// Asks an editor to tell of files that change on the disk.
struct WatchRegistration: Encodable {
  struct Registration: Encodable {
    struct Options: Encodable {
      struct Watcher: Encodable { let globPattern: String }
      let watchers: [Watcher]
    }
    let id = "files"
    let method = "workspace/didChangeWatchedFiles"
    let registerOptions: Options
  }
  /// What notebooks read beside themselves.
  let registrations = [
    Registration(registerOptions: .init(watchers: [.init(globPattern: "**/*.{md,csv,bib,json,css}")]))
  ]
}
