package import Diagnostics

extension ArgumentReading {
  /// The label of a block that gives one of `kinds`.
  ///
  /// - Parameter words: what may stand in its place.
  package mutating func label(_ fragment: Fragment, _ kinds: [ResultKind], or words: [String] = []) -> LabelReference? {
    let text = fragment.text
    var name = text.hasPrefix("#") || text.hasPrefix("@") ? String(text.dropFirst()) : text
    // As formulas write a part that is no word: `f."10 mg"`.
    if let point = name.firstIndex(of: "."), name.hasSuffix("\""), name[point...].hasPrefix(".\"") {
      name = String(name[...point] + name[point...].dropFirst(2).dropLast())
    }
    let reference = LabelReference(label: name, location: fragment.location)
    guard let kind = labels[reference.owner] else {
      fail("unknown label '\(reference.owner)'", at: fragment.location, hint: labelHint(reference.owner, kinds, words))
      return nil
    }
    remember(reference, in: fragment)
    guard kinds.contains(kind) else {
      fail(
        "'\(name)' is \(fits.contains(reference.owner) && kind == .trajectory ? "a fit or a training" : kind.name), not \(kinds.map(\.name).joined(separator: " or "))",
        at: fragment.location,
        hint: hint(for: kind, insteadOf: kinds))
      return nil
    }
    references.append(reference)
    return reference
  }

  /// Remembers where a label or a part of it stands.
  package mutating func remember(_ reference: LabelReference, in fragment: Fragment) {
    let first = fragment.text.hasPrefix("#") || fragment.text.hasPrefix("@") ? 1 : 0
    let place = fragment.slice(first..<first + reference.owner.utf8.count)
    let isWhole = reference.owner == reference.label
    naming.places.append(
      LabelReference(label: reference.owner, location: isWhole ? fragment.location : place.location))
    naming.wholes.append(reference)
  }

  private func hint(for kind: ResultKind, insteadOf kinds: [ResultKind]) -> String? {
    if kind == .sweep, kinds.contains(.trajectory) {
      return "a sweep shows a table of its own, with what its 'measure' names; 'plot' draws it"
    }
    let fitting = labels.filter { kinds.contains($0.value) && $0.key != ownLabel }.keys.sorted()
    if fitting.isEmpty || fitting.count > 8 { return nil }
    return (fitting.count == 1 ? "there is only " : "there are ") + fitting.joined(separator: ", ")
  }

  private func labelHint(_ name: String, _ kinds: [ResultKind], _ words: [String]) -> String? {
    let fitting = labels.filter { kinds.contains($0.value) && $0.key != ownLabel }.keys.sorted()
    if let near = Spelling.hint(name, among: fitting + words) { return near }
    if kinds.contains(.model), BuiltInModel.catalogue.contains(where: { $0.name == name }) {
      return "a built-in model is named in a block: '```yaml {model #\(name)}' with 'like: \(name)'"
    }
    if !fitting.isEmpty { return Spelling.help(name, among: fitting + words) }
    let directive = kinds.first.flatMap { kind in Directive.catalogue.first { $0.gives == kind } }
    return directive.map {
      "nothing here that is \(kinds.map(\.name).joined(separator: " or ")) has a label: write '{\($0.name) #\(name)}'"
    }
  }
}
