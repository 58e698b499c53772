package import Diagnostics
import Formulas

/// A notebook as it was written.
package struct Notebook: Sendable {
  package let source: Source
  package let frontMatter: FrontMatter
  package let prose: Prose
  package let diagnostics: [Diagnostic]

  /// Reads a notebook. It never fails: mistakes become diagnostics, and what is left still makes a page.
  package init(parsing source: Source) {
    var diagnostics: [Diagnostic] = []
    let (matter, firstLine) = FrontMatter.read(source, &diagnostics)
    let start = firstLine < source.lineCount ? source.lineStarts[firstLine] : source.bytes.count
    prose = Prose(
      parsing: Fragment(source: source, range: start..<source.bytes.count), directives: Directive.catalogue.map(\.name),
      isSmart: matter.isSmart)
    self.source = source
    frontMatter = matter
    self.diagnostics = diagnostics + prose.diagnostics
  }
}

/// Markdown with the places where results, values and formulas go: a notebook's text, or a caption.
package struct Prose: Sendable {
  package let pieces: [Piece]
  package let calls: [Call]
  package let headings: [Heading]
  package let formulas: [WrittenFormula]
  package let values: [WrittenValue]
  package let references: [LabelReference]
  package let diagnostics: [Diagnostic]
}

/// A run of the page: HTML as libcmark wrote it, or a place for something else. Numbers are indices into the prose.
package enum Piece: Sendable, Equatable {
  case html(String)
  case call(Int)
  case value(Int)
  case formula(Int)
  case reference(Int)
  case headingStart(Int)
  case headingEnd(Int)
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
}

package struct Heading: Sendable {
  package let level: Int
  package let id: String
  /// Whether the author gave the id.
  package let isNamed: Bool
  package let location: Location
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
  package let location: Location
}
