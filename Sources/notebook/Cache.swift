import ArgumentParser
import Foundation

/// Shows and empties the folder of results.
struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Show what is kept of earlier runs, or remove some of it.",
    discussion: "Without an option it says where the results are and how much they take.")

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp("The folder; '.notebook-cache' in the project's folder if not given.", valueName: "folder"))
  var folder: String?

  @Option(help: ArgumentHelp("Remove what was written longest ago until so many megabytes are left.", valueName: "MB"))
  var prune: Int?

  func validate() throws {
    if let prune, prune < 0 {
      throw ValidationError("'--prune' wants a number of megabytes, such as 100, or 0 for all")
    }
  }

  func run() throws {
    let cache =
      folder.map(DiskCache.init(folder:))
      ?? .standard(for: FileManager.default.currentDirectoryPath + "/notebook.md")
    if let prune {
      let removed = cache.prune(to: prune << 20)
      Terminal.write("removed \(Self.size(removed))\n", to: .output)
    }
    let entries = cache.entries
    let total = entries.reduce(0) { $0 + $1.size }
    let count = entries.count == 1 ? "1 result" : "\(entries.count) results"
    Terminal.write("\(Disk.shortened(cache.folder)): \(count), \(Self.size(total))\n", to: .output)
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\((bytes + 1023) / 1024) KB" : String(format: "%.1f MB", Double(bytes) / 1_048_576)
  }
}
