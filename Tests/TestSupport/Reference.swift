package import Foundation

/// The reference numbers that the tests are held against.
package enum Reference {
  package static func url(_ name: String, filePath: String = #filePath) -> URL {
    URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "DynamicsTests/Reference").appending(path: name)
  }

  package static func json(_ name: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url(name)))
    return object as? [String: Any] ?? [:]
  }

  /// Spike times of a case of `exact.json`, known to 20 digits.
  package static func exactSpikes(_ name: String) throws -> [Double] {
    let cases = try json("exact.json")["cases"] as? [String: [String: Any]] ?? [:]
    return (cases[name]?["spike_times"] as? [String] ?? []).compactMap(Double.init)
  }

  /// The rows of a trajectory: t, v, w.
  package static func trajectory(_ name: String) throws -> [[Double]] {
    try String(contentsOf: url("trajectories/\(name).csv"), encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
  }
}
