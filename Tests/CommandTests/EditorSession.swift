import Foundation
import TestSupport

/// An editor, as far as the language server can tell: it speaks the protocol over pipes.
final class EditorSession {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  private var requests = 0
  /// What the server said of itself.
  private(set) var capabilities: [String: Any] = [:]
  /// Notifications and requests of the server that nobody has looked at.
  private var waiting: [[String: Any]] = []

  struct Ended: Error {}
  struct Refused: Error {
    let code: Int
    let message: String
  }

  init(in folder: TemporaryFolder, capabilities: [String: Any] = [:]) throws {
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = ["lsp"]
    process.currentDirectoryURL = folder.url
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let result = try request("initialize", ["processId": NSNull(), "rootUri": NSNull(), "capabilities": capabilities])
    self.capabilities = (result as? [String: Any])?["capabilities"] as? [String: Any] ?? [:]
    try notify("initialized", [:])
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Asks, and gives the answer.
  func request(_ method: String, _ parameters: [String: Any]?) throws -> Any? {
    requests += 1
    var message: [String: Any] = ["jsonrpc": "2.0", "id": requests, "method": method]
    if let parameters { message["params"] = parameters }
    try send(message)
    while true {
      let message = try read()
      guard message["method"] == nil, message["id"] as? Int == requests else {
        waiting.append(message)
        continue
      }
      if let error = message["error"] as? [String: Any] {
        throw Refused(code: error["code"] as? Int ?? 0, message: error["message"] as? String ?? "")
      }
      return message["result"] is NSNull ? nil : message["result"]
    }
  }

  func notify(_ method: String, _ parameters: [String: Any]) throws {
    try send(["jsonrpc": "2.0", "method": method, "params": parameters])
  }

  /// The next mistakes that are published of a document in a version.
  func diagnostics(_ uri: String, version: Int) throws -> [[String: Any]] {
    while true {
      let message = waiting.isEmpty ? try read() : waiting.removeFirst()
      guard message["method"] as? String == "textDocument/publishDiagnostics",
        let parameters = message["params"] as? [String: Any], parameters["uri"] as? String == uri,
        parameters["version"] as? Int == version
      else { continue }
      return parameters["diagnostics"] as? [[String: Any]] ?? []
    }
  }

  func open(_ uri: String, _ text: String, version: Int = 1) throws {
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "markdown", "version": version, "text": text]])
  }

  /// Replaces all of a text.
  func change(_ uri: String, to text: String, version: Int) throws {
    try notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri, "version": version], "contentChanges": [["text": text]]])
  }

  /// Takes leave, and gives the exit status.
  func end() throws -> Int32 {
    _ = try request("shutdown", nil)
    try notify("exit", [:])
    process.waitUntilExit()
    return process.terminationStatus
  }

  func send(_ message: [String: Any]) throws {
    let body = try JSONSerialization.data(withJSONObject: message)
    try input.fileHandleForWriting.write(contentsOf: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  private func read() throws -> [String: Any] {
    let blank = Data("\r\n\r\n".utf8)
    while true {
      if let end = buffer.range(of: blank) {
        let header = String(decoding: buffer[buffer.startIndex..<end.lowerBound], as: UTF8.self)
        let length = header.split(separator: ":").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0
        if buffer.distance(from: end.upperBound, to: buffer.endIndex) >= length {
          let body = buffer[end.upperBound..<end.upperBound + length]
          buffer = Data(buffer[(end.upperBound + length)...])
          return try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
        }
      }
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw Ended() }
      buffer.append(data)
    }
  }
}

/// A text with places marked by `⟦` and `⟧`, as an editor counts them.
struct EditorText {
  let uri: String
  let text: String
  private let ranges: [Range<Int>]

  init(_ marked: String, _ folder: TemporaryFolder, _ name: String = "n.md") {
    let plain = MarkedText(marked)
    text = plain.text
    ranges = plain.ranges
    uri = URL(fileURLWithPath: folder.path + "/" + name).absoluteString
  }

  static func position(of offset: Int, in text: String, utf8: Bool = false) -> [String: Int] {
    let before = String(decoding: Array(text.utf8)[..<offset], as: UTF8.self)
    let line = before.split(separator: "\n", omittingEmptySubsequences: false)
    let last = line.last ?? ""
    return ["line": line.count - 1, "character": utf8 ? last.utf8.count : last.utf16.count]
  }

  /// The parameters of a question about the end of a mark.
  func at(_ mark: Int, utf8: Bool = false) -> [String: Any] {
    [
      "textDocument": ["uri": uri], "position": Self.position(of: ranges[mark].upperBound, in: text, utf8: utf8),
    ]
  }

  /// A mark as the protocol writes ranges.
  func range(_ mark: Int, utf8: Bool = false) -> [String: [String: Int]] {
    [
      "start": Self.position(of: ranges[mark].lowerBound, in: text, utf8: utf8),
      "end": Self.position(of: ranges[mark].upperBound, in: text, utf8: utf8),
    ]
  }
}
