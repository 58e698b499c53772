package import Diagnostics
import Expressions

extension Limits {
  /// Takes a limit from what was written: `1e7`, or for sizes `4 MB`.
  package mutating func set(_ name: Fragment, to value: Fragment, _ diagnostics: inout [Diagnostic]) {
    guard let limit = Name(rawValue: name.text) else {
      let isTime = ["time", "seconds", "training", "timeout"].contains(name.text)
      diagnostics.append(
        .error(
          "there is no limit '\(name.text)'", at: name.location,
          hint: isTime
            ? "a limit in seconds would give other results on other machines: 'epochs' bounds a training"
            : Spelling.hint(name.text, among: Name.allCases.map(\.rawValue))
              ?? "there are \(Name.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))"))
      return
    }
    guard let number = limit.isSize ? Self.size(value.text) : Double(value.text), number == number.rounded(),
      let whole = Int(exactly: number), limit.range.contains(whole)
    else {
      let most = limit.range.upperBound < 1000 ? ", and at most \(limit.range.upperBound)" : ""
      diagnostics.append(
        .error(
          limit.isSize
            ? "expected a size such as '4 MB', not '\(value.text)'"
            : "expected a whole number of at least 1\(most), not '\(value.text)'", at: value.location))
      return
    }
    self[limit] = whole
  }

  /// `4 MB`, `500 KB`, `1 GB`, or bytes alone. A KB has 1024 bytes.
  private static func size(_ text: String) -> Double? {
    let number = text.prefix { "0123456789.e+".contains($0) }
    let units = ["": 0, "B": 0, "BYTES": 0, "KB": 10, "MB": 20, "GB": 30, "TB": 40]
    guard let value = Double(number),
      let shift = units[String(text.dropFirst(number.count).trimmingBlanks).uppercased()]
    else { return nil }
    return (value * Double(1 << shift)).rounded()
  }
}

extension ArgumentKind where Value == Limits {
  /// `{steps: 1e7, memory: 2 GB}`.
  static let limits = ArgumentKind(
    "limits by name", .mapping(Limits.Name.allCases.map { .init($0.rawValue, .text, $0.meaning) }, others: nil)
  ) { value, reading in
    guard let entries = reading.entries(value, expected: "limits by name") else { return nil }
    var limits = Limits()
    for entry in entries {
      guard let text = reading.text(entry.value, expected: "a limit") else { return nil }
      limits.set(entry.key, to: text, &reading.diagnostics)
    }
    return limits
  }
}
