import Foundation

extension Case {
  /// The first lesson from a cold start, and notebooks that did not change: processor time of the whole process.
  static let rendering = Case(name: "render") {
    let folder = FileManager.default.temporaryDirectory.appending(path: "notebook-bench-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let lesson = "notebooks/01-explicit-euler.md"
    guard let text = try? Data(contentsOf: URL(fileURLWithPath: lesson)) else {
      return [Line("render \(lesson)", .infinity, unit: "ms", atMost: 60, note: "run from the project's folder")]
    }
    let many = (1...100).map { folder.appending(path: "many/\($0).md") }
    try? FileManager.default.createDirectory(at: folder.appending(path: "many"), withIntermediateDirectories: true)
    for url in many { try? text.write(to: url) }
    let kept = ["--cache", folder.path + "/cache", "--quiet", "-o"]
    let one = ["render", lesson] + kept + [folder.path + "/one"]
    let hundred = ["render"] + many.map(\.path) + kept + [folder.path + "/hundred"]
    _ = (milliseconds(one, of: 1), milliseconds(hundred, of: 1))
    return [
      Line(
        "render \(lesson), cold, processor time",
        milliseconds(["render", lesson, "--no-cache", "--quiet", "-o", folder.path + "/cold"], of: 9), unit: "ms",
        atMost: 60),
      Line("render one notebook that did not change", milliseconds(one, of: 9), unit: "ms", atMost: 20),
      Line("render 100 notebooks that did not change", milliseconds(hundred, of: 5), unit: "ms", atMost: 150),
    ]
  }

  /// The least processor time of several runs of the command; infinite where one failed.
  private static func milliseconds(_ arguments: [String], of count: Int) -> Double {
    let command = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "notebook")
    var least = Double.infinity
    for _ in 0..<count {
      let before = childrenTime
      let process = Process()
      process.executableURL = command
      process.arguments = arguments
      guard (try? process.run()) != nil else { return .infinity }
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return .infinity }
      least = min(least, childrenTime - before)
    }
    return 1000 * least
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
