/// What a value looks like, for those who do not read it: an editor that proposes words, and the JSON Schema.
///
/// It says nothing that the kind's own reading does not: where the two differ, the reading is right.
package indirect enum ArgumentForm: Sendable {
  case text
  /// Lines behind `|`.
  case lines
  /// A text with Markdown, formulas, values and references.
  case prose
  case flag
  case whole(ClosedRange<Int>)
  /// A number with or without a unit, or arithmetic.
  case number
  /// A list of numbers, or a range such as `0 to 1000 by 10`.
  case numbers
  case word([Word])
  /// A preset of the built-in model that another key of the block names.
  case preset(of: String)
  /// A label of one of these kinds, or a word.
  case label([ResultKind], or: [Word])
  /// A formula over parameters and results.
  case formula
  /// Several of them, or a single one.
  case list(ArgumentForm)
  /// Names with a value each: those that are known, and those of the author's own.
  case mapping([Field], others: ArgumentForm?)
  /// Labels with a value each.
  case byLabel(ArgumentForm)
  case either(ArgumentForm, ArgumentForm)

  /// A word that a value may be.
  package struct Word: Sendable {
    package let name: String
    package let aliases: [String]
    package let meaning: String?

    package init(_ name: String, aliases: [String] = [], _ meaning: String? = nil) {
      self.name = name
      self.aliases = aliases
      self.meaning = meaning
    }
  }

  /// A name that a mapping may hold.
  package struct Field: Sendable {
    package let name: String
    package let form: ArgumentForm
    package let meaning: String

    package init(_ name: String, _ form: ArgumentForm, _ meaning: String) {
      self.name = name
      self.form = form
      self.meaning = meaning
    }
  }
}

extension ArgumentForm {
  /// The forms that it may take, without choices between them.
  package var alternatives: [ArgumentForm] {
    if case .either(let first, let second) = self { return first.alternatives + second.alternatives }
    return [self]
  }

  /// The form of what stands under a name inside a value of this form.
  package func form(under name: String) -> ArgumentForm? {
    for form in alternatives {
      switch form {
      case .mapping(let fields, let others):
        if let found = fields.first(where: { $0.name == name })?.form ?? others { return found }
      case .byLabel(let form): return form
      case .list(let item): if let found = item.form(under: name) { return found }
      default: break
      }
    }
    return nil
  }
}
