package import Diagnostics

extension Analysis {
  /// Where what stands at an offset is given: a label, or a parameter of the front matter.
  package func definitions(at offset: Int) -> [Location] {
    if let found = names.label(at: offset, in: source.path) {
      return names.definitions(of: found.label).map(\.location)
    }
    let word = source.text(in: EditingPlace(source, around: offset).word)
    let name = word.hasPrefix("params.") ? String(word.dropFirst("params.".count)) : nil
    return name.flatMap { plan.parameters[$0]?.value.location }.map { [$0] } ?? []
  }

  /// Every place that uses the label at an offset, in the order of the text.
  package func references(at offset: Int, withDefinitions: Bool) -> [Location] {
    guard let found = names.label(at: offset, in: source.path) else { return [] }
    return (withDefinitions ? definitions(at: offset) : []) + names.uses(of: found.label).map(\.location)
  }
}
