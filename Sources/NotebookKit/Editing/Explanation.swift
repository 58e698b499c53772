import Diagnostics
import Expressions

/// What is to be said of a place.
package struct Explanation: Sendable, Equatable {
  /// In Markdown.
  package let text: String
  /// What it is said of, in bytes of the source.
  package let range: Range<Int>
}

extension Analysis {
  /// What the word at an offset means: a directive, a key, a value, a label, a parameter, or what is asked of a result.
  package func explanation(at offset: Int) -> Explanation? {
    if let found = names.label(at: offset, in: source.path), let definition = names[found.label] {
      return Explanation(text: description(of: definition), range: found.location.range)
    }
    let place = EditingPlace(source, around: offset)
    let whole = source.text(in: place.word)
    guard !whole.isEmpty else { return nil }
    // Of `euler.spikes` the part under the pointer.
    let word = String(whole[(whole.lastIndex(of: ".").map { whole.index(after: $0) } ?? whole.startIndex)...])
    let range = place.word.upperBound - word.utf8.count..<place.word.upperBound
    return text(of: word, after: String(whole.dropLast(word.count + 1)), place).map {
      Explanation(text: $0, range: range)
    }
  }

  private func text(of word: String, after base: String, _ place: EditingPlace) -> String? {
    if base == "params" { return plan.parameters[word].map { "`params.\(word)` is \($0.value.text)" } }
    if !base.isEmpty, let query = queries(of: base).first(where: { $0.name == word }) {
      return "`\(word)\(query.parameters == nil ? "" : query.form)`: \(query.meaning)"
    }
    switch place.kind {
    case .directive: return Directive.catalogue.first { $0.name == word }?.documentation
    case .body(let owner, let path):
      if path.isKey, let found = key(word, owner, path.keys) { return found }
      guard path.isValue, let form = owner.form(under: path.keys) else { return nil }
      return meaning(of: word, form)
    case .prose, .nothing: return nil
    }
  }

  private func key(_ name: String, _ owner: EditingPlace.Owner, _ keys: [String]) -> String? {
    if keys.isEmpty, let found = owner.parameters.first(where: { $0.name == name }) { return found.documentation }
    let form = owner.form(under: keys)
    for form in form?.alternatives ?? [] {
      if case .mapping(let fields, _) = form, let field = fields.first(where: { $0.name == name }) {
        return "`\(name)`: \(field.meaning)"
      }
      if case .list(let item) = form {
        for case .mapping(let fields, _) in item.alternatives {
          if let field = fields.first(where: { $0.name == name }) { return "`\(name)`: \(field.meaning)" }
        }
      }
    }
    return nil
  }

  private func meaning(of word: String, _ form: ArgumentForm) -> String? {
    for form in form.alternatives {
      switch form {
      case .word(let words), .label(_, let words):
        if let found = words.first(where: { $0.name == word || $0.aliases.contains(word) }) {
          return found.documentation
        }
      case .list(let item): if let found = meaning(of: word, item) { return found }
      default: break
      }
    }
    return nil
  }
}
