package import Foundation

/// A folder of its own for a test, removed when the test is over.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "notebook-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package var path: String { url.path }

  package func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  package func read(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }

  package func remove(_ name: String) throws { try FileManager.default.removeItem(at: url.appending(path: name)) }

  package func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: name).path) }

  package var files: [String] {
    (FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []).sorted()
  }
}

/// The command, run the way a user runs it.
package struct Command {
  package let status: Int32
  package let output: String
  package let error: String

  /// Where the tests were built, the command was built too.
  package static let path: String = {
    for bundle in CommandLine.arguments.prefix(1) {
      let folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
      let candidate = folder.appending(path: "notebook").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appending(path: ".build/debug/notebook").path
  }()

  /// The command at work, its messages thrown away.
  package static func started(_ arguments: [String], in folder: TemporaryFolder) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  package init(_ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]) throws {
    try self.init(program: Self.path, arguments, in: folder, environment: environment)
  }

  /// A line of the shell, in which `$NOTEBOOK` is the command.
  package init(shell line: String, in folder: TemporaryFolder) throws {
    try self.init(program: "/bin/sh", ["-c", line], in: folder, environment: ["NOTEBOOK": Self.path])
  }

  private init(program: String, _ arguments: [String], in folder: TemporaryFolder, environment: [String: String]) throws
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: a pipe that nobody reads would stop a talkative command.
    let outputFile = folder.url.appending(path: ".stdout")
    let errorFile = folder.url.appending(path: ".stderr")
    try Data().write(to: outputFile)
    try Data().write(to: errorFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: outputFile, encoding: .utf8)
    error = try String(contentsOf: errorFile, encoding: .utf8)
    try FileManager.default.removeItem(at: outputFile)
    try FileManager.default.removeItem(at: errorFile)
  }
}
