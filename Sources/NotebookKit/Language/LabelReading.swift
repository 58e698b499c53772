package import Diagnostics

extension ArgumentReading {
  /// The label of a block that gives one of `kinds`.
  ///
  /// - Parameter words: what may stand in its place.
  package mutating func label(_ fragment: Fragment, _ kinds: [ResultKind], or words: [String] = []) -> LabelReference? {
    let text = fragment.text
    let name = text.hasPrefix("#") || text.hasPrefix("@") ? String(text.dropFirst()) : text
    guard let kind = labels[name] else {
      fail("unknown label '\(name)'", at: fragment.location, hint: labelHint(name, kinds, words))
      return nil
    }
    naming.places.append(LabelReference(label: name, location: fragment.location))
    guard kinds.contains(kind) else {
      fail(
        "'\(name)' is \(kind.name), not \(kinds.map(\.name).joined(separator: " or "))", at: fragment.location,
        hint: hint(for: kind, insteadOf: kinds))
      return nil
    }
    let reference = LabelReference(label: name, location: fragment.location)
    references.append(reference)
    return reference
  }

  private func hint(for kind: ResultKind, insteadOf kinds: [ResultKind]) -> String? {
    if kind == .sweep, kinds.contains(.trajectory) {
      return "a sweep shows a table of its own, with what its 'measure' names; 'plot' draws it"
    }
    let fitting = labels.filter { kinds.contains($0.value) }.keys.sorted()
    if fitting.isEmpty || fitting.count > 8 { return nil }
    return (fitting.count == 1 ? "there is only " : "there are ") + fitting.joined(separator: ", ")
  }

  private func labelHint(_ name: String, _ kinds: [ResultKind], _ words: [String]) -> String? {
    let fitting = labels.filter { kinds.contains($0.value) }.keys.sorted()
    if let near = Spelling.hint(name, among: fitting + words) { return near }
    if !fitting.isEmpty { return Spelling.help(name, among: fitting + words) }
    let directive = kinds.first.flatMap { kind in Directive.catalogue.first { $0.gives == kind } }
    return directive.map {
      "nothing here that is \(kinds.map(\.name).joined(separator: " or ")) has a label: write '{\($0.name) #\(name)}'"
    }
  }
}
