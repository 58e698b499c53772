package import Diagnostics
package import Markup

/// A formula written in TeX, ready for a page.
package struct Formula: Sendable {
  /// MathML Core, without the `<math>` element around it.
  package let content: Markup
  package var math: Markup { .tag("math", [:], content) }
  package let diagnostics: [Diagnostic]

  package init(tex: Fragment, isDisplay: Bool) {
    content = .text(tex.text)
    diagnostics = []
  }
}
