/// The smallest piece of TeX, and where it stands in the fragment.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case character(Unicode.Scalar)
    /// A character with the combining marks after it.
    case cluster(String)
    /// The name behind a backslash: letters, or one other character; empty at the end of the formula.
    case command(String)
    case opening, closing, superscript, `subscript`, ampersand, dollar, space, end
  }

  let kind: Kind
  let range: Range<Int>
}
