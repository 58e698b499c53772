package import Diagnostics
import Expressions

/// Texts to be put in the place of others.
package struct Renaming: Sendable {
  /// What is to be replaced, all by the same text.
  package let places: [Location]
  package let text: String
}

extension Analysis {
  /// Why something cannot be renamed.
  package struct RenamingRefusal: Error, Sendable, Equatable {
    package let message: String
    init(_ message: String) { self.message = message }
  }

  /// The label at an offset, if it can be renamed.
  package func renamable(at offset: Int) throws(RenamingRefusal) -> LabelReference {
    guard let found = names.label(at: offset, in: source.path) else {
      throw RenamingRefusal("there is no label here")
    }
    if let definition = names[found.label], case .heading(_, false) = definition.subject {
      throw RenamingRefusal(
        "'\(found.label)' is made from the words of its heading: change these, or give it an id, '{#\(found.label)}'")
    }
    return found
  }

  /// Gives the label at an offset another name, everywhere; refused where that would change what the notebook says.
  package func renaming(at offset: Int, to name: String) throws(RenamingRefusal) -> Renaming {
    let old = try renamable(at: offset).label
    guard Fence.isLabel(name) else {
      throw RenamingRefusal(
        "'\(name)' is not a label: a label is small letters, digits and '-', beginning with a letter")
    }
    if LabelNames.isReserved(name) {
      throw RenamingRefusal("'\(name)' has a meaning of its own and cannot be a label")
    }
    if name == old { return Renaming(places: [], text: name) }
    if let taken = names[name] {
      throw RenamingRefusal("the label '\(name)' is taken: it is \(title(of: taken)), line \(taken.location.line)")
    }
    if let data = plan.facts.first(where: { $0.value.data?.groups.contains(old) ?? false }) {
      throw RenamingRefusal("rows of '\(data.key)' belong to '\(old)' by its name: rename these first")
    }
    let renaming = Renaming(
      places: names.definitions(of: old).map(\.location) + names.uses(of: old).map(\.location),
      text: name)
    if let line = lineThatHides(old, renaming.places) {
      throw RenamingRefusal("line \(line) has a mistake and may mean '\(old)': correct it first")
    }
    try checkMeaning(old, renaming)
    return renaming
  }

  /// A line that cannot be read and holds the label's letters.
  private func lineThatHides(_ label: String, _ places: [Location]) -> Int? {
    let known = Set(places.filter { $0.source.path == source.path }.map(\.range.lowerBound))
    func hides(_ range: Range<Int>) -> Bool {
      source.bytes[range].indices.contains { start in
        let end = start + label.utf8.count
        guard end <= range.upperBound, source.bytes[start..<end].elementsEqual(label.utf8), !known.contains(start)
        else { return false }
        let before = start > 0 ? source.bytes[start - 1] : 0x20
        let after = end < source.bytes.count ? source.bytes[end] : 0x20
        return !InlineScanner.isLabelByte(before) && !InlineScanner.isLabelByte(after)
      }
    }
    for call in plan.notebook.prose.calls where !call.diagnostics.isEmpty {
      let place = call.text.location
      if place.source.path == source.path, hides(place.range) { return call.location.line }
    }
    for diagnostic in diagnostics where diagnostic.severity == .error {
      guard let place = diagnostic.location, place.source.path == source.path else { continue }
      if hides(source.lineRange(place.line - 1)) { return place.line }
    }
    return nil
  }

  /// A new name may be a word that means something else, or may take another meaning away: then as many places would not name
  /// the label as did before, or there would be mistakes that were not there.
  private func checkMeaning(_ old: String, _ renaming: Renaming) throws(RenamingRefusal) {
    let after = Analysis(of: source.replacing(renaming), files: files.replacing(renaming, around: source))
    if after.diagnostics.count > diagnostics.count,
      let new = after.diagnostics.first(where: { diagnostic in
        !diagnostics.contains { $0.message == diagnostic.message && $0.location?.line == diagnostic.location?.line }
      })
    {
      throw RenamingRefusal(
        "with '\(renaming.text)' line \(new.location?.line ?? 1) would be a mistake: \(new.message)")
    }
    guard after.names.uses(of: renaming.text).count == names.uses(of: old).count,
      after.names.uses.count == names.uses.count
    else { throw RenamingRefusal("'\(renaming.text)' means something else in this notebook") }
  }
}

extension Source {
  /// The text with the places of a renaming that stand in this file replaced.
  func replacing(_ renaming: Renaming) -> Source {
    var bytes = bytes
    let ranges = renaming.places.filter { $0.source.path == path }.map(\.range)
    for range in ranges.sorted(by: { $0.lowerBound > $1.lowerBound }) {
      bytes.replaceSubrange(range, with: Array(renaming.text.utf8))
    }
    return Source(path: path, bytes: bytes)
  }
}

extension Files {
  /// The files as they would be after a renaming.
  func replacing(_ renaming: Renaming, around notebook: Source) -> Files {
    let others = Set(renaming.places.map(\.source.path)).subtracting([notebook.path])
    if others.isEmpty { return self }
    let surroundings = Surroundings(self, notebook: notebook)
    return Files { path throws(Failure) in
      let bytes = try read(path)
      let shown = surroundings.shown(path, in: notebook)
      return others.contains(shown) ? Source(path: shown, bytes: bytes).replacing(renaming).bytes : bytes
    }
  }
}
