import Markup

/// The values behind a picture as comma-separated text: columns with names, numbers of 7 digits.
struct ShownTable: Sendable {
  private(set) var text: String

  init(_ columns: [String]) { text = columns.map(Self.plain).joined(separator: ",") + "\n" }

  /// Adds a row: what it belongs to, if anything, and its numbers; not a number is left empty.
  mutating func add(_ word: String? = nil, _ numbers: Double...) { add(word, numbers) }

  mutating func add(_ word: String? = nil, _ numbers: [Double]) {
    let fields = numbers.map { $0.isNaN ? "" : Digits.compact($0, ShownValues.digits) }
    text += ([word.map(Self.plain)].compactMap { $0 } + fields).joined(separator: ",") + "\n"
  }

  /// What would end a field is left out.
  private static func plain(_ word: String) -> String { word.filter { !",\"\n\r".contains($0) } }
}
