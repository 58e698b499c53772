import ArgumentParser

/// Where results of earlier runs are kept.
struct CacheOptions: ParsableArguments {
  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Where results are kept; '.notebook-cache' in the project's folder if not given.", valueName: "folder"))
  var folder: String?

  @Flag(name: .customLong("no-cache"), help: "Compute everything, and keep nothing.")
  var isOff = false

  func validate() throws {
    if folder == "" { throw ValidationError("'--cache' is given no folder") }
    if isOff, folder != nil { throw ValidationError("give '--cache' or '--no-cache', not both") }
  }

  /// The options as they stand on a command line.
  var arguments: [String] { isOff ? ["--no-cache"] : folder.map { ["--cache", $0] } ?? [] }

  func cache(for notebook: String) -> DiskCache? {
    isOff ? nil : folder.map(DiskCache.init(folder:)) ?? .standard(for: notebook)
  }
}
