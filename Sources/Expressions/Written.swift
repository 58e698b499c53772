package import Diagnostics

/// An expression with the text it was read from, so that messages about it have a place.
package struct Written: Sendable {
  package let expression: Expression
  package let fragment: Fragment

  package init(_ expression: Expression, _ fragment: Fragment) {
    self.expression = expression
    self.fragment = fragment
  }

  package init(parsing fragment: Fragment, names: Set<String> = [], _ diagnostics: inout [Diagnostic]) {
    let (expression, found) = ExpressionParser.parse(fragment, names: names)
    diagnostics += found
    self.init(expression, fragment)
  }

  package var location: Location { fragment.location(expression.range.isEmpty ? fragment.range : expression.range) }

  package func with(_ expression: Expression) -> Written { Written(expression, fragment) }
}
