import Foundation

/// The user's browser.
enum UserBrowser {
  static func open(_ address: String, _ console: Console) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let failure = "no browser could be opened: open \(address) yourself"
    process.terminationHandler = { if $0.terminationStatus != 0 { console.report(texts: [failure]) } }
    do { try process.run() } catch { console.report(texts: [failure]) }
  }
}
