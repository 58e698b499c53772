package import Diagnostics
package import Expressions

/// Markdown with the places where results, values and formulas go: a notebook's text, or a caption.
package struct Prose: Sendable {
  /// What was read.
  package let written: Fragment
  package let pieces: [Piece]
  package let calls: [Call]
  package let headings: [Heading]
  package let formulas: [WrittenFormula]
  package let values: [WrittenValue]
  package let references: [LabelReference]
  /// Links to places of this notebook, `[text](#label)`: where their labels stand.
  package let links: [LabelReference]
  package let citations: [Citation]
  package let noteReferences: [LabelReference]
  package let notes: [Note]
  package let numbers: [NumberLiteral]
  package let images: [WrittenImage]
  package let exhibits: [Exhibit]
  /// Behind images without a label: `{width=50%}`, with the blanks before it.
  let widths: [Location]
  /// Addresses of pages that other notebooks become: `02-midpoint.html#sec-order`.
  package let pageLinks: [Location]
  /// The marks at which solutions begin that are folded on the page.
  package let folds: [Location]
  package let diagnostics: [Diagnostic]
}

/// A run of the page: HTML as libcmark wrote it, or a place for something else. Numbers are indices into the prose.
package enum Piece: Sendable, Equatable {
  case html(String)
  case call(Int)
  case value(Int)
  case formula(Int)
  case reference(Int)
  case citation(Int)
  case headingStart(Int)
  case headingEnd(Int)
  case noteReference(Int)
  /// The number of an image or table of the text, before its caption.
  case exhibit(Int)
  /// From here on the pieces are those of a footnote: they stand behind all others.
  case noteStart(Int)
}

/// A directive as it was written.
package struct Call: Sendable {
  package let name: Fragment
  package let label: Fragment?
  package let body: BodyValue
  /// What stands between the fences.
  package let text: Fragment
  /// The opening fence.
  package let location: Location
  /// Mistakes in the form of the block: with any of them it is not run.
  package let diagnostics: [Diagnostic]
  /// Whether it ends where it should, and has not swallowed what stands below it.
  var isClosed = true
}

package struct Heading: Sendable {
  package let level: Int
  package let id: String
  /// Whether the author gave the id.
  package let isNamed: Bool
  package let location: Location
  /// Where the id stands, or the whole heading if the author gave none.
  package let idLocation: Location
  /// The heading as it is written, without its signs and its id.
  package let title: String
}

/// A formula in prose, in TeX; `{{ }}` inside is filled in when the values are known.
package struct WrittenFormula: Sendable {
  package let tex: Fragment
  package let isDisplay: Bool
  /// A label makes it a numbered equation.
  package let label: Fragment?
  /// The values inside, and their ranges in `tex`.
  package let values: [(range: Range<Int>, value: WrittenValue)]
}

/// `{{ expression:format }}`
package struct WrittenValue: Sendable {
  package let expression: Fragment
  package let format: NumberFormat?
  /// The unit that it is printed in, and with.
  package var unit: Unit?
  package let location: Location
}

/// `[see @key, p. 3; @other]`, or `@key` alone in the text.
package struct Citation: Sendable {
  package struct Item: Sendable {
    /// What stands before the key: `see`.
    package let prefix: Fragment?
    package let key: Fragment
    /// What stands behind the key: `p. 3`.
    package let locator: Fragment?
    /// `-@key`: the year without the authors, whom the sentence has named.
    package var isYearAlone = false
  }

  package let items: [Item]
  package let isBracketed: Bool
  package let location: Location
}

/// `[^label]: text`
package struct Note: Sendable {
  package let label: Fragment
}

/// An image of a file beside the notebook.
package struct WrittenImage: Sendable {
  /// Where its address stands.
  package let location: Location
  /// Relative to the notebook.
  package let path: String
}
