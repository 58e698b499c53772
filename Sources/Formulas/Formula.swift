package import Diagnostics
package import Markup

/// A formula written in TeX, ready for a page.
///
/// What is read is the part of LaTeX's and AMS's mathematics that a course needs. Macros and colours are refused, and so
/// are numbers and labels of equations, which are the page's. Signs of Unicode may be typed as they are.
///
/// Reading never fails: a mistake is a diagnostic, and the formula is set as far as it can be understood. A formula of
/// a line takes some 20 µs, the first of a process a millisecond more.
package struct Formula: Sendable {
  /// The whole `<math>` element, in MathML Core, with the TeX beside it for those who copy it or hear it read.
  ///
  /// It counts on the style sheet ``style``: alignment, rules, boxes and negative space have no other home there.
  package let math: Markup
  package let diagnostics: [Diagnostic]

  package init(tex: Fragment, isDisplay: Bool) {
    var parser = FormulaParser(tex: tex, isDisplay: isDisplay)
    var content = parser.read()
    if parser.deepest > Self.surelyShallow, content.isDeeper(than: Self.deepestMarkup) {
      parser.report("formula nested too deeply", at: tex.range)
      content = .error(tex.text)
    }
    math = Self.element(content, tex: tex.trimmed.text, isDisplay: isDisplay)
    diagnostics = parser.diagnostics
  }

  private static func element(_ content: Markup, tex: String, isDisplay: Bool) -> Markup {
    let annotation = Markup.tag("annotation", ["encoding": "application/x-tex"], .text(tex))
    var attributes = [Markup.Attribute("alttext", tex)]
    if isDisplay { attributes.insert(Markup.Attribute("display", "block"), at: 0) }
    return .element("math", attributes: attributes, content: [.tag("semantics", [:], content, annotation)])
  }

  /// A level of TeX may take several elements, and writing a tree takes a kilobyte of stack an element in a debug
  /// build: 400 of them fit a thread of 512 KB with as much again to spare for the page around them.
  private static let deepestMarkup = 400
  /// A level takes at most eight elements.
  private static let surelyShallow = 50
}

extension Markup {
  /// Whether elements stand in each other more than `limit` deep; found without recursion.
  fileprivate func isDeeper(than limit: Int) -> Bool {
    var layer = [self]
    for _ in 0..<limit {
      layer = layer.flatMap { (markup: Markup) -> [Markup] in
        switch markup {
        case .element(_, _, let content), .group(let content): content
        case .text, .written: []
        }
      }
      if layer.isEmpty { return false }
    }
    return true
  }
}
