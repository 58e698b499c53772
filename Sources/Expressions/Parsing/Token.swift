/// A word of the expression language, with its place in the fragment.
package struct Token: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case number(Double, decimal: String)
    case name(String)
    /// `+ - * / ^ < <= > >= == != = ( ) , . '`
    case symbol(String)
    case lineEnd
    case end
  }

  package let kind: Kind
  package let range: Range<Int>

  func isSymbol(_ text: String) -> Bool { kind == .symbol(text) }
  func isName(_ text: String) -> Bool { kind == .name(text) }
}
