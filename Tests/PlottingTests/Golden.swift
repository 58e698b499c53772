import Foundation
import Testing

/// Compares a text with the file of that name in `Goldens`; `RECORD=1` writes it instead. A missing file fails.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try text.write(to: url, atomically: true, encoding: .utf8)
    return
  }
  let golden = try #require(
    try? String(contentsOf: url, encoding: .utf8), "no golden \(name); look at it, then RECORD=1",
    sourceLocation: sourceLocation)
  guard golden != text else { return }
  let (old, new) = (golden.split(separator: "\n"), text.split(separator: "\n"))
  let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    "\(name) differs at line \((line?.offset ?? min(old.count, new.count)) + 1): \(line?.element.1 ?? "length")",
    sourceLocation: sourceLocation)
}
