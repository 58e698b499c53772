import Foundation

extension Case {
  /// The first lesson from a cold start: processor time of the whole process.
  static let rendering = Case(name: "render") {
    let folder = FileManager.default.temporaryDirectory.appending(path: "notebook-bench-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "notebook")
    let lesson = "notebooks/01-explicit-euler.md"
    var least = Double.infinity
    for _ in 0..<9 {
      try? FileManager.default.removeItem(at: folder)
      let before = childrenTime
      let process = Process()
      process.executableURL = command
      process.arguments = ["render", lesson, "-o", folder.path, "--quiet"]
      guard (try? process.run()) != nil else {
        return [Line("render \(lesson)", .infinity, unit: "ms", atMost: 60, note: "run from the project's folder")]
      }
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        return [Line("render \(lesson)", .infinity, unit: "ms", atMost: 60, note: "failed")]
      }
      least = min(least, childrenTime - before)
    }
    return [Line("render \(lesson), cold, processor time", 1000 * least, unit: "ms", atMost: 60)]
  }

  /// Seconds that ended child processes took.
  private static var childrenTime: Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_CHILDREN, &usage)
    #else
      getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    #endif
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + 1e-6 * Double(time.tv_usec) }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
