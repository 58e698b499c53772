/// A word that may stand at a place.
package struct Proposal: Sendable, Equatable {
  package enum Kind: Sendable { case directive, key, word, label, parameter, query }

  package let kind: Kind
  /// What is shown, and what is put in, unless ``insertion`` says otherwise.
  package let name: String
  package let insertion: String
  /// In a few words, beside the name.
  package let detail: String
  /// In Markdown.
  package let documentation: String
  /// What it takes the place of, in bytes of the source.
  package let range: Range<Int>

  init(
    _ kind: Kind, _ name: String, insertion: String? = nil, _ detail: String, _ documentation: String = "",
    at range: Range<Int>
  ) {
    self.kind = kind
    self.name = name
    self.insertion = insertion ?? name
    self.detail = detail
    self.documentation = documentation
    self.range = range
  }
}
