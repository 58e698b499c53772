package import Diagnostics
import Expressions
import Markup

/// Sets of parameters to make a page of each: a grid over what varies.
///
/// What varies is given as `I=60,80,100` or, with a range as notebooks have them, `I=60 to 100 pA by 20`.
package struct ParameterGrid: Sendable {
  /// One set of values.
  package struct Point: Sendable {
    /// Nothing where the front matter's own values are meant.
    package let values: [(name: String, value: Fragment)]

    /// The front matter's own values.
    package static let standard = Point(values: [])

    /// The part of a file's name that tells it from the others: `I-60`. Letters, digits and `+-._` alone.
    package var suffix: String {
      values.map { "\(Self.safe($0.name))-\(Self.safe($0.value.text))" }.joined(separator: "-")
    }

    /// As people read it: `I = 60 pA, h = 0.5`.
    package var text: String { values.map { "\($0.name) = \($0.value.text)" }.joined(separator: ", ") }

    private static func safe(_ text: String) -> String {
      let kept = text.map { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "+-._".contains($0) ? $0 : " " }
      return String(kept).split(separator: " ").joined(separator: "-")
    }
  }

  package let points: [Point]
  package var isVaried: Bool { points.contains { !$0.values.isEmpty } }

  /// No more pages than anybody looks at.
  private static let pointLimit = 1000
  /// The longest part of a file's name; file systems take 255 bytes in all.
  private static let suffixLimit = 120

  /// Reads what varies, one text a parameter; nothing, with a message, where a text is wrong.
  ///
  /// - Parameter texts: such as `I=60,80,100`; none give one point without values.
  package init?(_ texts: [String], _ diagnostics: inout [Diagnostic]) {
    var points: [[(name: String, value: Fragment)]] = [[]]
    var names: [String] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0].trimmingBlanks
      let written = Fragment(parts.count > 1 ? parts[1] : "", path: "--vary \(name)")
      guard !names.contains(String(name)) else {
        diagnostics.append(.error("'\(name)' varies twice", at: written.location))
        return nil
      }
      names.append(String(name))
      guard let values = Self.values(written.trimmed, &diagnostics) else { return nil }
      guard points.count * values.count <= Self.pointLimit else {
        diagnostics.append(
          .error("that is more than \(Self.pointLimit) pages", at: written.location, hint: "vary by larger steps"))
        return nil
      }
      points = points.flatMap { point in values.map { point + [(String(name), $0)] } }
    }
    self.points = points.map(Point.init)
    var seen: [String: Point] = [:]
    for point in self.points {
      let place = point.values.last?.value.location
      if point.suffix.utf8.count > Self.suffixLimit {
        diagnostics.append(
          .error("the file's name would be too long: '\(point.suffix)'", at: place, hint: "vary shorter values"))
        return nil
      }
      // Some file systems do not tell large letters from small ones.
      if let other = seen.updateValue(point, forKey: point.suffix.lowercased()) {
        let isSame = other.text == point.text
        diagnostics.append(
          .error(
            isSame
              ? "'\(point.text)' is given twice"
              : "'\(other.text)' and '\(point.text)' would be one file: '...-\(point.suffix).html'", at: place))
        return nil
      }
    }
  }

  private static func values(_ text: Fragment, _ diagnostics: inout [Diagnostic]) -> [Fragment]? {
    if text.text.contains(" to ") { return range(text, &diagnostics) }
    let items = FlowText.list(text) ?? FlowText.commaSeparated(text)
    guard !items.contains(where: \.isEmpty), !items.isEmpty else {
      diagnostics.append(
        .error(
          "a value is missing", at: text.location, hint: "write --vary I=60,80,100 or --vary \"I=60 to 100 by 20\""))
      return nil
    }
    // As in notebooks, one unit at the end is the unit of all.
    let quantities = items.map { Quantity(parsing: $0.text) }
    guard let unit = quantities.last??.unit else { return items }
    return zip(items, quantities).map { item, quantity in
      guard let quantity, quantity.unit == nil else { return item }
      return Fragment("\(item.text) \(unit.text)", path: item.source.path)
    }
  }

  private static func range(_ text: Fragment, _ diagnostics: inout [Diagnostic]) -> [Fragment]? {
    var reading = ArgumentReading(directive: "--vary", parameters: NotebookParameters(), labels: [:])
    guard text.text.contains(" by ") || text.text.contains(" log ") else {
      diagnostics.append(
        .error("the range has no step", at: text.location, hint: "write it as in '60 to 100 by 20' or '1 to 100 log 3'")
      )
      return nil
    }
    guard let list = NumberList.read(.text(text), &reading) else {
      diagnostics += reading.diagnostics
      return nil
    }
    // Twelve digits take away what adding up steps such as 0.1 brings in.
    let unit = list.unit.map { " " + $0.text } ?? ""
    return list.values.map { Fragment(Digits.compact($0, 12) + unit, path: text.source.path) }
  }

  /// What is wrong with the values for a notebook, of which the front matter alone is read.
  package func mistakes(in source: Source) -> [Diagnostic] {
    var ignored: [Diagnostic] = []
    let declared = FrontMatter.read(source, &ignored).matter.parameters
    var found: [Diagnostic] = []
    var seen: Set<String> = []
    for (name, value) in points.flatMap(\.values) where seen.insert("\(name)=\(value.text)").inserted {
      var parameters = declared
      parameters.override(name, with: value, &found)
      // A name that is unknown is so for every value.
      if declared[name] == nil { return found }
    }
    return found
  }
}
