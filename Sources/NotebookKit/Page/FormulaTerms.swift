import Markup

/// A sum as the formulas of its terms, so that a line may end between them.
enum FormulaTerms {
  /// Each term but the first begins with its sign.
  static func terms(of sum: Markup) -> [[Markup]] {
    guard case .element("mrow", _, let content) = sum, content.count == 3,
      case .element("mo", _, let sign) = content[1], sign == [.text("+")] || sign == [.text("−")]
    else { return [[sum]] }
    // The space of a sign between two terms: it would stand close to what follows, like that of a number.
    let between = content[1].adding("form", "infix").adding("lspace", "0").adding("rspace", "0.2222em")
    return terms(of: content[0]) + [[between, content[2]]]
  }
}
