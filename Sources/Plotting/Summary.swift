import Markup

extension Figure {
  /// What the figure shows, in plain sentences made from its panels: axes, ranges, curves.
  package var summary: String {
    guard !panels.isEmpty else { return "An empty figure." }
    let domains = Arrangement(self, columns: 1).domains
    let sentences = zip(panels, domains).enumerated().map { index, pair in
      let (panel, domain) = pair
      let place = panels.count > 1 ? "Panel \(index + 1)\(panel.title.map { ", \($0)" } ?? ""): " : ""
      let y = Summary.axis(panel.y, domain.y, orElse: "values")
      let x = Summary.axis(panel.x, domain.x, orElse: "positions")
      return "\(place)\(y) against \(x). \(Summary.marks(panel.marks))"
    }
    return sentences.joined(separator: " ")
  }
}

/// The wording of figures for those who do not see them.
enum Summary {
  static func number(_ value: Double) -> String {
    value.isFinite ? Digits.shown(value, 4) : "no number"
  }

  static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// ` from −65 to 35`, or nothing for no values.
  static func range(_ bounds: Bounds) -> String {
    bounds.isEmpty ? "" : " from \(number(bounds.lower)) to \(number(bounds.upper))"
  }

  static func curve(_ name: String?, count: Int, _ bounds: Bounds, kind: String = "curve") -> String {
    "the \(kind)\(name.map { " \($0)" } ?? "") of \(Self.count(count, "point"))\(range(bounds))"
  }

  static func axis(_ axis: Axis, _ domain: ClosedRange<Double>, orElse: String) -> String {
    let name = axis.title.isEmpty ? orElse : axis.title
    let kind = axis.scale == .logarithmic ? ", logarithmic," : ""
    return "\(name)\(kind) from \(number(domain.lowerBound)) to \(number(domain.upperBound))"
  }

  /// The first few marks in words, and how many more there are.
  static func marks(_ marks: [any Mark]) -> String {
    let all = marks.compactMap(\.summary)
    guard !all.isEmpty else { return "There are no data." }
    let most = 8
    let named = all.prefix(most).joined(separator: "; ")
    return "It shows \(named)\(all.count > most ? "; and \(all.count - most) more" : "")."
  }
}
